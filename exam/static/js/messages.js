// @ts-check
/* The wording of the scripts. The messages are English here, and are the keys of the catalogue: a page in another
   language brings its own in #messages, each with all its forms where it depends on a number. */

/** @import { Entry } from "./queue/entries.js" */
/** @import { Problem } from "./queue/replies.js" */

/** @typedef {Record<string, string | Record<string, string>>} Catalogue forms by the name of Intl.PluralRules */
/**
 * @typedef {object} Page
 * @property {(id: string) => { textContent: string | null } | null} getElementById
 * @property {{ lang: string }} documentElement
 */

/* There is none where the scripts are tested. */
const { document: shown } = /** @type {{ document?: Page }} */ (/** @type {unknown} */ (globalThis));
const own = shown?.getElementById("messages")?.textContent;
/** @type {Catalogue} */
const catalogue = own ? JSON.parse(own) : {};

/** @typedef {Record<string, string | number | undefined>} Places */

/** @param {string} message @param {Places} places */
const filled = (message, places) => message.replace(/\{(\w+)\}/g, (_, name) => String(places[name]));

/**
 * A message in the language of the page.
 *
 * @param {string} message
 * @param {Places} [places]
 */
export const say = (message, places = {}) => filled(String(catalogue[message] ?? message), places);

/**
 * A message that depends on a number.
 *
 * @param {string} one
 * @param {string} many
 * @param {number} number
 */
export function sayCount(one, many, number) {
  const forms = catalogue[one];
  if (typeof forms !== "object") return filled(number === 1 ? one : many, { number });
  const form = new Intl.PluralRules(shown?.documentElement.lang).select(number);
  return filled(forms[form] ?? many, { number });
}

/** @param {number} number */
export const areWaiting = (number) => sayCount("{number} answer is waiting", "{number} answers are waiting", number);

/** @param {number} number */
export const areNotSaved = (number) => sayCount("{number} answer not saved", "{number} answers not saved", number);

/** @param {number} number */
const signInToSend = (number) =>
  sayCount("{number} answer waiting: sign in to send it", "{number} answers waiting: sign in to send them", number);

/**
 * The save state, which is always in view. A waiting answer is never called saved.
 *
 * @param {{ waiting: number, refused: number, state: Problem | "conflict", isCopy: boolean,
 *   isTraining?: boolean, isBroken?: boolean }} now with isBroken where nobody knows what waits
 * @returns {{ words: string, mood: "" | "waiting" | "saving" | "unsaved" }} words "" when all is saved
 */
export function saveState({ waiting, refused, state, isCopy, isTraining = false, isBroken = false }) {
  if (isBroken || (isTraining && state === "signed-out")) return { words: say("Not saved"), mood: "unsaved" };
  if (waiting && state === "signed-out") return { words: signInToSend(waiting), mood: "waiting" };
  if (waiting && state) {
    const words = sayCount("{number} answer waiting", "{number} answers waiting", waiting);
    return { words, mood: "waiting" };
  }
  if (waiting) return { words: say("Saving"), mood: "saving" };
  if (refused) return { words: areNotSaved(refused), mood: "unsaved" };
  return isCopy ? { words: say("Offline"), mood: "waiting" } : { words: "", mood: "" };
}

/**
 * A waiting answer may belong to another patient than the one on the page.
 *
 * @param {string} words
 * @param {Entry} entry
 * @param {string} exam
 */
const withPlace = (words, entry, exam) =>
  entry.exam === exam || !entry.exam ? words : say("In another examination: {words}", { words });

/**
 * @param {Entry} entry
 * @param {string} exam
 */
export function notSaved(entry, exam) {
  const answer = entry.name || say("an answer");
  return withPlace(say("Not saved: {answer}. {reason}", { answer, reason: entry.aside }), entry, exam);
}

export const SERVER_FAILED = say("The server could not save this answer. Please enter it again.");
export const UNREADABLE = say(
  "It was stored on this tablet and cannot be read any more. Compare what is recorded with what you found.",
);
export const NOT_STORED = say(
  "This browser does not store what is waiting. Keep this page open until everything is saved.",
);
export const QUEUE_BROKEN = say("What was tapped may not be saved. Reload this page, and compare what is recorded.");

/** @param {number} number of answers that wait; on a copy there may be none */
export const signedOut = (number) =>
  number
    ? sayCount(
        "You are signed out. {number} answer is waiting: sign in to send it.",
        "You are signed out. {number} answers are waiting: sign in to send them.",
        number,
      )
    : say("You are signed out.");

export const DEMONSTRATION_OVER = say("This demonstration is over: each is deleted after an hour.");

/** @param {number} number */
export const waitingToBeSent = (number) =>
  sayCount("{number} answer is waiting to be sent.", "{number} answers are waiting to be sent.", number);

export const OTHER_ACCOUNT = say(
  "Someone else is now signed in on this browser. Your waiting answers stay on this tablet and will be sent when you " +
    "sign in again.",
);

/**
 * @param {number} number
 * @param {boolean} isSignedIn whether a colleague is signed in
 */
export const ofOthers = (number, isSignedIn) =>
  isSignedIn
    ? sayCount(
        "{number} answer entered by a colleague is waiting on this tablet and will be sent when they sign in.",
        "{number} answers entered by a colleague are waiting on this tablet and will be sent when they sign in.",
        number,
      )
    : sayCount(
        "{number} answer is waiting on this tablet and will be sent when whoever entered it signs in.",
        "{number} answers are waiting on this tablet and will be sent when whoever entered them signs in.",
        number,
      );

/**
 * @param {Entry} entry
 * @param {string} title
 * @param {string} exam
 */
export const chooseThere = (entry, title, exam) => withPlace(notChosen(title), entry, exam);

/** @param {string} title */
export const notChosen = (title) => say("{title}. Sending will resume once you choose.", { title });

const WHY = {
  "signed-out": say("you are signed out"),
  locked: say("this tablet is locked"),
  offline: say("there is no connection"),
  "other-account": say("someone else is now signed in"),
};

/**
 * @param {keyof typeof WHY} problem
 * @param {boolean} hasWords whether typed text stays in its field
 */
export function formNotSaved(problem, hasWords) {
  const reason = WHY[problem];
  return hasWords
    ? say("Not saved: {reason}. What you typed is still here: save it again later.", { reason })
    : say("Not saved: {reason}.", { reason });
}

/** @param {string} reason a sentence */
export const wordsRefused = (reason) => say("Not saved: {reason} What you typed is still here.", { reason });

export const WORDS_NOT_SAVED = say("Not saved yet: what you typed.");
export const NOT_SIGNED = say(
  "Not signed: some answers of this examination are still waiting to be sent, or were not saved.",
);
export const NOT_YET = say("Not saved: answers tapped before this are still waiting to be sent.");

/** @typedef {[key: string, words: string][]} Answers */
