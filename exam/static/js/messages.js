// @ts-check
/* The wording of the scripts. */

/** @import { Entry } from "./queue/entries.js" */
/** @import { Problem } from "./queue/replies.js" */

/** @param {number} number */
export const counted = (number) => (number === 1 ? "1 answer" : `${number} answers`);

/** @param {number} number */
export const areWaiting = (number) => `${counted(number)} ${number === 1 ? "is" : "are"} waiting`;

/** @param {number} number */
export const them = (number) => (number === 1 ? "it" : "them");

/**
 * The save state, which is always in view. A waiting answer is never called saved.
 *
 * @param {{ waiting: number, refused: number, state: Problem | "conflict", isCopy: boolean,
 *   isTraining?: boolean, isBroken?: boolean }} now with isBroken where nobody knows what waits
 * @returns {{ words: string, mood: "" | "waiting" | "saving" | "unsaved" }} words "" when all is saved
 */
export function saveState({ waiting, refused, state, isCopy, isTraining = false, isBroken = false }) {
  if (isBroken) return { words: "Not saved", mood: "unsaved" };
  if (isTraining && state === "signed-out") return { words: "Not saved", mood: "unsaved" };
  const signIn = state === "signed-out" ? `: sign in to send ${them(waiting)}` : "";
  if (waiting && state) return { words: `${counted(waiting)} waiting${signIn}`, mood: "waiting" };
  if (waiting) return { words: "Saving", mood: "saving" };
  if (refused) return { words: `${counted(refused)} not saved`, mood: "unsaved" };
  return isCopy ? { words: "Offline", mood: "waiting" } : { words: "", mood: "" };
}

/**
 * A waiting answer may belong to another patient than the one on the page.
 *
 * @param {Entry} entry
 * @param {string} exam
 */
const whereIs = (entry, exam) => (entry.exam === exam || !entry.exam ? "" : "In another examination: ");

/**
 * @param {Entry} entry
 * @param {string} exam
 */
export const notSaved = (entry, exam) =>
  `${whereIs(entry, exam)}Not saved: ${entry.name || "an answer"}. ${entry.aside}`;

export const SERVER_FAILED = "The server could not save this answer. Please enter it again.";
export const UNREADABLE =
  "It was stored on this tablet and cannot be read any more. Compare what is recorded with what you found.";
export const NOT_STORED = "This browser does not store what is waiting. Keep this page open until everything is saved.";
export const QUEUE_BROKEN = "What was tapped may not be saved. Reload this page, and compare what is recorded.";

/** @param {number} number of answers that wait; on a copy there may be none */
export const signedOut = (number) =>
  number ? `You are signed out. ${areWaiting(number)}: sign in to send ${them(number)}.` : "You are signed out.";

export const DEMONSTRATION_OVER = "This demonstration is over: each is deleted after an hour.";

/** @param {number} number */
export const waitingToBeSent = (number) => `${areWaiting(number)} to be sent.`;

export const OTHER_ACCOUNT =
  "Someone else is now signed in on this browser. Your waiting answers stay on this tablet and will be sent when you " +
  "sign in again.";

/**
 * @param {number} number
 * @param {boolean} isSignedIn whether a colleague is signed in
 */
export function ofOthers(number, isSignedIn) {
  const verb = number === 1 ? "is" : "are";
  if (!isSignedIn) {
    const who = `whoever entered ${them(number)}`;
    return `${counted(number)} ${verb} waiting on this tablet and will be sent when ${who} signs in.`;
  }
  const whose = "entered by a colleague";
  return `${counted(number)} ${whose} ${verb} waiting on this tablet and will be sent when they sign in.`;
}

/**
 * @param {Entry} entry
 * @param {string} title
 * @param {string} exam
 */
export const chooseThere = (entry, title, exam) =>
  `${whereIs(entry, exam)}${title}. Sending will resume once you choose.`;

/** @param {string} title */
export const notChosen = (title) => `${title}. Sending will resume once you choose.`;

const STILL_HERE = "What you typed is still here";
const WHY = {
  "signed-out": "you are signed out",
  offline: "there is no connection",
  "other-account": "someone else is now signed in",
};

/**
 * @param {keyof typeof WHY} problem
 * @param {boolean} hasWords whether typed text stays in its field
 */
export const formNotSaved = (problem, hasWords) =>
  `Not saved: ${WHY[problem]}.${hasWords ? ` ${STILL_HERE}: save it again later.` : ""}`;

/** @param {string} reason */
export const wordsRefused = (reason) => `Not saved: ${reason} ${STILL_HERE}.`;

export const WORDS_NOT_SAVED = "Not saved yet: what you typed.";
export const NOT_SIGNED =
  "Not signed: some answers of this examination are still waiting to be sent, or were not saved.";
export const NOT_YET = "Not saved: answers tapped before this are still waiting to be sent.";

/** @typedef {[key: string, words: string][]} Answers */
