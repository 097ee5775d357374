import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { fixtures, type FixtureName } from "./fixtures";
import { fails, NOW, openWindow } from "./test-window";

const open = (name: FixtureName, answers?: Parameters<typeof openWindow>[1]) =>
  openWindow(fixtures[name](NOW), answers);
const button = (name: string) => screen.getByRole("button", { name });
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const secret = () => field("Password");
const token = () => field("Paste the token");

describe("signing in with a password", () => {
  it("sends both once and keeps no password", async () => {
    const { calls, user } = await open("password");
    await user.type(field("User name"), " maria ");
    await user.type(secret(), "s3cret {Enter}");
    expect(calls).toEqual([
      {
        command: "sign_in_with_password",
        args: { id: "prod", userName: "maria", password: "s3cret " },
      },
    ]);
    expect(secret().value).toBe("");
    expect(secret().type).toBe("password");
  });

  it("empties the password while the answer is awaited, and does not send twice", async () => {
    const { calls, user } = await open("password", {
      sign_in_with_password: () => new Promise(() => undefined),
    });
    await user.type(field("User name"), "maria");
    await user.type(secret(), "s3cret");
    await user.click(button("Sign in"));
    expect(secret().value).toBe("");
    await user.click(button("Sign in"));
    expect(calls).toHaveLength(1);
    expect(button("Sign in").getAttribute("aria-disabled")).toBe("true");
  });

  it("says what is missing at the field that lacks it", async () => {
    const answers = {
      sign_in_with_password: fails("credentials", "type your user name and your password"),
    };
    const { user } = await open("password", answers);
    await user.type(secret(), "s3cret{Enter}");
    expect(screen.getByRole("alert").textContent).toBe("Type your user name and your password.");
    expect(document.activeElement).toBe(field("User name"));
    expect(secret().value).toBe("");
    await user.type(field("User name"), "maria{Enter}");
    expect(document.activeElement).toBe(secret());
    expect(secret().getAttribute("aria-invalid")).toBe("true");
    await user.type(secret(), "x");
    expect(screen.getByRole("alert").textContent).toBe("");
  });

  it("keeps the user name and the focus when the password was wrong", async () => {
    const { user, show } = await open("password");
    await user.type(field("User name"), "mari");
    await user.type(secret(), "s3cret{Enter}");
    await show(fixtures.passwordExchanging(NOW));
    await show(fixtures.passwordRejected(NOW));
    expect(field("User name").value).toBe("mari");
    expect(secret().value).toBe("");
    expect(document.activeElement).toBe(secret());
  });

  it("knows who signed in last", async () => {
    await open("passwordNeedsSignIn");
    expect(field("User name").value).toBe("maria");
  });

  it("is offered for a record that cannot be read, too", async () => {
    const { calls, user } = await open("passwordKeyringDamaged");
    await user.type(field("User name"), "maria");
    await user.type(secret(), "s3cret{Enter}");
    expect(calls.map(({ command }) => command)).toEqual(["sign_in_with_password"]);
  });
});

describe("a personal access token", () => {
  it("is sent once", async () => {
    const { calls, user } = await open("personalToken");
    await user.type(token(), "a.b.c");
    await user.click(button("Use this token"));
    expect(calls).toEqual([
      { command: "use_personal_token", args: { id: "prod", token: "a.b.c" } },
    ]);
    expect(token().value).toBe("");
    expect(token().type).toBe("password");
  });

  it.each([
    ["personalToken", "this token has expired", "This token has expired."],
    ["notNow", "", "Not at this moment. Something else happened first."],
  ] as const)(
    "that is not taken with %s is forgotten, and why is said",
    async (code, said, shown) => {
      const { user } = await open("personalToken", { use_personal_token: fails(code, said) });
      await user.type(token(), "a.b.c{Enter}");
      expect(screen.getByRole("alert").textContent).toContain(shown);
      expect(token().value).toBe("");
      expect(document.activeElement).toBe(token());
      expect(document.getElementById(token().getAttribute("aria-describedby") ?? "")).toBe(
        screen.getByRole("alert"),
      );
    },
  );

  it("is not said to be revoked by a sign-out", async () => {
    const { user } = await open("personalTokenSignedIn");
    await user.click(button("Sign out"));
    const said = screen.getByRole("dialog").textContent.replace(/\s+/g, " ");
    expect(said).toContain("goes on working, until you delete it in ProcessMaker");
    expect(said).not.toMatch(/revokes|browser/);
  });
});

describe("somebody else", () => {
  it("is asked about where the focus was, with no answer under the finger", async () => {
    const { user, show, calls } = await open("signedOut");
    await user.click(button("Sign in to ProcessMaker"));
    await show(fixtures.exchanging(NOW));
    await show(fixtures.somebodyElse(NOW));
    expect(document.activeElement?.textContent).toMatch(/^João Souza signed in, but/);
    await user.tab();
    expect(document.activeElement).toBe(button("Keep Maria Silva"));
    await user.keyboard("{Enter}");
    expect(calls.at(-1)).toEqual({ command: "turn_away", args: { id: "prod" } });
  });

  it("leaves the connection's own person in the list, and nothing to edit meanwhile", async () => {
    await open("somebodyElse");
    expect(screen.getByText("acme.processmaker.example · maria")).toBeTruthy();
    expect(screen.getByText("somebody else")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Edit Acme production" })).toBeNull();
  });

  it.each<FixtureName>(["personalTokenSignedIn", "unsaved"])(
    "cannot be asked for in %s",
    async (name) => {
      await open(name);
      expect(screen.queryByRole("button", { name: "Sign in as someone else" })).toBeNull();
    },
  );
});

describe("a token that should be renewed", () => {
  it("is refreshed after the same question as ever", async () => {
    const { calls, user } = await open("renewal");
    await user.click(button("Refresh"));
    expect(screen.getByRole("dialog").textContent).toMatch(/You copied this token on/);
    await user.keyboard("{Tab}{Enter}");
    expect(calls).toEqual([{ command: "refresh", args: { id: "prod" } }]);
  });
});
