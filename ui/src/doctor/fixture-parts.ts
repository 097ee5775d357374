/** What a check-up finds, for the gallery and the tests. */
import type { CheckRemedy, CheckView, FindingView, FoundView, Verdict } from "../bindings";
import { trouble } from "../fixture-parts";

const server = (host: string): CheckView => {
  return { kind: "server", address: `https://${host}`, host };
};

/** What is looked at on Linux, with two servers. */
export const checks: readonly CheckView[] = [
  { kind: "links" },
  { kind: "browser" },
  { kind: "port" },
  { kind: "keyring" },
  { kind: "bus" },
  { kind: "proxy" },
  { kind: "certificates" },
  { kind: "folders" },
  server("acme.processmaker.example"),
  server("staging.acme.example"),
];

export function finding(
  found: FoundView,
  verdict: Verdict = "good",
  remedies: CheckRemedy[] = [],
): FindingView {
  return { found, verdict, remedies };
}

const four = { kind: "server", generation: "version4", expected: "version4", ahead: null } as const;

/** Where everything is in order. */
export function well(check: CheckView): FindingView {
  switch (check.kind) {
    case "links":
      return finding({ kind: "linksOurs" }, "good", ["useLocalAddress"]);
    case "browser":
      return finding({ kind: "browser", name: "Firefox" });
    case "keyring":
      return finding({ kind: "keyring", keeper: "GNOME Keyring" });
    case "proxy":
      return finding({ kind: "noProxy" });
    case "certificates":
      return finding({ kind: "certificates", roots: 142, unreadable: 0, instead: null });
    case "port":
    case "bus":
    case "folders":
      return finding({ kind: check.kind });
    case "server":
      return finding(four);
    default:
      return check satisfies never;
  }
}

/** Where little is. */
export function unwell(check: CheckView): FindingView {
  switch (check.kind) {
    case "links":
      return finding({ kind: "linksAnother", name: "Other program" }, "look", [
        "claimLinks",
        "useLocalAddress",
      ]);
    case "browser":
      return finding({ kind: "noBrowser" }, "bad");
    case "port":
      return finding({ kind: "noPort", why: "permission denied (os error 13)" }, "bad");
    case "keyring":
      return finding({ kind: "noKeyring", keeper: "KWallet", problem: "locked" }, "bad", [
        "unlock",
      ]);
    case "bus":
      return finding({ kind: "noBus", why: "no such file or directory" }, "bad");
    case "proxy":
      return finding({ kind: "proxy", via: "proxy.acme.example:3128", from: "system" });
    case "certificates":
      return finding({ kind: "certificates", roots: 0, unreadable: 1, instead: null }, "bad");
    case "folders":
      return finding(
        {
          kind: "noFolder",
          path: "~/.config/io.github.latchkey-app/locks",
          why: "no space left on device (os error 28)",
        },
        "bad",
      );
    case "server":
      return check.host.startsWith("acme")
        ? finding({ ...four, generation: "version2026", ahead: 305_000 }, "look")
        : finding(
            {
              kind: "noServer",
              other: {
                kind: "trouble",
                trouble: { ...trouble("unreachable"), detail: "connection refused" },
              },
            },
            "bad",
          );
    default:
      return check satisfies never;
  }
}

export const report = `Latchkey 0.1.0
System: Debian GNU/Linux 12 (bookworm), Linux, x86_64
Desktop: GNOME, wayland
Looked at: 2026-11-21 12:00 UTC

[good] Links from the browser: they open this program
[good] Browser: Firefox
[good] Keyring: GNOME Keyring, unlocked
[good] acme.processmaker.example: ProcessMaker 4, its clock is 0 s ahead
`;
