/** The path of a request as a person types it: its query taken apart, and completed from endpoints. */
import type { EndpointView, HttpMethod } from "../bindings";

export type Pair = [name: string, value: string];

/** How many endpoints are offered at once: what does not fit is found by typing on. */
export const OFFERED = 40;

/** The path alone. */
export function pathOf(target: string): string {
  return target.split("?", 1)[0] ?? "";
}

/** What stands in the query, as a person reads it. */
export function queryOf(target: string): Pair[] {
  const at = target.indexOf("?");
  if (at < 0) return [];
  const pairs = target.slice(at + 1).split("&");
  return pairs.filter((pair) => pair !== "").map(readPair);
}

/** The same path with another query. */
export function withQuery(target: string, query: readonly Pair[]): string {
  const pairs = query.filter(([name, value]) => name !== "" || value !== "");
  const written = pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return written.length === 0 ? pathOf(target) : `${pathOf(target)}?${written.join("&")}`;
}

function readPair(pair: string): Pair {
  const [name = "", ...rest] = pair.split("=");
  return [decode(name), decode(rest.join("="))];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

/** What would be read as something else; the rest stays as it can be read. */
function encode(text: string): string {
  return text.replace(/[%&=+#?\s]/g, (sign) => encodeURIComponent(sign));
}

/** The endpoints that fit what was typed: every word of it is somewhere in them. */
export function offered(list: readonly EndpointView[], typed: string): EndpointView[] {
  const path = pathOf(typed).trim().toLowerCase();
  const words = path.split(/\s+/).filter((word) => word !== "");
  const fits = list.filter(({ method, path, summary }) => {
    const all = `${method} ${path} ${summary}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const begins = (one: EndpointView) => (one.path.toLowerCase().startsWith(path) ? 0 : 1);
  return fits.sort((one, other) => begins(one) - begins(other));
}

/** The endpoint that a request goes to, with values in the place of what is between braces. */
export function endpointOf(
  list: readonly EndpointView[],
  method: HttpMethod,
  target: string,
): EndpointView | undefined {
  const parts = pathOf(target).split("/");
  const fits = (path: string) => {
    const template = path.split("/");
    const same = (part: string, at: number) => part.startsWith("{") || part === parts[at];
    return template.length === parts.length && template.every(same);
  };
  const all = list.filter((one) => one.method === method && fits(one.path));
  return all.find((one) => !one.path.includes("{")) ?? all[0];
}

/** Where the first part of a path stands that is still to be filled in; null: there is none. */
export function placeholder(path: string): { from: number; to: number } | null {
  const found = /\{[^}]*\}/.exec(path);
  return found === null ? null : { from: found.index, to: found.index + found[0].length };
}
