import { mount } from "svelte";
import App from "./App.svelte";
import "./app.css";
import { watched } from "./connections.svelte";
import { speak } from "./language/language.svelte";

const target = document.getElementById("app");
if (target === null) throw new Error("index.html has no #app");
// The program answers while the language is loaded.
const connections = watched();
// It has put the language into the address, so that nothing is drawn in another before.
await speak(location.hash.slice(1));
mount(App, { target, props: { connections } });
