import { screen } from "@testing-library/svelte";
import { expect, it } from "vitest";
import type { Proxy } from "../bindings";
import { fixtures } from "../fixtures";
import { NOW, refuses, openWindow } from "../test-window";

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
  expect(sent()).toEqual([{ kind: "manual", address: "proxy.example:3128", except: "" }]);
});

it("changes one part of it and keeps the other", async () => {
  const proxy = {
    kind: "manual",
    address: "http://proxy.example:3128",
    except: ".example",
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
