// @ts-check
/* What is said of a note that was copied, shared or just signed. */

import { say } from "../messages.js";

/** @param {string} what the form of the text, as its link names it @param {string} text */
export function copied(what, text) {
  const lines = text.trimEnd().split("\n").length;
  return say("Copied: {what}, {lines} lines.", { what: FORMS[what] ?? FULL, lines });
}

/**
 * The name under which the server sends a file.
 *
 * @param {string | null} disposition the header
 */
export const fileName = (disposition) => /filename="([^"]+)"/.exec(disposition ?? "")?.[1] ?? "note.pdf";

/**
 * The seconds in which signing can still be undone, on the clock of the page: the server's may differ.
 *
 * @param {number} given when the page was loaded
 * @param {number} passed milliseconds since then
 */
export const secondsLeft = (given, passed) => Math.max(0, Math.ceil(given - passed / 1000));

const FULL = say("the whole note as plain text");
/** @type {Record<string, string>} */
const FORMS = { shorthand: say("the text for the record"), letter: say("the letter") };

export const COPIED_ALL = say("Copied.");
export const SELECT_BY_HAND = say("This browser does not copy for a page: select the text and copy it.");
export const OVER = say("Signing can no longer be undone. You can correct the note, or declare it void.");
export const HANDED_OUT = say("The note was printed, copied, exported or shared: signing can no longer be undone.");
export const NOT_COPIED = say("Not copied: the server cannot be reached.");
export const NOT_SHARED = say("Not shared: the server cannot be reached.");
export const READY = say("Ready: tap Share again.");
