import { describe, expect, it } from "vitest";
import type { KeyringProblem, Method, TroubleCode } from "./bindings";
import { maria, trouble } from "./fixture-parts";
import { fixtures } from "./fixtures";
import { failures, listTroubles } from "./language/en/failures";
import { keyring } from "./language/en/troubles";
import { NOW } from "./test-window";
import { methodsOf } from "./words/choices";
import { announcement, somebodyElseWords, stateInShort } from "./words/states";
import { troubleWords } from "./words/troubles";

const codes: Record<TroubleCode, true> = {
  declined: true,
  attemptExpired: true,
  notRegistered: true,
  serverRefused: true,
  clientRejected: true,
  codeRejected: true,
  refreshTokenRevoked: true,
  refreshTokenExpired: true,
  refreshTokenUnknown: true,
  noRefreshToken: true,
  configuration: true,
  misdirected: true,
  nameNotFound: true,
  unreachable: true,
  certificate: true,
  tls: true,
  unknownAuthority: true,
  certificateName: true,
  certificateExpired: true,
  certificateEarly: true,
  proxyUnreachable: true,
  proxyCredentials: true,
  proxy: true,
  timeout: true,
  throttled: true,
  maintenance: true,
  serverError: true,
  unexpectedAnswer: true,
  tokenNotAccepted: true,
  answerLost: true,
  passwordRejected: true,
  grantMissing: true,
  ownLimit: true,
  busy: true,
  lock: true,
  noWayBack: true,
  noSecret: true,
  keyring: true,
};
const kind = { method: "browser", generation: "version4" } as const;
const kinds = (["version3", "version4", "version2026"] as const).flatMap((generation) =>
  methodsOf(generation).map((method) => [generation, method] as const),
);
const jargon =
  /oauth|pkce|grant type|refresh token|authorization code(?! grant)|jwt|bearer|endpoint|scope|401/i;

describe("words", () => {
  it.each(Object.keys(codes) as TroubleCode[])("%s has a title and what to do next", (code) => {
    for (const [generation, method] of kinds) {
      const { title, next } = troubleWords(trouble(code), { method, generation });
      expect(title).toMatch(/^[A-Z][^.]+$/);
      expect(next).toMatch(/^[A-Z].+[.:]$/);
      expect(`${title} ${next}`).not.toMatch(jargon);
    }
  });

  it("names the box to tick that fits the way to sign in", () => {
    for (const code of ["clientRejected", "configuration"] as const) {
      const next = (method: Method) =>
        troubleWords(trouble(code), { method, generation: "version4" }).next;
      expect(next("browser")).toMatch(/tick only Enable Authorization Code Grant/);
      expect(next("password")).toMatch(/tick only Enable Password Grant/);
    }
  });

  it("tells two people of one name apart", () => {
    const other = { ...maria, id: "40", userName: "maria.admin" };
    const { title, keep, use } = somebodyElseWords({ who: other, owner: maria }, "browser");
    expect(title).toBe(
      "Maria Silva (maria.admin) signed in, but this connection belongs to Maria Silva (maria).",
    );
    expect([keep, use]).toEqual(["Keep Maria Silva (maria)", "Use Maria Silva (maria.admin)"]);
  });

  it("does not call anybody by a name that is not known", () => {
    const words = (who: typeof maria | null, owner: typeof maria | null) =>
      somebodyElseWords({ who, owner }, "browser");
    expect(words(null, maria).title).toMatch(/^Somebody else signed in, .* to Maria Silva\.$/);
    expect(words(null, maria).use).toBe("Use the new sign-in");
    expect(words(maria, null).title).toMatch(/^Maria Silva signed in, .* to somebody else\.$/);
    expect(words(maria, null).keep).toBe("Keep the earlier sign-in");
  });

  it("says in the list and aloud that somebody else came", () => {
    const [asked] = fixtures.somebodyElse(NOW).connections;
    const [rejected] = fixtures.passwordRejected(NOW).connections;
    if (asked === undefined || rejected === undefined) throw new Error("no connection");
    expect(stateInShort(asked.state, null, false)).toEqual(["somebody else", "warn"]);
    expect(announcement(asked)).toMatch(/^João Souza signed in, but/);
    expect(announcement(rejected)).toBe("Signed out. User name or password is wrong");
  });

  it.each(Object.keys(keyring) as KeyringProblem[])("a %s keyring speaks for itself", (one) => {
    expect(troubleWords(trouble("keyring", { keyring: one }), kind)).toBe(keyring[one]);
    expect(keyring[one].next).toMatch(/[Tt]ry again/);
  });

  it.each(
    [...Object.values(failures), ...Object.values(listTroubles)].filter(
      (one) => typeof one !== "string",
    ),
  )("$title", ({ title, next }) => {
    expect(title).toMatch(/^[A-Z][^.]+$/);
    expect(next).toMatch(/^[A-Z].+\.$/);
  });
});
