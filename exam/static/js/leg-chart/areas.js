// @ts-check
/* What an area of the leg chart shows, and which buttons of the list a tap on it presses. */

/**
 * A button of the list.
 *
 * @typedef {object} ListButton
 * @property {string} answer
 * @property {boolean} pressed it is the answer that was saved
 * @property {string} waits "sending", "waiting", "clearing", or "" when nothing waits
 * @property {Level | undefined} level of a sensory test: what this grade means
 */

/** @typedef {"absent" | "altered" | "normal" | "not_tested"} Level */
/** @typedef {Level | "not_examined"} State */
/** @typedef {"light_touch" | "pinprick"} SensoryTest */

/** @type {readonly SensoryTest[]} */
export const SENSORY_TESTS = ["light_touch", "pinprick"];
// The worst first, as on the server: only two normal tests make an area normal.
/** @type {readonly State[]} */
const WORST_FIRST = ["absent", "altered", "not_tested", "not_examined", "normal"];

/**
 * The button whose answer counts; a waiting answer replaces the saved one.
 *
 * @template {ListButton} Button
 * @param {readonly Button[]} buttons
 * @returns {Button | undefined}
 */
export function chosenOf(buttons) {
  const waiting = buttons.find(({ waits }) => waits === "sending" || waits === "waiting");
  if (waiting || buttons.some(({ waits }) => waits)) return waiting;
  return buttons.find(({ pressed }) => pressed);
}

/**
 * @param {readonly ListButton[]} buttons of one sensory test of an area
 * @returns {State}
 */
export const stateOf = (buttons) => chosenOf(buttons)?.level ?? "not_examined";

/**
 * @param {readonly State[]} states of both tests of an area
 * @returns {State}
 */
export const worstOf = (states) => WORST_FIRST.find((state) => states.includes(state)) ?? "not_examined";

/**
 * The buttons that a tap on an area stands for.
 *
 * @template {ListButton} Button
 * @param {readonly (readonly Button[])[]} tests the buttons of each sensory test that the tap is for
 * @param {string} grade the one it gives, or "clear"
 * @returns {Button[]}
 */
export function tapped(tests, grade) {
  const chosen = tests.map(chosenOf);
  if (grade === "clear") return chosen.filter((button) => button !== undefined);
  const wanted = tests.map((buttons) => buttons.find(({ answer }) => answer === grade));
  const toGive = wanted.filter((button, index) => button !== undefined && button !== chosen[index]);
  // Where every test already has this grade, the same tap removes it.
  return (toGive.length ? toGive : chosen).filter((button) => button !== undefined);
}
