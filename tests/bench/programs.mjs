// The release builds that are measured.
import { program } from "../e2e/support/programs.mjs";

export const latchkey = program("latchkey-desktop", "release");
export const emptyShell = program("empty-shell", "release");
