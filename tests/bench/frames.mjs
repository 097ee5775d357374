// How much work a frame is while something scrolls, in the real window.
//
// Where no graphics card is, the web view's other threads draw in its stead and take the processors
// from the page. So the page's work is the processor time of its own thread, and the time that
// passes until a frame is painted is told beside it.
import { readFileSync } from "node:fs";

/** How many frames, and how many of them at a time: a question to the page may take half a minute. */
const FRAMES = 180;
const AT_ONCE = 30;

/**
 * Scrolls what a selector finds, a little at each frame: the time from frame to frame, and the time from a frame's
 * beginning until it was laid out and painted. Turns back at the ends.
 */
const SCROLL = `
  const [selector, row, step, count] = arguments;
  const list = document.querySelector(selector);
  return new Promise((done) => {
    const frames = { every: [], painted: [], rows: 0 };
    let [last, began, direction] = [null, 0, 1];
    const painted = () => {
      frames.painted.push(performance.now() - began);
      if (frames.painted.length < count) requestAnimationFrame(frame);
      else done(frames);
    };
    const frame = (now) => {
      began = performance.now();
      if (last !== null) frames.every.push(now - last);
      last = now;
      const before = list.scrollTop;
      list.scrollTop += direction * step;
      if (list.scrollTop === before) direction = -direction;
      frames.rows = Math.max(frames.rows, list.querySelectorAll(row).length);
      setTimeout(painted);
    };
    requestAnimationFrame(frame);
  });`;

/** A thousand plain lines above everything else: what this machine's web view needs for scrolling as such. */
const PLAIN = `
  const plain = document.createElement("div");
  plain.id = "plain";
  for (let nth = 0; nth < 1000; nth += 1) {
    const line = document.createElement("p");
    line.textContent = "A plain line of text, number " + nth;
    plain.append(line);
  }
  plain.setAttribute("popover", "manual");
  Object.assign(plain.style, arguments[0], { position: "fixed", margin: 0, border: 0, overflow: "auto" });
  document.body.append(plain);
  plain.showPopover();`;

const PLACE = `
  const { left, top, width, height } = document.querySelector(arguments[0]).getBoundingClientRect();
  return { left: left + "px", top: top + "px", width: width + "px", height: height + "px" };`;

/**
 * Scrolls a list, and then as many plain lines in its place.
 *
 * @param {import("../e2e/support/session.mjs").Session} session
 * @param {import("../e2e/support/app.mjs").App} app
 * @param {{ list: string, row: string, step: number }} what selectors, and pixels for each frame
 */
export async function scrolled(session, app, { list, row, step }) {
  const page = session.processes().find(({ program }) => program.endsWith("/WebKitWebProcess"));
  const own = await frames(page, app, list, row, step);
  await app.run(PLAIN, await app.run(PLACE, list));
  const plain = await frames(page, app, "#plain", "p", step);
  await app.run("document.getElementById('plain').remove()");
  return { own, plain };
}

/** All times in milliseconds; of the work there is one for so many frames at once. */
async function frames(page, app, ...what) {
  const all = { every: [], painted: [], work: [], rows: 0 };
  while (all.painted.length < FRAMES) {
    const before = busy(page);
    const some = await app.run(SCROLL, ...what, AT_ONCE);
    all.work.push((busy(page) - before) / some.painted.length);
    all.every.push(...some.every);
    all.painted.push(...some.painted);
    all.rows = Math.max(all.rows, some.rows);
  }
  return all;
}

/** The processor time of a process's first thread so far, in milliseconds. */
function busy({ pid }) {
  const [nanoseconds] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8").split(" ");
  return Number(nanoseconds) / 1e6;
}
