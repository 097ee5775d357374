/**
 * How times, dates and names read.
 *
 * Everything here is pure: the present moment is an argument. A countdown is always taken from the
 * wall clock and rounded down, so that it never promises more time than there is.
 */
import type { Environment, IdentityView, TokensView } from "./bindings";
import { locale, words } from "./language/language.svelte";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** From here on days are counted: under two of them, hours say more. */
const DAYS_FROM = 2 * DAY;

/** A token is called low in its last tenth, but a year-long one not for a whole month. */
const LOW_SHARE = 0.1;
const LOW_AT_MOST = 3 * DAY;

/** What happened less than this ago was just now: nobody counts so few seconds. */
const JUST_NOW = 5 * SECOND;

/** Has the system read how numbers and dates are written, which takes some 15 ms when it is done first. */
export function prepareFormats(): void {
  new Intl.DateTimeFormat().format();
}

/** When a token ends by this computer's clock; null: the server did not say. */
export function endsAt(tokens: TokensView): number | null {
  return tokens.expiresAt === null ? null : tokens.expiresAt - tokens.clockOffset;
}

/** The time left in words: "364 days", "3 h 12 min", "4:09", "Expired". */
export function countdown(left: number): string {
  if (left <= 0) return words().time.expired;
  if (left >= DAYS_FROM) return amount(Math.floor(left / DAY), "day");
  const minutes = Math.floor((left % HOUR) / MINUTE);
  if (left >= HOUR) return `${Math.floor(left / HOUR)} h${minutes === 0 ? "" : ` ${minutes} min`}`;
  const seconds = Math.floor((left % MINUTE) / SECOND);
  return `${Math.floor(left / MINUTE)}:${String(seconds).padStart(2, "0")}`;
}

/** By place and unit: making one takes longer than everything that it then writes in a list. */
const numbers = new Map<string, Intl.NumberFormat>();

function written(count: number, unit: string): string {
  const place = locale();
  const key = `${place} ${unit}`;
  let how = numbers.get(key);
  if (how === undefined) {
    how = new Intl.NumberFormat(place, unit ? { style: "unit", unit, unitDisplay: "long" } : {});
    numbers.set(key, how);
  }
  return how.format(count);
}

/** A whole number, as it is written here: "1,071". */
export function whole(count: number): string {
  return written(count, "");
}

/** So many of a unit, in full: "1 minute", "364 days". */
export function amount(count: number, unit: string): string {
  return written(count, unit);
}

/** Several things that belong together: "A and B". */
export function together(things: readonly string[]): string {
  return new Intl.ListFormat(locale()).format(things);
}

/** In how many milliseconds the words of `countdown` change; null: never again. */
export function countdownChangesIn(left: number): number | null {
  if (left <= 0) return null;
  const unit = left >= DAYS_FROM ? DAY : left >= HOUR ? MINUTE : SECOND;
  // At a full unit the words still hold; the next millisecond they do not.
  return Math.min(left, (left % unit) + 1);
}

/** The moment at which a countdown to `at` reads differently than at `now`. */
export function countdownChangesAt(at: number | null, now: number): number | null {
  if (at === null) return null;
  const wait = countdownChangesIn(at - now);
  return wait === null ? null : now + wait;
}

/** Whole seconds until `at`, as a person counts down to an event: 1 until it happens. */
export function secondsUntil(at: number, now: number): number {
  return Math.max(0, Math.ceil((at - now) / SECOND));
}

/** The moment at which `secondsUntil` reads differently than at `now`. */
export function secondsChangeAt(at: number, now: number): number | null {
  const left = at - now;
  return left <= 0 ? null : now + (left % SECOND || SECOND);
}

/** The earliest of several moments, of which any may be missing. */
export function earliest(...moments: (number | null)[]): number | null {
  const known = moments.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** The part of the lifetime that is left, from 0 to 1. */
export function shareLeft(tokens: TokensView, now: number): number {
  if (tokens.expiresAt === null) return 1;
  const lifetime = tokens.expiresAt - tokens.obtainedAt;
  if (lifetime <= 0) return 0;
  const left = tokens.expiresAt - (now + tokens.clockOffset);
  return Math.min(1, Math.max(0, left / lifetime));
}

/** Whether so little is left that the colour should say so. */
export function runsLow(tokens: TokensView, now: number): boolean {
  const end = endsAt(tokens);
  if (end === null || tokens.expiresAt === null) return false;
  const lifetime = Math.max(0, tokens.expiresAt - tokens.obtainedAt);
  return end - now < Math.min(lifetime * LOW_SHARE, LOW_AT_MOST);
}

/** A moment in local time: "today, 11:04:31", "21 Nov 2027, 10:38"; with seconds when it is near. */
export function moment(at: number, now: number, place = locale()): string {
  const near = Math.abs(at - now) < HOUR;
  const time = clockTime(at, near ? "seconds" : "minutes", place);
  const day = dayName(at, now);
  if (day !== null) return `${relative(day, "day", place)}, ${time}`;
  return `${dateAt(at, place)}, ${time}`;
}

/** A moment that is over, within a sentence: "at 10:51", "yesterday at 10:51", "on 20 Nov 2026, 10:51". */
export function pastMoment(at: number, now: number, place = locale()): string {
  const said = words().time;
  const time = clockTime(at, "minutes", place);
  const day = dayName(at, now);
  if (day === null) return said.on(moment(at, now, place));
  return day === 0 ? said.at(time) : said.dayAt(relative(day, "day", place), time);
}

/** The time of the day alone: "10:38" or "10:38:05". */
export function clockTime(at: number, precision: "minutes" | "seconds", place = locale()): string {
  const timeStyle = precision === "seconds" ? "medium" : "short";
  return new Intl.DateTimeFormat(place, { timeStyle }).format(at);
}

/** How long ago something was: "just now", "8 seconds ago", "3 minutes ago", "at 10:51". */
export function ago(at: number, now: number, place = locale()): string {
  const since = Math.max(0, now - at);
  if (since < JUST_NOW) return words().time.justNow;
  if (since < MINUTE) return relative(-Math.floor(since / SECOND), "second", place);
  if (since < HOUR) return relative(-Math.floor(since / MINUTE), "minute", place);
  return pastMoment(at, now, place);
}

/** So far from now: "today", "8 seconds ago". */
export function relative(
  count: number,
  unit: Intl.RelativeTimeFormatUnit,
  place = locale(),
): string {
  return new Intl.RelativeTimeFormat(place, { numeric: "auto" }).format(count, unit);
}

/** The moment at which `ago` reads differently than at `now`. */
export function agoChangesAt(at: number, now: number): number {
  const since = Math.max(0, now - at);
  if (since < JUST_NOW) return at + JUST_NOW;
  const unit = since < MINUTE ? SECOND : since < HOUR ? MINUTE : DAY;
  return at + (Math.floor(since / unit) + 1) * unit;
}

/** The day in a text as a server writes it (RFC 3339); what cannot be read stays as it is. */
export function dateOf(text: string, place = locale()): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : dateAt(at, place);
}

/** The day of a moment. */
export function dateAt(at: number, place = locale()): string {
  return new Intl.DateTimeFormat(place, { dateStyle: "medium" }).format(at);
}

/** How many days from now, for the days that have a name of their own. */
function dayName(at: number, now: number): -1 | 0 | 1 | null {
  const midnight = (time: number, days: number) => {
    const date = new Date(time);
    // Days are not always 24 hours long, the calendar knows.
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
  };
  const day = midnight(at, 0);
  if (day === midnight(now, 0)) return 0;
  if (day === midnight(now, 1)) return 1;
  if (day === midnight(now, -1)) return -1;
  return null;
}

/** Two letters for a person: of the first and the last name, else of the user name. */
export function initials(who: IdentityView): string {
  const words = who.fullName.split(/\s+/).filter((word) => word !== "");
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) return letters(who.userName, 2);
  if (words.length === 1) return letters(first, 2);
  return letters(first, 1) + letters(last, 1);
}

function letters(word: string, count: number): string {
  return [...word].slice(0, count).join("").toLocaleUpperCase(locale());
}

/** How far the server's clock is from this computer's: "3 min ahead"; null when it hardly differs. */
export function clockDifference(offset: number): string | null {
  const size = Math.abs(offset);
  if (size < MINUTE) return null;
  const much = size < HOUR ? `${Math.round(size / MINUTE)} min` : countdown(size);
  return offset > 0 ? words().time.ahead(much) : words().time.behind(much);
}

/** What an address most likely is, to be corrected by a person. */
export function guessEnvironment(host: string, plainHttp: boolean): Environment {
  if (plainHttp || /\b(dev|develop|development|local)\d*\b/i.test(host)) return "development";
  if (/\b(test|testing|stage|staging|qa|uat|preprod|sandbox)\d*\b/i.test(host)) return "test";
  return "production";
}

/** With a capital at its beginning. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);
}

/** A message as a sentence: it comes without a capital and a full stop. */
export function sentence(message: string): string {
  const start = capital(message.trim());
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
