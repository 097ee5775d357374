/**
 * What the program answers in the gallery. What answers at an address depends on the words in it;
 * an entry may have its own answers for what it shows.
 */
import type {
  ActivityQuery,
  AddressView,
  CommandError,
  DetectionView,
  ErrorCode,
  EventView,
  FaultView,
  TroubleView,
  Trust,
  WishView,
} from "../bindings";
import { events, inspection, personalTokens, registrationOf, trouble } from "../fixture-parts";

/** What comes with a command. */
export type Args = {
  query?: ActivityQuery;
  address?: string;
  clientId?: string;
  clientSecret?: string;
  wish?: WishView;
  password?: string;
  name?: string;
  trust?: Trust;
};

/** Answers by the name of the command, as it crosses the bridge. */
export type Answers = Readonly<Record<string, (args: Args) => unknown>>;

/** A rejection, as the program sends it. */
export function fails(
  code: ErrorCode,
  message = "",
  cause: TroubleView | null = null,
): () => never {
  return () => {
    throw { code, message, fault: null, trouble: cause } satisfies CommandError;
  };
}

/** A rejection of what was typed or chosen. */
export function refuses(code: ErrorCode, fault: FaultView): () => never {
  return () => {
    throw { code, message: "", fault, trouble: null } satisfies CommandError;
  };
}

/** An answer that stays out. */
export const never = (): Promise<never> => new Promise(() => undefined);

function checkAddress(text: string): AddressView {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/\./.test(url.host))
    return refuses("address", { kind: "addressMalformed" })();
  const address = url.href.replace(/\/$/, "");
  return {
    address,
    host: address.replace(/^\w+:\/\//, ""),
    registration: registrationOf("7f3a9c1e22d04b5a"),
    adminPage: `${address}/admin/auth-clients`,
    plainHttp: url.protocol === "http:",
  };
}

function detect(address: string, trust: Trust | undefined): DetectionView {
  const host = new URL(address).host;
  if (host.startsWith("sso")) return { kind: "elsewhere", host: "login.acme.example" };
  if (host.startsWith("login")) return { kind: "loginPage" };
  if (host.startsWith("www")) return { kind: "webSite" };
  if (host.startsWith("other")) return { kind: "otherApplication" };
  if (host.startsWith("private") && trust?.kind !== "file")
    return { kind: "trouble", trouble: trouble("unknownAuthority") };
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

/** What is looked for among a few events: whatever is typed, it is none of them. */
function foundOf({ query }: Args): EventView[] {
  return query?.words.length ? [] : events(Date.now(), 8);
}

/** The usual answer; a rejection is thrown. */
export function usualAnswer(command: string, args: Args): unknown {
  switch (command) {
    case "check_address":
      return checkAddress(args.address ?? "");
    case "detect_server":
      return detect(args.address ?? "", args.trust);
    case "check_registration":
      return args.clientId === "4" ? "complete" : "missing";
    case "check_credentials":
      return args.clientSecret === "wrong" ? "rejected" : "right";
    case "copy_token":
      return null;
    case "has_proxy_password":
      return true;
    case "page_is_made":
      return null;
    case "abilities":
      return { tray: true, keys: true, heard: true };
    case "activity_page":
      return { events: foundOf(args), next: null };
    case "inspect_token":
      return inspection(Date.now());
    case "export_activity":
      return "/home/maria/Downloads/latchkey-activity-2026-11-22.json";
    case "export_activity_text":
      return "/home/maria/Downloads/latchkey-activity-2026-11-22.txt";
    case "export_connections":
      return "/home/maria/Downloads/latchkey-connections-2026-11-22.json";
    case "personal_tokens":
      return personalTokens(3);
    case "create_personal_token":
      return args.name === "" ? refuses("tokenName", { kind: "tokenName", most: 255 })() : null;
    case "paste_redirect":
      return fails("pasteOther")();
    case "sign_in_with_password":
      return args.password === "" ? refuses("credentials", { kind: "credentials" })() : null;
    case "use_personal_token":
      return refuses("personalToken", { kind: "tokenShape" })();
    default:
      return null;
  }
}
