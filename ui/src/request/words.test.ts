import { describe, expect, it } from "vitest";
import { answered, refused } from "./fixture-parts";
import { answerLine, meaning as meaningOf, sizeWords, statusWords, tookWords } from "./words";

describe("an answer in a line", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1.0 kB"],
    [2_104, "2.1 kB"],
    [999_949, "999.9 kB"],
    [999_950, "1.0 MB"],
    [11_534_336, "11.5 MB"],
  ])("%i bytes are %s", (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words);
  });

  it.each([
    [0.4, "0 ms"],
    [143.4, "143 ms"],
    [2_340, "2.3 s"],
  ])("%f ms are %s", (millis, words) => {
    expect(tookWords(millis)).toBe(words);
  });

  it("says how long, how much and what", () => {
    expect(answerLine(answered())).toBe("143 ms · 2.1 kB · JSON");
    expect(answerLine(answered({ form: "empty", size: 0 }))).toBe("143 ms · no content");
    expect(answerLine(answered({ cut: true, size: 33_554_432 }))).toContain("the first 33.6 MB");
    expect([statusWords(404), statusWords(299)]).toEqual(["404 Not Found", "299"]);
  });
});

const NOW = 1_795_307_008_000;
const meaning = (view: Parameters<typeof meaningOf>[0]) => meaningOf(view, NOW);

describe("what an answer means", () => {
  it("needs no words when it worked", () => {
    expect(meaning(answered())).toBeNull();
    expect(meaning(answered({ cut: true }))?.title).toBe("The answer is too large");
  });

  it("tells a token that is over from one that should count", () => {
    expect(meaning(refused(401, { kind: "tokenExpired" }, null))?.next).toContain(
      "Latchkey gets a new one first",
    );
    const refusal = refused(401, { kind: "tokenNotAccepted" }, "Unauthenticated.");
    const words = (more: object) => meaning({ ...refusal, ...more })?.next;
    expect(words({ secondsLeft: 11_520, acceptedSecondsAgo: 8 })).toContain(
      "It has 3 h 12 min left. The server accepted it 8 seconds ago.",
    );
    expect(words({ secondsLeft: null, acceptedSecondsAgo: null })).toMatch(/sign in again\.$/);
    expect(words({ acceptedSecondsAgo: 150 })).toContain("2 minutes ago");
  });

  it("says what else could be asked for, and how long to wait", () => {
    const next = (verdict: Parameters<typeof refused>[1]) =>
      meaning(refused(400, verdict, null))?.next;
    expect(next({ kind: "wrongMethod", methods: ["GET", "HEAD"] })).toBe("It takes GET, HEAD.");
    expect(next({ kind: "wrongMethod", methods: [] })).toBe("Choose another one.");
    expect(next({ kind: "throttled", seconds: 29.5 })).toBe("Wait 30 seconds and send again.");
    expect(next({ kind: "maintenance", seconds: null })).toContain("Wait a while");
    const target = { host: "login.acme.example", path: "/login" };
    expect(next({ kind: "redirect", target, toLogin: true })).toContain(
      "leads to login.acme.example/login, a login page",
    );
    expect(next({ kind: "redirect", target: null, toLogin: false })).toBe(
      "Latchkey does not follow it.",
    );
  });
});
