// Draws every size of the application's icon from icon.svg: npm run icons
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const icons = dirname(fileURLToPath(import.meta.url));
const root = dirname(icons);
const drawn = join(root, "target", "icons");

/** What the window and the bundles of the three systems need; phones and shops do without. */
const kept = [
  "32x32.png",
  "64x64.png",
  "128x128.png",
  "128x128@2x.png",
  "icon.png",
  "icon.ico",
  "icon.icns",
];

mkdirSync(drawn, { recursive: true });
const tauri = join(root, "node_modules", "@tauri-apps", "cli", "tauri.js");
execFileSync(process.execPath, [tauri, "icon", join(icons, "icon.svg"), "--output", drawn], {
  stdio: ["ignore", "ignore", "inherit"],
});
for (const file of kept) copyFileSync(join(drawn, file), join(icons, file));
console.log(`icons: ${kept.join(", ")}`);
