/** Everything that the window says in German. */
import "./plural"; // Comes first: between the others, it would keep them apart in the built file.
import type { Words } from "../words";
import { activity, happened } from "./activity";
import { card } from "./card";
import { checkUp } from "./checkup";
import { choices, guard } from "./choices";
import { common, keys } from "./common";
import { failures, listTroubles } from "./failures";
import { faults } from "./faults";
import { forms } from "./forms";
import { address, client, found, guide, naming, register } from "./guide";
import { find, list, overview } from "./list";
import { missing, places } from "./places";
import { answer, meaning, request } from "./request";
import { settings } from "./settings";
import { share } from "./share";
import { shortcuts } from "./shortcuts";
import { paste, signIn, signOut, waiting } from "./sign-in";
import { other, short, states } from "./states";
import { time } from "./time";
import { seen, token, tokens } from "./token";
import { keyring, troubles, troublesOf } from "./troubles";

/** What is alike stands together: a file is compressed by what came shortly before. */
export const catalogue: Words = {
  list,
  overview,
  keys,
  shortcuts,
  forms,
  short,
  states,
  signIn,
  guard,
  card,
  signOut,
  failures,
  share,
  guide,
  happened,
  tokens,
  paste,
  request,
  answer,
  other,
  common,
  address,
  find,
  naming,
  settings,
  client,
  token,
  choices,
  places,
  activity,
  faults,
  time,
  seen,
  checkUp,
  keyring,
  waiting,
  meaning,
  listTroubles,
  troubles,
  found,
  troublesOf,
  missing,
  register,
};
