import { describe, expect, it } from "vitest";
import { Rows } from "./rows.svelte";

type Asked = { from: number; answer: (word: string) => Promise<void>; fail: () => Promise<void> };

/** Rows whose pages come when the test says so. */
function rows(total: number) {
  const asked: Asked[] = [];
  const made = new Rows<string>(total, (from, count) => {
    return new Promise((resolve) => {
      asked.push({
        from,
        answer: async (word) => {
          const data = Array.from({ length: count }, (_, at) => `${word} ${from + at}`);
          resolve({ status: "ok", data });
          await Promise.resolve();
        },
        fail: async () => {
          const error = { code: "answerGone", message: "", fault: null, trouble: null } as const;
          resolve({ status: "error", error });
          await Promise.resolve();
        },
      });
    });
  });
  return { made, asked, from: () => asked.map((one) => one.from) };
}

describe("the rows of an answer", () => {
  it("are brought a page at a time, and once", async () => {
    const { made, asked, from } = rows(1000);
    made.want(90, 110);
    made.want(95, 120);
    expect(from()).toEqual([0, 100]);
    expect(made.row(95)).toBeUndefined();
    await asked[0]?.answer("a");
    expect([made.row(95), made.row(105)]).toEqual(["a 95", undefined]);
    made.want(990, 1010);
    expect(from(), "there is nothing beyond the end").toEqual([0, 100, 900]);
  });

  it("stay in sight until the new ones are there", async () => {
    const { made, asked, from } = rows(1000);
    made.want(0, 10);
    await asked[0]?.answer("old");
    made.renew(50);
    expect([made.total, made.row(7)]).toEqual([50, "old 7"]);
    made.want(0, 10);
    expect(from()).toEqual([0, 0]);
    await asked[1]?.answer("new");
    expect(made.row(7)).toBe("new 7");
  });

  it("of before come too late", async () => {
    const { made, asked } = rows(1000);
    made.want(0, 10);
    made.renew(1000);
    made.want(0, 10);
    await asked[1]?.answer("new");
    await asked[0]?.answer("old");
    expect(made.row(0)).toBe("new 0");
  });

  it("that are far away are let go, and brought again", async () => {
    const { made, asked, from } = rows(10_000);
    for (let page = 0; page < 13; page += 1) {
      made.want(page * 100, page * 100);
      await asked[page]?.answer("a");
    }
    expect([made.row(0), made.row(100), made.row(1299)]).toEqual([undefined, "a 100", "a 1299"]);
    made.want(0, 0);
    expect(from().at(-1)).toBe(0);
  });

  it("say when they are gone", async () => {
    const { made, asked } = rows(10);
    made.want(0, 9);
    await asked[0]?.fail();
    expect(made.gone).toBe(true);
  });
});
