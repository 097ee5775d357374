import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readClock, useClock } from "./clock.svelte";
import { countdown, countdownChangesAt, DAY, HOUR, MINUTE, SECOND } from "./format";
import { reading, type Reading } from "./test-reading.svelte";

const NOW = new Date(2026, 10, 21, 12).getTime();

let hidden = false;
let open: Reading[] = [];

/** Something on the screen that counts down to `end`. */
function watch(end: number): Reading {
  const it = reading(() => {
    const time = useClock((now) => countdownChangesAt(end, now));
    return () => countdown(end - time.now);
  });
  open.push(it);
  return it;
}

async function pass(time: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(time);
  flushSync();
}

function become(state: "hidden" | "visible"): void {
  hidden = state === "hidden";
  document.dispatchEvent(new Event("visibilitychange"));
  flushSync();
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  vi.spyOn(document, "hidden", "get").mockImplementation(() => hidden);
  readClock();
});

afterEach(() => {
  open.forEach((it) => it.close());
  open = [];
  hidden = false;
});

describe("the clock", () => {
  it("ticks each second while seconds are shown", async () => {
    const it = watch(NOW + 4 * MINUTE + 9 * SECOND + 100);
    expect(it.words()).toBe("4:09");
    await pass(101);
    expect(it.words()).toBe("4:08");
    await pass(SECOND);
    expect(it.words()).toBe("4:07");
  });

  it("sleeps as long as nothing shown would change", async () => {
    const it = watch(NOW + 364 * DAY + HOUR);
    await pass(5 * MINUTE);
    expect(it.readings()).toBe(11);
  });

  it("wakes up at the moment the words change", async () => {
    const it = watch(NOW + 3 * HOUR + 10 * SECOND);
    expect(it.words()).toBe("3 h");
    await pass(10 * SECOND);
    expect(it.words()).toBe("3 h");
    await pass(SECOND);
    expect(it.words()).toBe("2 h 59 min");
  });

  it("goes by the most impatient of all that is shown", async () => {
    watch(NOW + 364 * DAY);
    const it = watch(NOW + MINUTE);
    await pass(30 * SECOND);
    expect(it.words()).toBe("0:30");
  });

  it("is right again within 30 seconds of a suspend", async () => {
    const it = watch(NOW + 364 * DAY);
    // The wall clock goes on while the timers stand still.
    vi.setSystemTime(NOW + 10 * DAY);
    await pass(30 * SECOND);
    expect(it.words()).toBe("353 days");
  });

  it("follows a wall clock that is set back", async () => {
    const it = watch(NOW + MINUTE);
    await pass(10 * SECOND);
    vi.setSystemTime(NOW);
    await pass(SECOND);
    expect(it.words()).toBe("0:59");
  });

  it("stands still while nobody can see it, and is right at once when somebody can", async () => {
    const it = watch(NOW + 10 * MINUTE);
    become("hidden");
    expect(vi.getTimerCount()).toBe(0);
    await pass(5 * MINUTE);
    expect(it.words()).toBe("10:00");
    become("visible");
    expect(it.words()).toBe("5:00");
    await pass(SECOND);
    expect(it.words()).toBe("4:59");
  });

  it.each(["focus", "pageshow"])("reads the time again on %s", (event) => {
    const it = watch(NOW + 364 * DAY);
    vi.setSystemTime(NOW + 10 * DAY);
    window.dispatchEvent(new Event(event));
    flushSync();
    expect(it.words()).toBe("354 days");
  });

  it("stops when nothing is shown any more", () => {
    watch(NOW + MINUTE).close();
    open = [];
    expect(vi.getTimerCount()).toBe(0);
  });

  it("stops when what is shown has ended", async () => {
    const it = watch(NOW + 2 * SECOND);
    await pass(3 * SECOND);
    expect(it.words()).toBe("Expired");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is right for what appears after a long quiet", () => {
    vi.setSystemTime(NOW + 2 * HOUR);
    expect(watch(NOW + 3 * HOUR).words()).toBe("1 h");
  });
});
