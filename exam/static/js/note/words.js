// @ts-check
/* What is said of a note that was copied, shared or just signed. */

/** @param {string} text */
export function copied(text) {
  const lines = text.trimEnd().split("\n").length;
  return `Copied: the whole note as plain text, ${lines} lines.`;
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

export const OVER = "Signing can no longer be undone. You can correct the note, or declare it void.";
export const HANDED_OUT = "The note was printed, copied, exported or shared: signing can no longer be undone.";
export const NOT_COPIED = "Not copied: the server cannot be reached.";
export const NOT_SHARED = "Not shared: the server cannot be reached.";
export const READY = "Ready: tap Share again.";
