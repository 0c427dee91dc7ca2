// @ts-check
/* What the answers that wait mean for one button: whether it is the one chosen, and what the next tap on it says. */

/** @import { Entries, Entry } from "./entries.js" */

/**
 * A button of the page as a choice between answers.
 *
 * @typedef {object} Choice
 * @property {string} name the path that it answers, or "group" for a whole step
 * @property {string} answer what it stands for
 * @property {string} value what a tap on it says to the server: its answer, or what clears that
 * @property {boolean} pressed it is the answer that was saved
 * @property {string} waits "sending", "waiting", "clearing", or "" when nothing waits
 */

/** @typedef {"" | "sending" | "waiting" | "clearing"} Mark */

/** @param {string} value */
export const isCleared = (value) => value === "" || value.startsWith("-");

/**
 * Which part of a path a value is about: one site of a list, the tens of an age, or all of it.
 *
 * @param {string} value
 */
export function partOf(value) {
  return /^[+-]/.test(value) ? value.slice(1) : value.replace(/:.*/, "");
}

/**
 * Whether two values of one path exclude each other; clearing all excludes every one.
 *
 * @param {string} path
 * @param {string} one
 * @param {string} other
 */
export function aboutTheSame(path, one, other) {
  if (one === "" || other === "") return true;
  const hasParts = path.includes("_sites.") || path === "patient.age";
  return !hasParts || partOf(one) === partOf(other);
}

/**
 * The last answer of this examination that waits for what a button is about.
 *
 * @param {Entries} entries what waits, in the order of the taps
 * @param {Choice} choice
 * @param {string} step the step on the page
 * @returns {string | undefined} its value
 */
function waitingValue(entries, choice, step) {
  // The whole of every step has the same name.
  const ofStep = (/** @type {Entry} */ entry) => choice.name !== "group" || entry.step === step;
  for (const entry of entries.filter(ofStep).reverse()) {
    const field = entry.fields.find(
      ([path, value]) => path === choice.name && aboutTheSame(path, value, choice.answer),
    );
    if (field) return field[1];
  }
  return undefined;
}

/**
 * What a tap on a button says now: on an answer that waits, the opposite; while it is being sent, nothing new.
 *
 * @param {Entries} entries what waits, in the order of the taps
 * @param {Choice} choice
 * @param {string} step the step on the page
 * @returns {string | null} the value, or null for nothing
 */
export function meant(entries, choice, step) {
  const value = waitingValue(entries, choice, step);
  if (value === undefined) return choice.value;
  if (value !== choice.answer) return choice.answer;
  if (choice.waits === "sending" || choice.name === "group") return null;
  return choice.answer.startsWith("+") ? `-${choice.answer.slice(1)}` : "";
}

/**
 * How a button is marked: an answer that waits is never shown as saved.
 *
 * @param {Entries} entries what waits, in the order of the taps
 * @param {Choice} choice
 * @param {string} step the step on the page
 * @param {boolean} isHeldUp whether sending is held up
 * @returns {Mark}
 */
export function markOf(entries, choice, step, isHeldUp) {
  const value = waitingValue(entries, choice, step);
  if (value === undefined) return "";
  if (value === choice.answer) return isHeldUp ? "waiting" : "sending";
  if (!(isCleared(value) && choice.pressed)) return "";
  return isHeldUp ? "clearing" : "sending";
}

/**
 * What an answer is called: by its button, since a cleared answer has no button of its own.
 *
 * @param {string} label
 * @param {string | undefined} value
 */
export function nameOf(label, value) {
  const name = label || "An answer";
  return value !== undefined && isCleared(value) ? `${name}: cleared` : name;
}

/**
 * What this tablet says by some answers to the same: the last of them; of an age, of its tens and its units.
 *
 * @param {Entries} entries in the order of the taps
 */
export function saidHere(entries) {
  const last = new Map();
  for (const { fields, name } of entries) {
    const [path, value] = fields[0] ?? ["", ""];
    last.set(path === "patient.age" ? partOf(value) : path, name);
  }
  return [...last.values()].join("; ");
}
