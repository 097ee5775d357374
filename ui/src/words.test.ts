import { describe, expect, it } from "vitest";
import type { KeyringProblem, TroubleCode } from "./bindings";
import { trouble } from "./fixtures";
import { errorWords, keyringWords, listTroubles, troubleWords } from "./words";

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
  proxy: true,
  timeout: true,
  throttled: true,
  maintenance: true,
  serverError: true,
  unexpectedAnswer: true,
  tokenNotAccepted: true,
  noSecret: true,
  keyring: true,
};
const jargon =
  /oauth|pkce|grant type|refresh token|authorization code(?! grant)|jwt|bearer|endpoint|scope|401/i;

describe("words", () => {
  it.each(Object.keys(codes) as TroubleCode[])("%s has a title and what to do next", (code) => {
    const { title, next } = troubleWords(trouble(code));
    expect(title).toMatch(/^[A-Z][^.]+$/);
    expect(next).toMatch(/^[A-Z].+[.:]$/);
    expect(`${title} ${next}`).not.toMatch(jargon);
  });

  it.each(Object.keys(keyringWords) as KeyringProblem[])(
    "a %s keyring speaks for itself",
    (one) => {
      expect(troubleWords(trouble("keyring", { keyring: one }))).toBe(keyringWords[one]);
      expect(keyringWords[one].next).toMatch(/[Tt]ry again/);
    },
  );

  it.each(
    [...Object.values(errorWords), ...Object.values(listTroubles)].filter((one) => one !== null),
  )("$title", ({ title, next }) => {
    expect(title).toMatch(/^[A-Z][^.]+$/);
    if (next !== null) expect(next).toMatch(/^[A-Z].+\.$/);
  });
});
