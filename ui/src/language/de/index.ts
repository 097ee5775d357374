/** Everything that the window says in German. */
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

export const catalogue: Words = {
  activity,
  address,
  answer,
  card,
  checkUp,
  choices,
  client,
  common,
  failures,
  faults,
  find,
  forms,
  found,
  guard,
  guide,
  happened,
  keyring,
  keys,
  list,
  listTroubles,
  meaning,
  missing,
  naming,
  other,
  overview,
  paste,
  places,
  register,
  request,
  seen,
  settings,
  share,
  short,
  shortcuts,
  signIn,
  signOut,
  states,
  time,
  token,
  tokens,
  troubles,
  troublesOf,
  waiting,
};
