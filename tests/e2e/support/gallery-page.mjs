// The page on which the gallery's pictures are looked at: by group, light and dark side by side.

const THEMES = ["light", "dark"];

const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * @param {{ name: string, group: string, shows: string, width: string | null }[]} entries
 * @param {{ sizes: Record<string, { width: number, height: number }>, looks: string[], pictures: string[] }} drawn
 *   looks: how they were drawn otherwise than usual, which is ""; pictures: the names of all files
 */
export function galleryPage(entries, { sizes, looks, pictures }) {
  const groups = [...new Set(entries.map(({ group }) => group))];
  const sections = groups.map((group) => {
    const figures = entries
      .filter((entry) => entry.group === group)
      .map((entry) => figure(entry, { sizes, looks, pictures: new Set(pictures) }));
    return `<section data-group="${escape(group)}"><h2>${escape(group)}</h2>${figures.join("\n")}</section>`;
  });
  const options = groups.map((group) => `<option>${escape(group)}</option>`);
  const tick = (name, label) =>
    `<label><input type="checkbox" name="${name}" checked> ${label}</label>`;
  const ticks = [
    ...Object.entries(sizes).map(([size, { width, height }]) => tick(size, `${width} × ${height}`)),
    ...THEMES.map((theme) => tick(theme, theme)),
    ...looks.map((look) => tick(`look${look}`, nameOf(look))),
  ];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Latchkey: every screen and state</title>
<style>${STYLE}</style>
<header>
<h1>Every screen and state</h1>
<form><input type="search" name="words" placeholder="Find" aria-label="Find">
<select name="group" aria-label="Group"><option value="">All</option>${options.join("")}</select>
${ticks.join("\n")} <output></output></form>
</header>
<main>${sections.join("\n")}</main>
<script>${SCRIPT}</script>
`;
}

/** How a look is called. */
function nameOf(look) {
  return { "": "usual", 200: "200 %", forced: "forced colours" }[look] ?? look;
}

function figure({ name, shows }, { sizes, looks, pictures }) {
  const rows = looks.flatMap((look) =>
    Object.entries(sizes).map(([size, { width, height }]) => {
      const pair = THEMES.map((theme) => {
        const file = `${[name, theme, size, look].filter(Boolean).join("-")}.png`;
        const about = `${name}, ${theme}, ${width} × ${height}, ${nameOf(look)}`;
        return pictures.has(file)
          ? `<a href="${file}" data-theme="${theme}"><img src="${file}" alt="${about}" width="${width}" height="${height}" loading="lazy"></a>`
          : "";
      });
      return (
        pair.join("") &&
        `<div class="pair" data-size="${size}" data-look="${look}">${pair.join("")}</div>`
      );
    }),
  );
  return `<figure id="${name}"><figcaption><a href="#${name}">${name}</a> ${escape(shows)}</figcaption>${rows.join("")}</figure>`;
}

const STYLE = `
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; background: light-dark(#e9ebef, #0c0e12); }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center;
  padding: 10px 24px; background: light-dark(#fff, #1c2028); border-bottom: 1px solid light-dark(#dfe3ea, #2c323d); }
h1 { margin: 0; font-size: 18px; }
form { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; }
main { padding: 0 24px 48px; }
h2 { margin: 36px 0 8px; font-size: 20px; }
figure { margin: 0 0 32px; scroll-margin-top: 72px; }
figcaption { margin-bottom: 8px; color: light-dark(#5a6373, #a3acba); }
figcaption a { margin-right: 8px; font-weight: 600; color: light-dark(#171b24, #eceff4); }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, max-content)); gap: 16px; margin-bottom: 16px; }
img { display: block; max-width: 100%; height: auto; border-radius: 6px;
  box-shadow: 0 0 0 1px #8884, 0 4px 16px #0002; }
[hidden] { display: none !important; }`;

const SCRIPT = `
const form = document.querySelector("form");
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", choose);
choose();
function choose() {
  const { words, group } = form.elements;
  let count = 0;
  for (const picture of document.querySelectorAll("[data-theme]"))
    picture.hidden = !form.elements[picture.dataset.theme].checked;
  for (const pair of document.querySelectorAll(".pair"))
    pair.hidden = !form.elements[pair.dataset.size].checked || !form.elements["look" + pair.dataset.look].checked;
  for (const section of document.querySelectorAll("section")) {
    for (const figure of section.querySelectorAll("figure")) {
      const caption = figure.firstElementChild.textContent.toLowerCase();
      figure.hidden = !words.value.toLowerCase().split(" ").every((word) => caption.includes(word));
    }
    section.hidden = (group.value && section.dataset.group !== group.value) ||
      !section.querySelector("figure:not([hidden])");
    if (!section.hidden) count += section.querySelectorAll("figure:not([hidden])").length;
  }
  form.querySelector("output").textContent = count + " entries";
}`;
