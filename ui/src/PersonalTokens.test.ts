import axe from "axe-core";
import { screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import type { PersonalTokenView } from "./bindings";
import { personalTokens, trouble } from "./fixture-parts";
import { fixtures, type FixtureName } from "./fixtures";
import { fails, NOW, openWindow, settle } from "./test-window";

type Answers = NonNullable<Parameters<typeof openWindow>[1]>;

async function open(answers: Answers = {}, name: FixtureName = "signedIn") {
  const list = { personal_tokens: () => personalTokens(3) };
  const window = await openWindow(fixtures[name](NOW), { ...list, ...answers });
  await window.user.click(screen.getByRole("tab", { name: "Token" }));
  await window.user.click(screen.getByRole("button", { name: "Personal access tokens" }));
  return window;
}
const dialog = () => within(screen.getByRole("dialog", { name: "Personal access tokens" }));
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const field = () => screen.getByLabelText<HTMLInputElement>("Name of a new token");
const rows = () => dialog().queryAllByRole("listitem");

async function violations(): Promise<unknown[]> {
  vi.useRealTimers();
  const { violations: found } = await axe.run(document.body, {
    rules: { "color-contrast": { enabled: false } },
  });
  return found.map(({ id, nodes }) => [id, nodes[0]?.html]);
}

describe("personal access tokens", () => {
  it("are listed with their dates, and axe finds nothing", async () => {
    const { calls } = await open();
    expect(calls).toEqual([{ command: "personal_tokens", args: { id: "prod" } }]);
    expect(rows()).toHaveLength(3);
    expect(rows()[0]?.textContent).toMatch(/Nightly export.*ends .*2027, made .*2026/);
    expect(rows()[2]?.textContent).not.toContain("ends");
    expect(await violations()).toEqual([]);
  });

  it("may be none, and then axe finds nothing either", async () => {
    await open({ personal_tokens: () => [] });
    expect(dialog().getByText("There are none yet.")).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it("are awaited", async () => {
    await open({ personal_tokens: () => new Promise(() => undefined) });
    expect(dialog().getByText("Asking ProcessMaker…")).toBeTruthy();
  });

  it("can be asked for again when ProcessMaker did not say", async () => {
    const why = trouble("unreachable", { detail: "connection refused" });
    const { calls, user } = await open({ personal_tokens: fails("trouble", "it is away", why) });
    expect(dialog().getByText("The server cannot be reached")).toBeTruthy();
    expect(dialog().getByText("connection refused")).toBeTruthy();
    await user.click(dialog().getByRole("button", { name: "Try again" }));
    expect(calls).toHaveLength(2);
    expect(await violations()).toEqual([]);
  });

  it("are revoked after a question, and the focus stays in the dialog", async () => {
    const { calls, user } = await open();
    await user.click(button("Revoke CI"));
    expect(screen.getByText("Programs that use it stop working at once.")).toBeTruthy();
    expect(calls).toHaveLength(1);
    await user.click(button("Revoke"));
    await settle();
    expect(calls.at(-1)).toEqual({
      command: "revoke_personal_token",
      args: { id: "prod", tokenId: "token-2", name: "CI" },
    });
    expect(rows()).toHaveLength(2);
    expect(screen.getByText("“CI” is revoked.")).toBeTruthy();
    expect(document.activeElement?.closest("dialog")).toBeTruthy();
  });

  it("stay when they could not be revoked", async () => {
    const { user } = await open({ revoke_personal_token: fails("trouble", "it is busy") });
    await user.click(button("Revoke CI"));
    await user.click(button("Revoke"));
    await settle();
    expect(dialog().getByText("It is busy.")).toBeTruthy();
    expect(rows()).toHaveLength(3);
  });

  it("are made and copied", async () => {
    const { calls, user } = await open();
    await user.type(field(), " CI 2 ");
    await user.click(button("Make and copy"));
    await settle();
    expect(calls[1]).toEqual({
      command: "create_personal_token",
      args: { id: "prod", name: "CI 2", then: "copied" },
    });
    expect(calls[2]?.command).toBe("personal_tokens");
    expect(dialog().getByText(/is made and copied/)).toBeTruthy();
    expect(field().value).toBe("");
  });

  it("are made and connected, and the new connection is chosen", async () => {
    const { calls, user, show } = await open({ create_personal_token: () => "robot" });
    await user.type(field(), "Robot");
    await user.click(button("Make a connection"));
    const now = fixtures.personalTokenSignedIn(NOW);
    const [first] = now.connections;
    if (first === undefined) throw new Error("no connection");
    await show({
      ...now,
      connections: [...now.connections, { ...first, id: "robot", name: "Robot" }],
    });
    expect(calls[1]).toEqual({
      command: "create_personal_token",
      args: { id: "prod", name: "Robot", then: "connected" },
    });
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByRole("region", { name: "Robot" })).toBeTruthy();
  });

  it("need a name, which is said at the field", async () => {
    const { user } = await open({ create_personal_token: fails("tokenName", "give it a name") });
    await user.type(field(), "{Enter}");
    expect(document.activeElement).toBe(field());
    expect(field().getAttribute("aria-invalid")).toBe("true");
    expect(dialog().getByText("Give it a name.")).toBeTruthy();
  });

  it("give the focus back when the dialog is closed", async () => {
    const { user } = await open();
    await user.click(button("Done"));
    expect(document.activeElement).toBe(button("Personal access tokens"));
  });

  it("are told from the one that this connection uses", async () => {
    const own = (): PersonalTokenView[] =>
      personalTokens(3).map((token, index) => ({ ...token, isOwn: index === 0 }));
    const { user } = await open({ personal_tokens: own }, "personalTokenSignedIn");
    expect(rows()[0]?.textContent).toContain("This connection uses it");
    expect(rows()[1]?.textContent).not.toContain("This connection uses it");
    await user.click(button("Revoke CI"));
    expect(screen.queryByText(/you are signed out here/)).toBeNull();
    await user.click(button("Cancel"));
    await user.click(button("Revoke Nightly export"));
    expect(screen.getByText(/you are signed out here/)).toBeTruthy();
  });
});
