// What a page is asked of its looks. Each question runs in the page, and can see nothing of this file.

/**
 * Words that reach beyond what they are in or beyond the window, where nobody can scroll to them; words on other words;
 * and what has to be scrolled sideways.
 *
 * @returns {string[]}
 */
export function crowded() {
  const say = (what, element) => `${what}: ${element.outerHTML.slice(0, 160)}`;
  const top = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  const found = new Set();
  const lines = [];

  const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
    const element = text.parentElement;
    if (
      text.data.trim() === "" ||
      element.closest("svg, select, [aria-hidden=true]") ||
      isUnseen(element)
    )
      continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      const { left, right, top, bottom } = box;
      if (right - left < 1 || bottom - top < 1) continue;
      const seen = shown(element, { left, right, top, bottom });
      if (seen === "cut") found.add(say("cut", element));
      else if (seen !== "elsewhere") lines.push({ element, layer: layerOf(element), ...seen });
    }
  }

  for (const [at, one] of lines.entries())
    for (const other of lines.slice(at + 1)) {
      if (one.element === other.element || one.layer !== other.layer) continue;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      // The boxes of letters are a little higher than their lines.
      if (across > 2 && down > 5)
        found.add(
          `${say("on each other", one.element)} and ${other.element.outerHTML.slice(0, 80)}`,
        );
    }

  for (const element of top.querySelectorAll("*")) {
    const { overflowX } = getComputedStyle(element);
    if (!["auto", "scroll"].includes(overflowX)) continue;
    // Lines of an answer are as long as they are.
    if (element.matches("input, textarea, [role=region], [role=tree]")) continue;
    if (element.scrollWidth > element.clientWidth + 1) found.add(say("scrolls sideways", element));
  }
  return [...found];

  /** Whether only screen readers are to find it. */
  function isUnseen(element) {
    for (let at = element; at !== null; at = at.parentElement)
      if (getComputedStyle(at).clipPath !== "none") return true;
    return false;
  }

  /** How much of a line of words can be seen; what is shortened says so, and says the whole elsewhere. */
  function shown(element, line) {
    let { left, right, top, bottom } = line;
    for (let at = element; at !== null; at = at.parentElement) {
      const { overflowX, overflowY, textOverflow, position } = getComputedStyle(at);
      if (overflowX === "visible" && overflowY === "visible") {
        // It stands where the gallery has left what it belongs to, which may be below the window.
        if (position === "fixed") return left >= -1 && right <= innerWidth + 1 ? line : "cut";
        continue;
      }
      const box = at.getBoundingClientRect();
      if (at !== document.body && at !== document.documentElement) {
        if (textOverflow === "ellipsis")
          [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
        if (overflowX === "hidden" || overflowX === "clip")
          if (left < box.left - 1 || right > box.right + 1) return "cut";
        if (overflowY === "hidden" || overflowY === "clip")
          if (top < box.top - 4 || bottom > box.bottom + 4) return "cut";
        if (overflowY === "auto" || overflowY === "scroll") {
          if (bottom < box.top || top > box.bottom) return "elsewhere";
          [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
        }
        if (overflowX === "auto" || overflowX === "scroll")
          [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
      }
      if (position === "fixed") break;
    }
    const inside = left >= -1 && right <= innerWidth + 1 && top >= -1 && bottom <= innerHeight + 1;
    return inside ? { left, right, top, bottom } : "cut";
  }

  /** What lies over the rest of the page, or scrolls by itself: words in different ones may lie on each other. */
  function layerOf(element) {
    for (let at = element; at !== null; at = at.parentElement) {
      const { position, zIndex, overflowY } = getComputedStyle(at);
      if (position === "fixed" || position === "sticky" || zIndex !== "auto") return at;
      if (overflowY === "auto" || overflowY === "scroll") return at;
    }
    return document.body;
  }
}

/**
 * What is lost where a person has chosen all colours: signs in the colour of what is behind them, controls that look
 * like words, a focus that does not show, and what is chosen but looks like the rest.
 *
 * @returns {string[]}
 */
export function lost() {
  const say = (what, element) => `${what}: ${element.outerHTML.slice(0, 160)}`;
  const top = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  const all = (selector) =>
    [...top.querySelectorAll(selector)].filter(
      (element) =>
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        element.getBoundingClientRect().width > 1,
    );
  const found = [];

  for (const icon of all("svg > path")) {
    const { stroke } = getComputedStyle(icon);
    if (contrast(stroke, behind(icon)) < 3)
      found.push(say("no sign to be seen", icon.parentElement));
  }
  for (const light of all(".dot, .light, [style*='background']"))
    if (light.parentElement.textContent.trim() === "") found.push(say("only a colour", light));

  const controls = "button, input, select, textarea, summary, a[href]";
  for (const control of all(controls)) {
    // The browser's own boxes are drawn by the system, a sign is as good as an edge, and rows are told by their list.
    const isRow =
      control.closest("[role=menu]") !== null ||
      (control.children.length > 1 && control.closest("li") !== null);
    if (control.type === "checkbox" || control.querySelector("svg") !== null || isRow) continue;
    const inside = [control, control.parentElement, control.parentElement.parentElement];
    if (!inside.some(isMarked)) found.push(say("no control to be seen", control));
  }

  const chosen =
    "[aria-selected=true], [aria-checked=true], [aria-current]:not([aria-current=false])";
  for (const one of all(chosen)) {
    const like = (other) =>
      other !== one &&
      other.role === one.role &&
      other.className.split(" ")[0] === one.className.split(" ")[0];
    const others = all(one.localName).filter((other) => like(other) && !other.matches(chosen));
    if (others.some((other) => shape(other) === shape(one)))
      found.push(say("chosen, and looks like the rest", one));
  }

  const before = document.activeElement;
  for (const control of all(`${controls}, [tabindex="0"]`)) {
    control.focus({ preventScroll: true, focusVisible: true });
    // Some show it around themselves.
    const shown = [control, control.parentElement].some((at) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
      const drawn = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
      return drawn && contrast(outlineColor, behind(at)) >= 3;
    });
    // Where everything that is typed goes, the caret is enough.
    if (control.matches("dialog [role=combobox]")) continue;
    if (document.activeElement === control && !shown)
      found.push(say("no focus to be seen", control));
  }
  before?.focus?.({ preventScroll: true });
  return found;

  /** Whether it has an edge or a line beneath its words. */
  function isMarked(element) {
    const style = getComputedStyle(element);
    if (style.textDecorationLine.includes("underline")) return true;
    return ["Top", "Right", "Bottom", "Left"].some((side) => {
      const drawn =
        style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1;
      return drawn && contrast(style[`border${side}Color`], behind(element)) >= 3;
    });
  }

  /** What tells it from its like, but for its words. */
  function shape(element) {
    const { borderColor, borderWidth, textDecorationLine, fontWeight, backgroundColor } =
      getComputedStyle(element);
    const after = getComputedStyle(element, "::after");
    const parts = [borderColor, borderWidth, textDecorationLine, fontWeight, backgroundColor];
    const signs = element.querySelectorAll("svg").length;
    return [...parts, after.content, after.backgroundColor, signs].join(" ");
  }

  /** The colour behind an element. */
  function behind(element) {
    for (let at = element; at !== null; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (channels(backgroundColor)[3] > 0) return backgroundColor;
    }
    return getComputedStyle(document.documentElement).colorScheme === "dark"
      ? "rgb(0, 0, 0)"
      : "rgb(255, 255, 255)";
  }

  function channels(colour) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue, alpha];
  }

  /** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
  function contrast(one, other) {
    const light = (colour) => {
      const [red, green, blue] = channels(colour).map((channel) => {
        const part = channel / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  }
}
