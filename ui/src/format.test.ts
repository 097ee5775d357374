import { describe, expect, it } from "vitest";
import { maria, tokens } from "./fixture-parts";
import {
  clockDifference,
  countdown,
  countdownChangesIn,
  dateOf,
  DAY,
  earliest,
  endsAt,
  guessEnvironment,
  HOUR,
  initials,
  MINUTE,
  moment,
  pastMoment,
  runsLow,
  SECOND,
  secondsChangeAt,
  secondsUntil,
  shareLeft,
} from "./format";

const NOW = new Date(2026, 10, 21, 10, 30, 0).getTime();

describe("the day in a server's text", () => {
  it.each([
    ["2026-11-21T12:00:00.000000Z", "21 Nov 2026"],
    ["2027-11-21T12:00:00+00:00", "21 Nov 2027"],
    ["soon", "soon"],
  ])("%s reads as %s", (text, words) => {
    expect(dateOf(text, "en-GB")).toBe(words);
  });
});

describe("countdown", () => {
  it.each([
    [365 * DAY, "365 days"],
    [365 * DAY - 1, "364 days"],
    [2 * DAY, "2 days"],
    [2 * DAY - 1, "47 h 59 min"],
    [DAY, "24 h"],
    [3 * HOUR + 12 * MINUTE + 59 * SECOND, "3 h 12 min"],
    [HOUR, "1 h"],
    [HOUR - 1, "59:59"],
    [4 * MINUTE + 9 * SECOND + 999, "4:09"],
    [MINUTE, "1:00"],
    [12 * SECOND, "0:12"],
    [999, "0:00"],
    [1, "0:00"],
    [0, "Expired"],
    [-DAY, "Expired"],
  ])("%d ms read as %s", (left, words) => {
    expect(countdown(left)).toBe(words);
  });

  it.each([365 * DAY, 2 * DAY, 2 * DAY - 1, 5 * HOUR + 1, HOUR, HOUR - 1, 12_345, 1000, 999, 1])(
    "at %d ms the words change exactly when it says",
    (left) => {
      const wait = countdownChangesIn(left);
      if (wait === null) throw new Error("the words should change some time");
      expect(countdown(left - wait)).not.toBe(countdown(left));
      expect(countdown(left - wait + 1)).toBe(countdown(left));
    },
  );

  it("never changes again once expired", () => {
    expect(countdownChangesIn(0)).toBeNull();
  });

  it("never shows more than there is", () => {
    for (let left = 1; left < 3 * HOUR; left += 777) {
      const [hours, minutes, seconds] = parse(countdown(left));
      expect(hours * HOUR + minutes * MINUTE + seconds * SECOND).toBeLessThanOrEqual(left);
    }
  });
});

function parse(words: string): [number, number, number] {
  const parts = words.split(/\D+/).filter(Boolean).map(Number);
  const [first = 0, second = 0] = parts;
  return words.includes("h") ? [first, second, 0] : [0, first, second];
}

describe("the end by this computer's clock", () => {
  it("comes earlier when the server's clock is ahead", () => {
    const ahead = { ...tokens(NOW, HOUR, HOUR), clockOffset: 2 * MINUTE };
    expect(endsAt(ahead)).toBe(NOW + HOUR - 2 * MINUTE);
  });

  it("is unknown when the server did not say", () => {
    expect(endsAt({ ...tokens(NOW, HOUR, HOUR), expiresAt: null })).toBeNull();
  });
});

describe("the share that is left", () => {
  it.each([
    [HOUR, HOUR, 1],
    [30 * MINUTE, HOUR, 0.5],
    [0, HOUR, 0],
    [-MINUTE, HOUR, 0],
    [2 * HOUR, HOUR, 1],
    [0, 0, 0],
  ])("%d of %d ms is %d", (left, lifetime, share) => {
    expect(shareLeft(tokens(NOW, left, lifetime), NOW)).toBe(share);
  });

  it("takes the server's clock into account", () => {
    const ahead = { ...tokens(NOW, HOUR, 2 * HOUR), clockOffset: HOUR };
    expect(shareLeft(ahead, NOW)).toBe(0);
  });
});

describe("little is left", () => {
  it.each([
    ["4 minutes of an hour", 4 * MINUTE, HOUR, true],
    ["7 minutes of an hour", 7 * MINUTE, HOUR, false],
    ["20 days of a year", 20 * DAY, 365 * DAY, false],
    ["2 days of a year", 2 * DAY, 365 * DAY, true],
    ["nothing", 0, HOUR, true],
  ])("%s: %#", (_name, left, lifetime, low) => {
    expect(runsLow(tokens(NOW, left, lifetime), NOW)).toBe(low);
  });
});

describe("moments", () => {
  it.each([
    [NOW + 34 * MINUTE + 31 * SECOND, "today, 11:04:31"],
    [NOW + 5 * HOUR, "today, 15:30"],
    [NOW + DAY, "tomorrow, 10:30"],
    [NOW - DAY, "yesterday, 10:30"],
    [new Date(2027, 10, 21, 10, 38).getTime(), "21 Nov 2027, 10:38"],
  ])("%d reads as %s", (at, words) => {
    expect(moment(at, NOW, "en-GB")).toBe(words);
  });

  it.each([
    [NOW - 9 * MINUTE, "at 10:21"],
    [NOW - DAY, "yesterday at 10:30"],
    [NOW - 9 * DAY, "on 12 Nov 2026, 10:30"],
  ])("%d, being over, reads as %s", (at, words) => {
    expect(pastMoment(at, NOW, "en-GB")).toBe(words);
  });

  it("follow the system's locale", () => {
    const at = new Date(2027, 10, 21, 22, 38).getTime();
    expect(moment(at, NOW, "de")).toBe("21.11.2027, 22:38");
    expect(moment(at, NOW, "en-US")).toMatch(/^Nov 21, 2027, 10:38\sPM$/);
  });
});

describe("seconds until the clipboard is cleared", () => {
  it.each([
    [41_000, 41],
    [40_001, 41],
    [1, 1],
    [0, 0],
    [-5, 0],
  ])("%d ms are %d s", (left, seconds) => {
    expect(secondsUntil(NOW + left, NOW)).toBe(seconds);
  });

  it.each([41_000, 40_500, 40_001, 1])("at %d ms they change exactly when it says", (left) => {
    const at = NOW + left;
    const change = secondsChangeAt(at, NOW);
    if (change === null) throw new Error("the seconds should change some time");
    expect(secondsUntil(at, change)).toBe(secondsUntil(at, NOW) - 1);
    expect(secondsUntil(at, change - 1)).toBe(secondsUntil(at, NOW));
  });
});

describe("names and numbers", () => {
  it.each([
    ["Maria Silva", "MS"],
    ["Maria da Silva", "MS"],
    ["maria", "MA"],
    ["  ", "MA"],
    ["Ångström Öberg", "ÅÖ"],
    ["𝒜da 𝒵oe", "𝒜𝒵"],
  ])("the initials of “%s” are %s", (fullName, letters) => {
    expect(initials({ ...maria, fullName })).toBe(letters);
  });

  it.each([
    [0, null],
    [59 * SECOND, null],
    [3 * MINUTE, "3 min ahead"],
    [-90 * MINUTE, "1 h 30 min behind"],
    [3 * DAY, "3 days ahead"],
  ])("a clock off by %d ms is %s", (offset, words) => {
    expect(clockDifference(offset)).toBe(words);
  });

  it.each([
    ["acme.processmaker.example", false, "production"],
    ["staging.acme.example", false, "test"],
    ["acme-test2.example/base", false, "test"],
    ["dev.acme.example", false, "development"],
    ["127.0.0.1:8095", true, "development"],
    ["devices.example", false, "production"],
    ["contest.example", false, "production"],
  ])("%s (plain http: %s) is most likely %s", (host, plainHttp, environment) => {
    expect(guessEnvironment(host, plainHttp)).toBe(environment);
  });

  it("finds the earliest of several moments", () => {
    expect(earliest(null, 5, 3)).toBe(3);
    expect(earliest(null)).toBeNull();
  });
});
