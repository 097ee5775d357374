// Prints the notes of the newest release, or of the version given, as Markdown: node .ci/release-notes.mjs [0.1.0]
//
// They are written once, where software centres read them too.
import { readFileSync } from "node:fs";

const METAINFO = new URL(
  "../src-tauri/packaging/io.github.latchkey-app.metainfo.xml",
  import.meta.url,
);
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" };

/** The releases in the order of the file: their versions, and their descriptions as XML. */
export function releases(xml = readFileSync(METAINFO, "utf8")) {
  const found = xml.matchAll(/<release\s([^>]*)>([\s\S]*?)<\/release>/g);
  return [...found].map(([, attributes, content]) => ({
    version: /version="([^"]*)"/.exec(attributes)?.[1],
    notes: /<description>([\s\S]*?)<\/description>/.exec(content)?.[1] ?? "",
  }));
}

/** Paragraphs and lists, which is all that a description may hold. */
export function markdown(notes) {
  const blocks = [...notes.matchAll(/<(p|li)>([\s\S]*?)<\/\1>/g)].map(([, kind, text]) => {
    const line = text.replace(/\s+/g, " ").trim();
    const plain = line.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
    return kind === "li" ? `- ${plain}\n` : `\n${plain}\n\n`;
  });
  return blocks.join("").trim();
}

if (import.meta.filename === process.argv[1]) {
  const all = releases();
  const version = process.argv[2] ?? all[0]?.version;
  const release = all.find((release) => release.version === version);
  if (!release) {
    console.error(`There are no notes for ${version}.`);
    process.exit(1);
  }
  console.log(markdown(release.notes));
}
