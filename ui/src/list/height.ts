import type { Attachment } from "svelte/attachments";

/** Tells how high an element is inside, at once and whenever that changes. */
export function height(tell: (pixels: number) => void): Attachment<HTMLElement> {
  return (element) => {
    const measure = () => tell(element.clientHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  };
}
