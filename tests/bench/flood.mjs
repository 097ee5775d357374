// The local address of a sign-in, while others knock at it as fast as they can.
import { connect } from "node:net";
import { App } from "../e2e/support/app.mjs";
import { Server } from "../e2e/support/server.mjs";
import { Session } from "../e2e/support/session.mjs";
import { until } from "../e2e/support/until.mjs";
import { now } from "./figures.mjs";
import { consent, described, notingBrowser } from "./sign-ins.mjs";
import { latchkey } from "./programs.mjs";

const RUNS = 10;

/** How many connections are held open at a time, half of which never say anything. */
const KNOCKERS = 200;

/** Knocks until it is told to stop: some connections are silent, others ask for what is not there. */
function flood(port) {
  let over = false;
  const sockets = new Set();
  const knock = (silent) => {
    if (over) return;
    const socket = connect(port, "127.0.0.1", () => {
      if (!silent) socket.end(`GET /${Math.random()} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    });
    sockets.add(socket);
    socket.on("error", () => {});
    socket.resume().on("close", () => {
      sockets.delete(socket);
      setImmediate(knock, silent);
    });
  };
  for (let nth = 0; nth < KNOCKERS; nth += 1) knock(nth % 2 === 0);
  return () => {
    over = true;
    for (const socket of sockets) socket.destroy();
  };
}

export async function measureFlood() {
  const session = await Session.start();
  const server = await Server.start({ profile: "release" });
  const browser = notingBrowser(session);
  try {
    const app = await App.start(session, { binary: latchkey, env: { PATH: browser.path } });
    // The local address alone.
    await described(app, server, server.address, (all) => all.split(",")[0]);

    const accepted = [];
    for (let run = 1; run <= RUNS; run += 1) {
      await app.press("Sign in to ProcessMaker");
      const { address } = await browser.started(run);
      const away = await consent(server, address);
      const calm = flood(Number(new URL(away).port));
      const from = now();
      await until("the answer to be taken", () => asked(away), { every: 0, seconds: 30 });
      accepted.push(now() - from);
      calm();
      await app.sees("Copy access token");
      await app.press("Sign out");
      await app.press("Sign out", { inDialog: true });
      await app.sees("Sign in to ProcessMaker");
    }
    await app.quit();
    return accepted;
  } finally {
    await server.end();
    await session.end();
  }
}

/** Whether the answer was taken. One that is turned away may come again, as in a browser. */
async function asked(away) {
  try {
    return (await fetch(away, { redirect: "manual" })).status < 400;
  } catch {
    return false;
  }
}
