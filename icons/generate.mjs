// Draws every size of the application's icon from icon.svg, and those of the tray: npm run icons
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

/** What the tray says. It is drawn in this size, which panels scale down. */
const states = ["fine", "ending-soon", "needs-you"];
const TRAY_SIZE = 64;

function draw(picture, ...wish) {
  const tauri = join(root, "node_modules", "@tauri-apps", "cli", "tauri.js");
  mkdirSync(drawn, { recursive: true });
  execFileSync(
    process.execPath,
    [tauri, "icon", join(icons, picture), "--output", drawn, ...wish],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
}

draw("icon.svg");
for (const file of kept) copyFileSync(join(drawn, file), join(icons, file));
for (const state of states) {
  draw(`tray/${state}.svg`, "--png", String(TRAY_SIZE));
  copyFileSync(join(drawn, `${TRAY_SIZE}x${TRAY_SIZE}.png`), join(icons, "tray", `${state}.png`));
}
console.log(`icons: ${[...kept, ...states].join(", ")}`);
