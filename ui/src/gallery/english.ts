/** The entries say what they show, so there has to be a language before them. */
import { catalogue } from "../language/en";
import { speakIn } from "../language/language.svelte";

speakIn("en", catalogue);
