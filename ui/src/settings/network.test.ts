import { screen } from "@testing-library/svelte";
import { expect, it } from "vitest";
import type { Proxy } from "../bindings";
import { fixtures } from "../fixtures";
import { trouble } from "../fixture-parts";
import { fails, NOW, refuses, openWindow } from "../test-window";

const field = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name });
const choice = () =>
  screen.getByRole<HTMLSelectElement>("combobox", { name: "Servers are reached" });

async function openNetwork(proxy: Proxy, answers = {}) {
  const snapshot = fixtures.signedIn(NOW);
  const opened = await openWindow(
    { ...snapshot, settings: { ...snapshot.settings, proxy } },
    answers,
  );
  await opened.user.click(screen.getByRole("button", { name: "Settings" }));
  const sent = () =>
    opened.calls
      .filter(({ command }) => command === "change_settings")
      .map(({ args }) => (args as { settings: { proxy: Proxy } }).settings.proxy);
  return { ...opened, sent };
}

it("goes without a proxy as soon as that is chosen", async () => {
  const { user, sent } = await openNetwork({ kind: "system" });
  expect(screen.queryByRole("textbox", { name: "Address of the proxy" })).toBeNull();
  await user.selectOptions(choice(), "Without a proxy");
  expect(sent()).toEqual([{ kind: "none" }]);
});

it("goes through a proxy once its address is there", async () => {
  const { user, sent } = await openNetwork({ kind: "system" });
  await user.selectOptions(choice(), "Through this proxy");
  await user.type(field("Without the proxy"), "localhost");
  await user.tab();
  expect(sent(), "there is no address yet").toEqual([]);
  await user.type(field("Address of the proxy"), "proxy.example:3128");
  await user.tab();
  expect(sent()).toEqual([{ kind: "manual", address: "proxy.example:3128", except: "", user: "" }]);
});

it("changes one part of it and keeps the other", async () => {
  const proxy = {
    kind: "manual",
    address: "http://proxy.example:3128",
    except: ".example",
    user: "",
  } as const;
  const { user, sent } = await openNetwork(proxy);
  expect(choice().selectedOptions[0]?.text).toBe("Through this proxy");
  await user.clear(field("Without the proxy"));
  await user.tab();
  expect(sent()).toEqual([{ ...proxy, except: "" }]);
});

it("says at the field what is wrong with an address", async () => {
  const { user } = await openNetwork(
    { kind: "system" },
    { change_settings: refuses("proxy", { kind: "proxyScheme" }) },
  );
  await user.selectOptions(choice(), "Through this proxy");
  await user.type(field("Address of the proxy"), "socks5://proxy.example");
  await user.tab();
  const { value } = field("Address of the proxy");
  expect(value, "what was typed stays").toBe("socks5://proxy.example");
  expect(field("Address of the proxy").getAttribute("aria-invalid")).toBe("true");
  expect(screen.getAllByRole("alert").filter(({ textContent }) => textContent !== "")).toHaveLength(
    1,
  );
});

const manual = { kind: "manual", address: "http://proxy.example:3128", except: "" } as const;

it("keeps a password for whoever is named, and never shows it", async () => {
  const { user, sent, calls } = await openNetwork(
    { ...manual, user: "" },
    { has_proxy_password: () => true },
  );
  expect(screen.queryByLabelText("Password at the proxy"), "whose?").toBeNull();
  await user.type(field("User name at the proxy"), "maria");
  await user.tab();
  expect(sent()).toEqual([{ ...manual, user: "maria" }]);
  const password = screen.getByLabelText<HTMLInputElement>("Password at the proxy");
  expect(password.type).toBe("password");
  await user.type(password, "canary");
  await user.tab();
  const kept = calls.filter(({ command }) => command === "keep_proxy_password");
  expect(kept.map(({ args }) => args)).toEqual([{ password: "canary" }]);
  expect(password.value).toBe("");
  expect(password.placeholder).toBe("Kept in the keyring");
});

it("says at the name what is wrong with it, and at the password what the keyring says", async () => {
  const { user } = await openNetwork(
    { ...manual, user: "maria" },
    {
      has_proxy_password: () => false,
      change_settings: refuses("proxy", { kind: "proxyUser" }),
      keep_proxy_password: fails("trouble", "the keyring is locked", {
        ...trouble("keyring"),
        keyring: "locked",
      }),
    },
  );
  expect(screen.getByLabelText<HTMLInputElement>("Password at the proxy").placeholder).toBe("");
  await user.type(screen.getByLabelText("Password at the proxy"), "canary");
  await user.tab();
  expect(screen.getByText(/^The keyring/)).toBeTruthy();
  await user.type(field("User name at the proxy"), ":");
  await user.tab();
  expect(field("User name at the proxy").getAttribute("aria-invalid")).toBe("true");
  expect(field("Address of the proxy").getAttribute("aria-invalid")).toBe("false");
  expect(screen.getByText(/no colon/, { selector: "[role=alert]" })).toBeTruthy();
});
