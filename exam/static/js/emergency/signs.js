// @ts-check
/* Which waiting answers raise an emergency by themselves, and what is said of them: the rules run on the server, which
   does not have these answers yet. */

import { say } from "../messages.js";
import { aboutTheSame } from "../queue/answers.js";

/** @import { Entries } from "../queue/entries.js" */
/** @import { Problem } from "../queue/replies.js" */

/** @typedef {{ label: string, action: string }} Alert */

/**
 * Answers of one item, each of which raises an emergency, as exam/web/exams/emergency_signs.py writes them.
 *
 * @typedef {object} Sign
 * @property {string} path
 * @property {string[]} answers as the form sends them
 * @property {[number, number] | null} between the smallest and the largest measurement that raise it
 * @property {[path: string, answer: string][]} unless beside one of these it is no emergency
 * @property {number[]} alerts the places of the alerts that it raises
 */

/**
 * @typedef {object} Signs
 * @property {string} word what an emergency is called
 * @property {string} icon as HTML
 * @property {Alert[]} alerts the one to act on first at the front
 * @property {Sign[]} signs
 */

/**
 * The last answer to each item, in the order of the taps; one place of a list is an item.
 *
 * @param {Entries} entries
 */
function lastAnswers(entries) {
  /** @type {[string, string][]} */
  let last = [];
  for (const [path, text] of entries.flatMap(({ fields }) => fields)) {
    last = last.filter(([other, earlier]) => other !== path || !aboutTheSame(path, earlier, text));
    last.push([path, text]);
  }
  return last;
}

/**
 * @param {Sign} sign
 * @param {string} text
 */
function includes({ answers, between }, text) {
  const answer = text.trim().replace(/^limited_by_pain:/, "");
  if (!between) return answers.includes(answer);
  return /^\d+$/.test(answer) && between[0] <= Number(answer) && Number(answer) <= between[1];
}

/**
 * The emergencies that waiting answers raise, each answer by itself.
 *
 * @param {Signs} known
 * @param {Entries} entries the waiting answers of one examination, in the order of the taps
 */
export function emergencies({ alerts, signs }, entries) {
  const given = lastAnswers(entries);
  const raising = signs.filter(
    (sign) =>
      given.some(([path, text]) => path === sign.path && includes(sign, text)) &&
      !sign.unless.some(([path, answer]) => given.some(([other, text]) => other === path && text === answer)),
  );
  return alerts.filter((_, place) => raising.some((sign) => sign.alerts.includes(place)));
}

const NOT_YET_SAVED = {
  "": say("Not yet saved."),
  offline: say("Not yet saved: no connection."),
  "signed-out": say("Not yet saved: you are signed out."),
  locked: say("Not yet saved: this tablet is locked."),
  "other-account": say("Not yet saved: someone else is now signed in."),
  conflict: say("Not yet saved."),
};

/** @param {Problem | "conflict"} state why nothing is sent, or "" */
export const notYetSaved = (state) => NOT_YET_SAVED[state];
