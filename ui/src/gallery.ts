/**
 * Shows any state without the program behind it: gallery.html?state=signedIn&theme=dark. For
 * development only; no build contains it. What answers at an address depends on the words in it.
 */
import { mockIPC } from "@tauri-apps/api/mocks";
import { mount } from "svelte";
import App from "./App.svelte";
import "./app.css";
import type {
  AddressView,
  CommandError,
  DetectionView,
  PersonalTokenView,
  SnapshotView,
  WishView,
} from "./bindings";
import { personalTokens, registrationOf, trouble } from "./fixture-parts";
import { fixtureNames, fixtures } from "./fixtures";

type Wire = { id: number; toJSON(): string };
type Args = {
  channel?: Wire;
  address?: string;
  clientId?: string;
  clientSecret?: string;
  wish?: WishView;
  password?: string;
  name?: string;
};

const query = new URLSearchParams(location.search);
const name = fixtureNames.find((one) => one === query.get("state")) ?? "signedIn";
let index = 0;

function send(channel: Wire, message: SnapshotView): void {
  const { __TAURI_INTERNALS__: bridge } = window as unknown as {
    __TAURI_INTERNALS__: { runCallback(id: number, data: unknown): void };
  };
  bridge.runCallback(channel.id, { index, message });
  index += 1;
}

function checkAddress(text: string): AddressView {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/\./.test(url.host))
    throw { code: "address", message: "this is not a web address" };
  const address = url.href.replace(/\/$/, "");
  return {
    address,
    host: address.replace(/^\w+:\/\//, ""),
    registration: registrationOf("7f3a9c1e22d04b5a"),
    adminPage: `${address}/admin/auth-clients`,
    plainHttp: url.protocol === "http:",
  };
}

function detect(address: string): DetectionView {
  const host = new URL(address).host;
  if (host.startsWith("sso")) return { kind: "elsewhere", host: "login.acme.example" };
  if (host.startsWith("login")) return { kind: "loginPage" };
  if (host.startsWith("www")) return { kind: "webSite" };
  if (host.startsWith("other")) return { kind: "otherApplication" };
  if (host.startsWith("vpn")) return { kind: "trouble", trouble: trouble("nameNotFound") };
  const { registration, adminPage } = checkAddress(address);
  if (!host.startsWith("pm3")) {
    const generation = host.startsWith("new") ? "version2026" : "version4";
    return { kind: "found", generation, address, registration, adminPage };
  }
  return {
    kind: "found",
    generation: "version3",
    address: `${address}/sales`,
    registration: registration.split(",")[1] ?? "",
    adminPage: `${address}/syssales/en/neoclassic/oauth2/applications`,
  };
}

function personalTokensNow(which: string | null): PersonalTokenView[] | Promise<never> {
  if (which === "loading") return new Promise(() => undefined);
  if (which === "error")
    throw { code: "trouble", message: "", trouble: trouble("unreachable") } satisfies CommandError;
  return personalTokens(which === "none" ? 0 : which === "many" ? 30 : 3);
}

/** Turns the style sheets' question about the system's colours into a fixed answer. */
function force(theme: string): void {
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules)
      if (rule instanceof CSSMediaRule && rule.conditionText.includes("prefers-color-scheme"))
        rule.media.mediaText = theme === "dark" ? "all" : "not all";
  document.documentElement.style.colorScheme = theme;
}

mockIPC((command, payload) => {
  const args = payload as Args;
  switch (command) {
    case "watch":
      if (args.channel) send(args.channel, fixtures[name](Date.now()));
      return null;
    case "check_address":
      return checkAddress(args.address ?? "");
    case "detect_server":
      return detect(args.address ?? "");
    case "check_registration":
      return args.clientId === "4" ? "complete" : "missing";
    case "check_credentials":
      return args.clientSecret === "wrong" ? "rejected" : "right";
    case "copy_token":
      if (!query.has("guarded") || args.wish?.meant === true) return null;
      throw { code: "guarded", message: "" };
    case "personal_tokens":
      return personalTokensNow(query.get("tokens"));
    case "create_personal_token":
      if (args.name !== "") return null;
      throw { code: "tokenName", message: "give the token a name" };
    case "paste_redirect":
      throw { code: "pasteOther", message: "" };
    case "sign_in_with_password":
      if (args.password !== "") return null;
      throw { code: "credentials", message: "type your user name and your password" };
    case "use_personal_token":
      throw {
        code: "personalToken",
        message:
          "this is no token of ProcessMaker; it is a long text in three parts with dots between them",
      };
    default:
      console.info(command, payload);
      return null;
  }
});

const target = document.getElementById("app");
if (target === null) throw new Error("gallery.html has no #app");
mount(App, { target });
const theme = query.get("theme");
if (theme !== null) requestAnimationFrame(() => force(theme));
