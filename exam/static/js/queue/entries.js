// @ts-check
/* The answers that wait on this tablet, as a list in the order of the taps: what is added, taken back, sent next or
dropped. Every function takes a list and returns another; none changes its argument. */

/**
 * An answer, or an undo, that is not known to be saved. The browser stores it until it is, so a new release must read
 * what an older one stored. It holds no patient reference and no typed words (see typed.js).
 *
 * @typedef {object} Entry
 * @property {string} id browser and answer: with it the server counts an answer once, however often it is sent
 * @property {string} account whose answer it is: the number of the account, or the demonstration
 * @property {string} exam the examination, 32 hexadecimal digits, or a demonstration
 * @property {string} step the step it was tapped on
 * @property {string} action the address that it is posted to
 * @property {[string, string][]} fields pairs of path and value
 * @property {string} name what the button is called, with the answer
 * @property {number} seen the revision that was on the screen
 * @property {string} at when it was tapped, ISO 8601
 * @property {boolean} [tried] it was sent, or was about to be, and may have arrived
 * @property {string} [of] of an undo: the id of the answer that it takes back
 * @property {string} [aside] why it was refused; it is not sent again
 * @property {number} [version] the form of what is stored (see reading.js)
 * @property {true} [unreadable] it stands for something that cannot be read, which is in `was`
 * @property {unknown} [was]
 */

/** @typedef {readonly Entry[]} Entries */

const HOUR = 3_600_000; // milliseconds

/** @param {Entry} entry */
export const isUndo = (entry) => entry.action.endsWith("/undo");

/** @param {Entry} entry */
export const isRefused = (entry) => entry.aside !== undefined;

/**
 * @param {Entries} list
 * @param {string} account
 */
export const ofAccount = (list, account) => list.filter((entry) => entry.account === account);

/** Whether an account is that of a demonstration. @param {string} account */
export const isTraining = (account) => account.startsWith("training-");

/**
 * What colleagues entered and is to be sent; a demonstration is nobody's work.
 *
 * @param {Entries} list
 * @param {string} account
 */
export const ofOthers = (list, account) =>
  list.filter((entry) => entry.account !== account && !isTraining(entry.account) && !isRefused(entry));

/**
 * What was entered in other demonstrations: they are over after an hour, and when another one is begun.
 *
 * @param {Entries} list
 * @param {string} account
 * @param {number} now milliseconds
 */
export const abandoned = (list, account, now) =>
  list.filter(
    (entry) =>
      isTraining(entry.account) &&
      entry.account !== account &&
      (isTraining(account) || now - Date.parse(entry.at) > HOUR),
  );

/**
 * With what cannot be read and belongs to nobody.
 *
 * @param {Entries} list
 * @param {string} account
 */
export const refused = (list, account) =>
  list.filter((entry) => isRefused(entry) && (entry.account === account || entry.account === ""));

/** @param {Entries} list */
const withdrawn = (list) => new Set(list.map((entry) => entry.of).filter((id) => id !== undefined));

/**
 * The entries that are shown as waiting: neither undone nor refused.
 *
 * @param {Entries} list
 * @param {string} account
 */
export function waiting(list, account) {
  const gone = withdrawn(list);
  return ofAccount(list, account).filter((entry) => !isRefused(entry) && entry.of === undefined && !gone.has(entry.id));
}

/**
 * @param {Entries} list
 * @param {Entry} entry
 */
export const holds = (list, { id }) => list.some((entry) => entry.id === id);

/**
 * Whether an entry is still in the list and not undone.
 *
 * @param {Entries} list
 * @param {Entry} entry
 */
export const isWanted = (list, entry) => holds(list, entry) && !withdrawn(list).has(entry.id);

/**
 * The entry to send next: always the oldest, so that answers arrive in the order of the taps.
 *
 * @param {Entries} list
 * @param {string} account
 */
export const next = (list, account) => ofAccount(list, account).find((entry) => !isRefused(entry));

/**
 * The other answers that wait and are about a path of this one; with it itself, in the order of the taps. A choice
 * between two tablets is for all of them.
 *
 * @param {Entries} list
 * @param {Entry} entry
 */
export function aboutTheSamePaths(list, entry) {
  const paths = new Set(entry.fields.map(([path]) => path));
  return waiting(list, entry.account).filter(
    (other) => other.exam === entry.exam && !isUndo(other) && other.fields.some(([path]) => paths.has(path)),
  );
}

/**
 * @param {Entries} list
 * @param {Entries} entries
 * @param {Partial<Entry>} changes
 */
export function amended(list, entries, changes) {
  const ids = new Set(entries.map((entry) => entry.id));
  return list.map((entry) => (ids.has(entry.id) ? { ...entry, ...changes } : entry));
}

/**
 * The list without an entry that the server has; an undo of it is still to be sent.
 *
 * @param {Entries} list
 * @param {Entry} entry
 */
export const afterArrival = (list, { id }) => list.filter((entry) => entry.id !== id);

/**
 * The list without dropped entries; an answer is dropped together with its undo.
 *
 * @param {Entries} list
 * @param {Entries} entries
 */
export function without(list, entries) {
  const ids = new Set(entries.map((entry) => entry.id));
  return list.filter((entry) => !ids.has(entry.id) && !(entry.of !== undefined && ids.has(entry.of)));
}

/**
 * Sets a refused entry aside, with the reason, and drops its undo.
 *
 * @param {Entries} list
 * @param {Entry} entry
 * @param {string} reason
 */
export function putAside(list, entry, reason) {
  return amended(list, [entry], { aside: reason }).filter((other) => other.of !== entry.id);
}

/**
 * @param {Entries} list
 * @param {Entry} entry
 * @param {boolean} [atOnce] it is sent at once unless others come before it: then it counts as tried from the start
 */
export function added(list, entry, atOnce = false) {
  const after = isUndo(entry) ? withUndo(list, entry) : [...list, entry];
  return atOnce && next(after, entry.account) === entry ? amended(after, [entry], { tried: true }) : after;
}

/**
 * An undo removes the last waiting answer, unless that may have arrived: then the server undoes it.
 *
 * @param {Entries} list
 * @param {Entry} undo
 */
function withUndo(list, undo) {
  const last = ofAccount(list, undo.account).findLast((entry) => entry.exam === undo.exam && !isRefused(entry));
  if (!last || isUndo(last)) return [...list, undo];
  return last.tried ? [...list, { ...undo, of: last.id }] : list.filter((entry) => entry !== last);
}

/**
 * A change by the ids of what it changes, so that making it twice, or later, is the same as once.
 *
 * @typedef {object} Change
 * @property {Entries} put added, or in place of those with the same ids
 * @property {string[]} gone
 */

/** @param {Entries} before @param {Entries} after @returns {Change} */
export function changeOf(before, after) {
  const left = new Set(after.map(({ id }) => id));
  return {
    put: after.filter((entry) => !before.includes(entry)),
    gone: before.map(({ id }) => id).filter((id) => !left.has(id)),
  };
}

/** @param {Entries} list @param {Change} change @returns {Entries} */
export function changed(list, { put, gone }) {
  const fresh = new Map(put.map((entry) => [entry.id, entry]));
  const there = list.filter(({ id }) => !gone.includes(id)).map((entry) => fresh.get(entry.id) ?? entry);
  const known = new Set(there.map(({ id }) => id));
  return [...there, ...put.filter(({ id }) => !known.has(id))];
}
