// @ts-check
/* What the browser's database holds may be anything: of another release, half written, or changed by hand. What is no
   answer is put aside and named, and never ends the queue. */

/** @import { Entries, Entry } from "./entries.js" */

/** The form of what is stored. An older release wrote none, and the same fields. */
export const VERSION = 1;

const EXAM = /^([0-9a-f]{32}|training[0-9a-f]{24})$/;
const STEP = /^[a-z-]+$/;
// The editor of the patient says from which step it was opened.
const ADDRESS = /^\/exams\/(\w+)\/[\w-]+(\/[\w-]+)*(\?step=[a-z-]+)?$/;

/** @param {unknown} value @returns {value is string} */
const isText = (value) => typeof value === "string" && value !== "";

/** @param {unknown} value */
const isTextOrNone = (value) => value === undefined || isText(value);

/** @param {unknown} value */
const isField = (value) => Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === "string");

/** @param {unknown} value @param {unknown} exam */
const isAddressOf = (value, exam) => isText(value) && ADDRESS.exec(value)?.[1] === exam;

/** @param {Record<string, unknown>} one */
const isOurs = ({ version, exam, action }) =>
  (version === undefined || version === VERSION) && isText(exam) && EXAM.test(exam) && isAddressOf(action, exam);

/** @param {Record<string, unknown>} one */
const hasTexts = ({ id, account, step, name }) => [id, account, name].every(isText) && STEP.test(`${step}`);

/** @param {Record<string, unknown>} one */
const isWhole = ({ fields, seen, at }) =>
  Array.isArray(fields) &&
  Array.from(fields).every(isField) &&
  Number.isInteger(seen) &&
  !Number.isNaN(Date.parse(`${at}`));

/** @param {Record<string, unknown>} one */
const hasState = ({ tried, of, aside }) =>
  (tried === undefined || typeof tried === "boolean") && isTextOrNone(of) && isTextOrNone(aside);

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {Record<string, unknown>} one */
const isUnreadable = ({ unreadable, id, aside }) => unreadable === true && isText(id) && isText(aside);

/** @param {unknown} value @returns {value is Entry} */
const isEntry = (value) =>
  isObject(value) && (isUnreadable(value) || (isOurs(value) && hasTexts(value) && isWhole(value) && hasState(value)));

/**
 * Stands for what cannot be read: it is never sent, and shown until it is dismissed. Without a readable account it is
 * shown to everyone: nobody knows whose it was.
 *
 * @param {unknown} value
 * @param {{ id: string, reason: string }} how
 * @returns {Entry}
 */
function unreadable(value, { id, reason }) {
  const { account, exam, name } = isObject(value) ? value : {};
  return {
    id,
    account: isText(account) ? account : "",
    exam: isText(exam) && EXAM.test(exam) ? exam : "",
    step: "",
    action: "",
    fields: [],
    name: isText(name) ? name : "",
    seen: 0,
    at: "",
    aside: reason,
    unreadable: true,
    version: VERSION,
    was: value,
  };
}

/**
 * The list that the browser stored, with what is no answer put aside in its place. The same answer twice is one; with
 * one id two different ones cannot both be sent.
 *
 * @param {unknown} kept
 * @param {{ newId: () => string, reason: string }} how what an unreadable one is called, and why it is not sent
 * @returns {Entries}
 */
export function read(kept, { newId, reason }) {
  /** @type {Map<string, Entry>} */
  const found = new Map();
  for (const value of valuesOf(kept)) {
    const twin = isEntry(value) ? found.get(value.id) : undefined;
    if (isSame(twin, value)) continue;
    const one = isEntry(value) && !twin ? value : unreadable(value, { id: newId(), reason });
    found.set(one.id, one);
  }
  return [...found.values()];
}

/** @param {unknown} kept @returns {unknown[]} also of a list with holes */
function valuesOf(kept) {
  if (Array.isArray(kept)) return Array.from(kept);
  return kept === undefined ? [] : [kept];
}

/** @param {Entry | undefined} twin @param {unknown} value */
const isSame = (twin, value) => twin !== undefined && JSON.stringify(twin) === JSON.stringify(value);
