// How a page can reach the world: every way that a browser is known to have, as functions that run in the page.
//
// `to` is an address at a canary, and says in its last part which way was taken.

/** Adds an element to the page. */
function put(kind, attributes, content = "") {
  const element = document.createElement(kind);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = content;
  document.body.append(element);
  return element;
}

/** A script that needs no address of its own. */
function work(code) {
  return new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
}

const helpers = [put, work];

/** Those that leave the page where it is. */
export const loads = {
  fetch: (to) => fetch(to, { mode: "no-cors" }),
  "fetch-keepalive": (to) =>
    fetch(to, { mode: "no-cors", method: "POST", body: "x", keepalive: true }),
  xhr(to) {
    const request = new XMLHttpRequest();
    request.open("GET", to);
    request.send();
  },
  websocket: (to) => new WebSocket(to.replace("http", "ws")),
  "event-source": (to) => new EventSource(to),
  beacon: (to) => navigator.sendBeacon(to, "x"),
  img: (to) => put("img", { src: to }),
  srcset: (to) => put("img", { srcset: `${to} 1x` }),
  "image-button": (to) => put("input", { type: "image", src: to }),
  "svg-image": (to) =>
    (put("div", {}).innerHTML = `<svg><image href="${to}" width="1" height="1"/></svg>`),
  "svg-filter": (to) =>
    (put("div", {}).innerHTML = `<svg><filter><feImage href="${to}"/></filter></svg>`),
  video: (to) => put("video", { src: to, preload: "auto" }).load(),
  poster: (to) => put("video", { poster: to }),
  audio: (to) => put("audio", { src: to, preload: "auto" }).load(),
  object: (to) => put("object", { data: to }),
  embed: (to) => put("embed", { src: to }),
  iframe: (to) => put("iframe", { src: to }),
  srcdoc: (to) => put("iframe", { srcdoc: `<img src="${to}">` }),
  script: (to) => put("script", { src: to }),
  module: (to) => put("script", { type: "module", src: to }),
  import: (to) => import(to),
  "inline-script": (to) => put("script", {}, `new Image().src = "${to}"`),
  handler: (to) => put("img", { src: "data:,", onerror: `new Image().src = "${to}"` }),
  eval: (to) => (0, eval)(`new Image().src = "${to}"`),
  stylesheet: (to) => put("link", { rel: "stylesheet", href: to }),
  "css-import": (to) => put("style", {}, `@import url("${to}");`),
  "css-url": (to) => (put("p", {}, "x").style.backgroundImage = `url("${to}")`),
  "css-attribute": (to) => put("p", { style: `background-image: url("${to}")` }, "x"),
  "css-mask": (to) => (put("p", {}, "x").style.maskImage = `url("${to}")`),
  "css-cursor": (to) => (put("p", {}, "x").style.cursor = `url("${to}"), auto`),
  font: (to) => new FontFace("x", `url("${to}")`).load(),
  "font-face": (to) => {
    put("style", {}, `@font-face { font-family: y; src: url("${to}") } .y { font-family: y }`);
    put("p", { class: "y" }, "x");
  },
  preload: (to) => put("link", { rel: "preload", as: "image", href: to }),
  "preload-fetch": (to) => put("link", { rel: "preload", as: "fetch", crossorigin: "", href: to }),
  modulepreload: (to) => put("link", { rel: "modulepreload", href: to }),
  prefetch: (to) => put("link", { rel: "prefetch", href: to }),
  preconnect: (to, ports) =>
    put("link", { rel: "preconnect", href: new URL(to).origin.replace(ports.http, ports.tcp) }),
  "dns-prefetch": (to) => put("link", { rel: "dns-prefetch", href: to }),
  prerender: (to) => put("link", { rel: "prerender", href: to }),
  icon: (to) => put("link", { rel: "icon", href: to }),
  manifest: (to) => put("link", { rel: "manifest", href: to }),
  "import-scripts": (to) => work(`importScripts("${to}")`),
  "worker-fetch": (to) => work(`fetch("${to}", { mode: "no-cors" })`),
  "data-worker": (to) =>
    new Worker(`data:text/javascript,${encodeURIComponent(`fetch("${to}", { mode: "no-cors" })`)}`),
  "shared-worker": (to) => new SharedWorker(to),
  xslt(to) {
    const sheet = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
      <xsl:template match="/"><xsl:copy-of select="document('${to}')"/></xsl:template></xsl:stylesheet>`;
    const processor = new XSLTProcessor();
    const parse = (text) => new DOMParser().parseFromString(text, "text/xml");
    processor.importStylesheet(parse(sheet));
    processor.transformToDocument(parse("<x/>"));
  },
  ping: (to) => put("a", { href: location.hash || "#", ping: to }).click(),
  stun: async (to, ports) => {
    const urls = `stun:${new URL(to).hostname}:${ports.udp}`;
    const connection = new RTCPeerConnection({ iceServers: [{ urls }] });
    connection.createDataChannel("x");
    await connection.setLocalDescription(await connection.createOffer());
  },
  webtransport: (to) => new WebTransport(to.replace("http", "https")),
};

/** Those that lead the window elsewhere, open another one, or bring a file. */
export const departures = {
  location: (to) => (location.href = to),
  replace: (to) => location.replace(to),
  link: (to) => put("a", { href: to }).click(),
  "link-to-new-window": (to) => put("a", { href: to, target: "_blank" }).click(),
  open: (to) => window.open(to),
  "open-named": (to) => window.open(to, "other", "popup,width=300,height=300"),
  form: (to) => put("form", { action: to }).submit(),
  post: (to) => put("form", { action: to, method: "post" }).submit(),
  "form-to-new-window": (to) => put("form", { action: to, target: "_blank" }).submit(),
  refresh: (to) => put("meta", { "http-equiv": "refresh", content: `0; url=${to}` }),
  download: (to) => put("a", { href: to, download: "canary" }).click(),
  "own-download": () =>
    put("a", { href: URL.createObjectURL(new Blob(["x"])), download: "canary.txt" }).click(),
};

/** What a person is asked before a page gets it. Where there is no such thing, asking for it fails. */
const permissions = {
  location: () =>
    new Promise((done, refuse) => navigator.geolocation.getCurrentPosition(done, refuse)),
  async notifications() {
    const answer = await Notification.requestPermission();
    if (answer !== "granted") throw { name: answer };
  },
  microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
  camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
  screen: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
  clipboard: () => navigator.clipboard.readText(),
  awake: () => navigator.wakeLock.request("screen"),
  storage: async () => {
    if (!(await navigator.storage.persist())) throw { name: "denied" };
  },
};

/** Functions as an object that a page can be given. */
function source(functions) {
  // A method already stands as it does in an object.
  const entries = Object.entries(functions).map(([name, one]) =>
    /^(async )?\w+\(/.test(String(one)) ? String(one) : `${JSON.stringify(name)}: ${one}`,
  );
  return `{ ${entries.join(",\n")} }`;
}

/** A script that takes ways out: its arguments are the canary's ports and a host, in which "*" is the way's name. */
export function taking(ways) {
  return `
    const [ports, host] = arguments;
    ${helpers.join("\n")}
    const tried = Object.entries(${source(ways)}).map(async ([name, go]) =>
      void (await go("http://" + host.replace("*", name) + ":" + ports.http + "/" + name, ports)));
    return Promise.allSettled(tried).then(() => {});`;
}

/** A script that asks for permissions, and returns what became of each: "got", or the name of the error. */
export const asking = `
  const asked = Object.entries(${source(permissions)}).map(async ([name, ask]) => {
    const answer = await ask().then(() => "got", (error) => error.name ?? "code " + error.code);
    return [name, answer];
  });
  return Promise.all(asked).then(Object.fromEntries);`;
