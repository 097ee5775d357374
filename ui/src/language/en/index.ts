/** Everything that the window says in English, which is what every other language says too. */
import { list } from "./list";

export const catalogue = { list };
