// @ts-check
/* The question before signing out deletes the answers on the tablet. */

import { areWaiting, counted, them } from "../messages.js";

/** @import { Answers } from "../messages.js" */

/** @type {Answers} */
const ANSWERS = [
  ["discard", "Sign out and discard"],
  ["cancel", "Cancel"],
];

/**
 * Refused answers are not sent again.
 *
 * @param {number} waiting
 * @param {number} refused
 * @returns {{ title: string, lines: string[], answers: Answers }}
 */
export function askBeforeSigningOut(waiting, refused) {
  const all = waiting + refused;
  const lines = [
    `${all === 1 ? "It is" : "They are"} on this tablet only. Signing out deletes ${them(all)}.`,
    ...(waiting && refused ? [`${counted(refused)} could not be saved and will not be sent.`] : []),
  ];
  if (!waiting) return { title: `${counted(refused)} not saved`, lines, answers: ANSWERS };
  return { title: areWaiting(waiting), lines, answers: [["send", "Send first"], ...ANSWERS] };
}
