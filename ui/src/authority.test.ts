import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import type { AddressView, CertificateView, DetectionView } from "./bindings";
import { trouble } from "./fixture-parts";
import { fixtures } from "./fixtures";
import { NOW, refuses, openWindow, settle } from "./test-window";

const root: CertificateView = {
  subject: "CN=Acme Root,O=Acme",
  until: Date.parse("2031-01-01T12:00:00Z"),
  fingerprint: "AB:CD:EF",
};
const file = new File([new Uint8Array([0x30, 0x82])], "acme.crt");
const unknown: DetectionView = { kind: "trouble", trouble: trouble("unknownAuthority") };
const button = (name: string) => screen.getByRole("button", { name });
const address = "https://acme.processmaker.example";
const checked: AddressView = {
  address,
  host: "acme.processmaker.example",
  registration: "",
  adminPage: "",
  plainHttp: false,
};
const answers = { check_address: () => checked, detect_server: () => unknown };

describe("an authority of a company", () => {
  async function openGuide(changes = {}) {
    const opened = await openWindow(fixtures.firstStart(), {
      ...answers,
      read_authority: () => [root],
      ...changes,
    });
    const gave = (command: string) =>
      opened.calls.filter((call) => call.command === command).map(({ args }) => args);
    await opened.user.type(screen.getByLabelText("Address of your ProcessMaker"), address);
    await opened.user.tab();
    await settle();
    const choose = async () => {
      await opened.user.upload(screen.getByLabelText(/^Trust a cert|^Choose another/), file);
      for (let turn = 0; turn < 20 && gave("read_authority").length === 0; turn += 1)
        await settle();
      await settle();
    };
    return { ...opened, gave, choose };
  }

  it("can be trusted where nobody else vouches for the server, which is asked anew", async () => {
    const { gave, choose } = await openGuide();
    expect(screen.getByText("Nobody vouches for this server.")).toBeTruthy();
    await choose();
    expect(gave("read_authority")).toEqual([{ bytes: [0x30, 0x82] }]);
    expect(gave("detect_server").at(-1)).toEqual({
      address,
      trust: { kind: "file", bytes: [0x30, 0x82] },
    });
    expect(screen.getByText("CN=Acme Root,O=Acme")).toBeTruthy();
    expect(screen.getByText(/AB:CD:EF/)).toBeTruthy();
  });

  it("is not asked for where it would not help", async () => {
    await openGuide({
      detect_server: () => ({ kind: "trouble", trouble: trouble("unreachable") }),
    });
    expect(screen.queryByRole("button", { name: /^Trust/ })).toBeNull();
  });

  it("says what is wrong with a file, and trusts nobody by it", async () => {
    const { gave, choose } = await openGuide({
      read_authority: refuses("authority", { kind: "noCertificate" }),
    });
    await choose();
    expect(screen.getByText(/^This is no certificate\./)).toBeTruthy();
    expect(gave("detect_server").at(-1)).toMatchObject({ trust: { kind: "system" } });
  });

  it("is kept by a connection until it is removed there", async () => {
    const snapshot = fixtures.signedOut(NOW);
    const [first] = snapshot.connections;
    const kept = { ...first!, authority: [root] };
    const { user, calls } = await openWindow({ ...snapshot, connections: [kept] }, answers);
    await user.click(screen.getByRole("button", { name: /^Edit / }));
    const saved = () => calls.filter(({ command }) => command === "edit_connection").at(-1)?.args;
    expect(screen.getByText("CN=Acme Root,O=Acme")).toBeTruthy();
    await user.click(button("Save"));
    expect(saved()).toMatchObject({ draft: { trust: { kind: "kept", id: kept.id } } });
    await user.click(screen.getByRole("button", { name: /^Edit / }));
    const remove = screen
      .getAllByRole("button", { name: "Remove" })
      .find((one) => one.closest(".authority"));
    await user.click(remove!);
    expect(screen.queryByText("CN=Acme Root,O=Acme")).toBeNull();
    await user.click(button("Save"));
    expect(saved()).toMatchObject({ draft: { trust: { kind: "system" } } });
  });
});
