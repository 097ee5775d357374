import { screen } from "@testing-library/svelte";
import { afterEach, expect, it, vi } from "vitest";
import { fixtures } from "./fixtures";
import { benchAnswers } from "./request/fixture-parts";
import { fails, NOW, openWindow, refuses, settle } from "./test-window";

const button = (name: string) => screen.getByRole("button", { name });

/** What is brought into sight, from here on; before the next picture nothing is. */
function brought(): () => Promise<(string | null)[]> {
  const scroll = vi.spyOn(HTMLElement.prototype, "scrollIntoView");
  return async () => {
    await settle();
    await vi.advanceTimersByTimeAsync(20);
    return scroll.mock.contexts.map((element) => (element as Element).textContent);
  };
}

afterEach(() => void vi.restoreAllMocks());

it("is what is wrong with the field that the focus goes to", async () => {
  const { user } = await openWindow(fixtures.password(NOW), {
    sign_in_with_password: refuses("credentials", { kind: "credentials" }),
  });
  const seen = brought();
  await user.click(button("Sign in"));
  expect(await seen()).toEqual(["Type your user name and your password."]);
});

it("is the first of several things that are wrong", async () => {
  const { user } = await openWindow(fixtures.firstStart());
  const seen = brought();
  await user.click(button("Save and sign in"));
  expect(await seen()).toEqual(["Enter the address of your ProcessMaker."]);
});

it("is why a click led to nothing", async () => {
  const { user } = await openWindow(fixtures.signedIn(NOW), { copy_token: fails("clipboard") });
  const seen = brought();
  await user.click(button("Copy access token"));
  expect(await seen()).toEqual([expect.stringContaining("clipboard")]);
});

it("is what the server has answered, once it has", async () => {
  const { user } = await openWindow(fixtures.signedIn(NOW), benchAnswers(NOW));
  await user.click(screen.getByRole("tab", { name: "Request" }));
  await user.type(screen.getByRole("combobox", { name: "Path" }), "/api/1.0/users{Escape}");
  await vi.advanceTimersByTimeAsync(20);
  const seen = brought();
  await user.click(button("Send"));
  expect(await seen()).toEqual([expect.stringContaining("200 OK")]);
});
