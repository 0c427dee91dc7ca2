// @ts-check
/* What the waiting answers mean for one button: whether it is chosen, and what the next tap on it sends. */

import { say } from "../messages.js";

/** @import { Entries, Entry } from "./entries.js" */

/**
 * A button of the page as a choice between answers.
 *
 * @typedef {object} Choice
 * @property {string} name the path that it answers, or "group" for a whole step
 * @property {string} answer the answer that it gives
 * @property {string} value what a tap on it sends: its answer, or the value that clears it
 * @property {boolean} pressed it is the answer that was saved
 * @property {string} waits "sending", "waiting", "clearing", or "" when nothing waits
 */

/** @typedef {"" | "sending" | "waiting" | "clearing"} Mark */

/** @param {string} value */
export const isCleared = (value) => value === "" || value.startsWith("-");

/**
 * Which part of a path a value is about: one place of a list, the tens of an age, or all of it.
 *
 * @param {string} value
 */
export function partOf(value) {
  return /^[+-]/.test(value) ? value.slice(1) : value.replace(/:.*/, "");
}

/**
 * Whether a path has several answers at once: a list of places, or the tens and units of an age.
 *
 * @param {string} path
 */
export const hasParts = (path) => /_(sites|dermatomes)\.|\.diagnoses$/.test(path) || path === "patient.age";

/**
 * Whether two values of one path exclude each other; clearing all excludes every one.
 *
 * @param {string} path
 * @param {string} one
 * @param {string} other
 */
export function aboutTheSame(path, one, other) {
  if (one === "" || other === "") return true;
  return !hasParts(path) || partOf(one) === partOf(other);
}

/**
 * The last waiting answer of this examination to what a button is about.
 *
 * @param {Entries} entries what waits, in the order of the taps
 * @param {Choice} choice
 * @param {string} step the step on the page
 * @returns {string | undefined} its value
 */
function waitingValue(entries, choice, step) {
  // "All normal" has the same name on every step.
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
 * What a tap on a button sends now: on a waiting answer, the opposite; while that is being sent, nothing.
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
 * How a button is marked: a waiting answer is never shown as saved.
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
 * Whether a button is the answer that was given last, saved or not: the mark says which.
 *
 * @param {Entries} entries what waits, in the order of the taps
 * @param {Choice} choice
 * @param {string} step the step on the page
 */
export function isChosen(entries, choice, step) {
  const value = waitingValue(entries, choice, step);
  return value === undefined ? choice.pressed : value === choice.answer;
}

/**
 * The name of an answer: that of its button, since a cleared answer has no button of its own.
 *
 * @param {string} label
 * @param {string | undefined} value
 */
export function nameOf(label, value) {
  const name = label || say("An answer");
  return value !== undefined && isCleared(value) ? say("{answer}: cleared", { answer: name }) : name;
}

/**
 * What this tablet answered with several entries to the same item: the last one; of an age, the last tens and units.
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

const MOMENT = 600; // milliseconds

/**
 * A second tap on the same answer within a moment is the same tap: it changes nothing. Tapping the chosen answer
 * clears it, which someone who taps twice out of habit does not mean.
 */
export class DoubleTaps {
  /** The last tap on each item. @type {Map<string, { answer: string, at: number }>} */
  #last = new Map();

  /** After anything else was tapped, as an undo. */
  forget() {
    this.#last.clear();
  }

  /**
   * Notes a tap. Another answer of the same item in between makes the next tap a first one again.
   *
   * @param {{ name: string, answer: string }} choice
   * @param {number} at milliseconds
   * @returns {boolean} whether it repeats the last tap on the item
   */
  isSecond({ name, answer }, at) {
    const item = hasParts(name) ? `${name} ${partOf(answer)}` : name;
    const last = this.#last.get(item);
    this.#last.set(item, { answer, at });
    return last?.answer === answer && at - last.at < MOMENT;
  }
}
