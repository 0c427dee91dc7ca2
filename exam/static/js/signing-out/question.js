// @ts-check
/* The question before signing out deletes the answers on the tablet. */

import { areNotSaved, areWaiting, say, sayCount } from "../messages.js";

/** @import { Answers } from "../messages.js" */

/** @type {Answers} */
const ANSWERS = [
  ["discard", say("Sign out and discard")],
  ["cancel", say("Cancel")],
];

/** @param {number} refused */
const willNotBeSent = (refused) =>
  sayCount(
    "{number} answer could not be saved and will not be sent.",
    "{number} answers could not be saved and will not be sent.",
    refused,
  );

/**
 * Refused answers are not sent again.
 *
 * @param {number} waiting
 * @param {number} refused
 * @param {boolean} [isLocked] a locked tablet sends nothing
 * @returns {{ title: string, lines: string[], answers: Answers }}
 */
export function askBeforeSigningOut(waiting, refused, isLocked = false) {
  const all = waiting + refused;
  const lines = [
    sayCount(
      "It is on this tablet only. Signing out deletes it.",
      "They are on this tablet only. Signing out deletes them.",
      all,
    ),
    ...(waiting && refused ? [willNotBeSent(refused)] : []),
  ];
  if (!waiting) return { title: areNotSaved(refused), lines, answers: ANSWERS };
  /** @type {Answers} */
  const send = isLocked ? [] : [["send", say("Send first")]];
  return { title: areWaiting(waiting), lines, answers: [...send, ...ANSWERS] };
}
