// A day's work at the desk: forty communiqués by keyboard alone, files, a draft corrected in place, merged, split.
import { base, check, finish, open, text } from "./lib.mjs";

await finish();
