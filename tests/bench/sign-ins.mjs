// From the click to the browser, and from the browser's answer to "signed in".
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { App } from "../e2e/support/app.mjs";
import { Server } from "../e2e/support/server.mjs";
import { Session } from "../e2e/support/session.mjs";
import { until } from "../e2e/support/until.mjs";
import { now } from "./figures.mjs";
import { covered, noting, notingKeyring } from "./noting.mjs";
import { latchkey } from "./programs.mjs";

const RUNS = 15;

/** Puts notes in the place of xdg-open and of the browser: when each was started, and with what. */
export function notingBrowser(session) {
  const notes = join(session.folder, "notes");
  const bin = join(session.folder, "bin");
  mkdirSync(bin);
  const real = execFileSync("which", ["xdg-open"], { encoding: "utf8" }).trim();
  const note = (name) => `#!/bin/sh\necho "${name} $(date +%s%N) $1" >>'${notes}'\n`;
  writeFileSync(join(bin, "xdg-open"), `${note("opener")}exec '${real}' "$1"\n`, { mode: 0o755 });
  writeFileSync(join(bin, "browser"), note("browser"), { mode: 0o755 });
  const entry = join(session.home, ".local", "share", "applications", "browser.desktop");
  writeFileSync(
    entry,
    readFileSync(entry, "utf8").replace(/^Exec=.*$/m, `Exec=${join(bin, "browser")} %u`),
  );
  writeFileSync(notes, "");
  return {
    path: `${bin}:${session.environment.PATH}`,
    /** Waits for the opener and the browser of the sign-in number `count`. */
    async started(count) {
      const lines = await until("the browser", () => {
        const all = readFileSync(notes, "utf8").split("\n").filter(Boolean);
        return all.length >= 2 * count && all;
      });
      const last = (name) => lines.findLast((line) => line.startsWith(name)).split(" ");
      const at = (name) => Number(BigInt(last(name)[1]) / 1000n) / 1000;
      return { opener: at("opener"), browser: at("browser"), address: last("browser")[2] };
    },
  };
}

/** Does what a person does in a browser, and returns the address it is sent to in the end. */
export async function consent(server, address) {
  let cookie = "";
  const visit = async (where, form) => {
    const answer = await fetch(new URL(where, server.address), {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: { cookie },
      body: form && new URLSearchParams(form),
    });
    const cookies = answer.headers.getSetCookie().map((one) => one.split(";")[0]);
    if (cookies.length > 0) cookie = cookies.join("; ");
    return answer;
  };
  await visit(address);
  await visit("/login", server.user);
  const answer = await visit(address);
  const away = answer.headers.get("location");
  if (away) return away;
  const [form] = (await answer.text()).split("</form>");
  const hidden = form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g);
  const fields = Object.fromEntries([...hidden].map(([, name, value]) => [name, value]));
  return (await visit("/oauth/authorize", fields)).headers.get("location");
}

/** Describes the server by hand, as a person does; what is registered there for the way back. */
export async function described(app, server, address, choose = (all) => all) {
  await app.sees("Add your first connection");
  const client = await server.client();
  await app.fill("Address of your ProcessMaker", address);
  await app.fill("Client ID", client.client_id);
  await app.fill("Client secret", client.client_secret);
  await app.fill("Name", "Bench");
  const registration = choose(await app.value("Redirect URL"));
  await server.register(registration);
  await app.press("Save");
  await app.sees("Sign in to ProcessMaker");
  return registration;
}

const CLICK = `
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === arguments[0]);
  const at = Date.now();
  button.click();
  return at;`;

const SIGNED_IN = `
  return new Promise((done) => {
    const look = () => document.querySelector("[role=timer]") && done(Date.now());
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    look();
  });`;

export async function measureSignIns() {
  const session = await Session.start();
  const server = await Server.start({ profile: "release" });
  const proxy = await noting(server);
  const keyring = notingKeyring(session);
  const browser = notingBrowser(session);
  try {
    const app = await App.start(session, {
      binary: latchkey,
      env: { PATH: browser.path },
    });
    const registration = await described(app, server, proxy.address);

    const clicks = [];
    for (let run = 0; run <= RUNS; run += 1) {
      const clicked = await app.run(CLICK, "Sign in to ProcessMaker");
      const { opener, browser: started } = await browser.started(run + 1);
      const total = opener - clicked;
      const preflight = covered(clicked, opener, proxy.intervals);
      if (run > 0)
        clicks.push({ total, preflight, own: total - preflight, launcher: started - opener });
      await app.press("Cancel");
      await app.sees("Sign in to ProcessMaker");
    }

    // The local address alone: its answer is one request, whose moment is known exactly.
    await server.register(registration.split(",")[0]);
    const answers = [];
    for (let run = 0; run <= RUNS; run += 1) {
      await app.press("Sign in to ProcessMaker");
      const { address } = await browser.started(RUNS + run + 2);
      const away = await consent(server, address);
      const shown = app.run(SIGNED_IN);
      const answered = now();
      get(away).on("response", (answer) => answer.resume());
      const settled = await shown;
      await pause(200);
      const others = [...proxy.intervals, ...keyring.intervals];
      const total = settled - answered;
      const waiting = covered(answered, settled, others);
      const sums = {
        server: covered(answered, settled, proxy.intervals),
        keyring: covered(answered, settled, keyring.intervals),
      };
      if (run > 0) answers.push({ total, ...sums, own: total - waiting });
      await app.press("Sign out");
      await app.press("Sign out", { inDialog: true });
      await app.sees("Sign in to ProcessMaker");
    }
    await app.quit();
    return { clicks, answers };
  } finally {
    keyring.end();
    proxy.end();
    await server.end();
    await session.end();
  }
}
