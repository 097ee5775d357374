import { mount } from "svelte";
import App from "./App.svelte";
import "./app.css";
import { watched } from "./connections.svelte";
import { prepareFormats } from "./format";
import { speak } from "./language/language.svelte";

const target = document.getElementById("app");
if (target === null) throw new Error("index.html has no #app");
const connections = watched();
// The program has put the language into the address, so that nothing is drawn in another before.
const spoken = speak(location.hash.slice(1));
// While both are on their way.
prepareFormats();
await spoken;
mount(App, { target, props: { connections } });
