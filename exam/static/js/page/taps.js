// @ts-check
/* Every tap that htmx would post goes into the queue instead. */

import { DoubleTaps, nameOf } from "../queue/answers.js";
import { choiceOf, labelOf } from "../waiting.js";
import { page } from "./page.js";

/** @import { Entry } from "../queue/entries.js" */
/** @import { Sending } from "../queue/sending.js" */
/** @import { Queue } from "../queue/store.js" */

const NOT_ANSWERS = ["csrf_token", "seen_revision"];
/** Before the path of a typed field: its text when it was shown. */
export const WAS = "was.";

/**
 * The answers among the fields of a form.
 *
 * @param {FormData} body
 * @returns {[string, string][]}
 */
export function answersIn(body) {
  const fields = [...body].filter(([name]) => !NOT_ANSWERS.includes(name) && !name.startsWith(WAS));
  return fields.map(([name, value]) => [name, String(value)]);
}

/**
 * Whether a typed field is as it was shown, so that it is not to be sent.
 *
 * @param {FormData} body
 * @param {string} name
 */
export const isUnchanged = (body, name) => body.get(`${WAS}${name}`) === body.get(name);

/**
 * What is typed next is compared with what was typed now.
 *
 * @param {HTMLFormElement} form
 * @param {[string, string][]} answers
 */
export function rememberShown(form, answers) {
  for (const [path, text] of answers) {
    const was = /** @type {HTMLInputElement | null} */ (form.elements.namedItem(`${WAS}${path}`));
    if (was) was.value = text;
  }
}

/**
 * @param {Queue} queue
 * @param {string} action
 * @param {[string, string][]} fields
 * @param {string} name
 * @param {number} seen
 * @returns {Entry}
 */
export function entryOf(queue, action, fields, name, seen) {
  const { account, exam, step } = page;
  return { id: queue.newId(), account, exam, step, action, fields, name, seen, at: new Date().toISOString() };
}

/**
 * @typedef {object} Parts
 * @property {Queue} queue
 * @property {(tapped: HTMLButtonElement) => string | null} meant
 * @property {() => void} show
 * @property {Pick<Sending, "add" | "send">} sending
 * @property {(form: HTMLFormElement, action: string, body: FormData) => Promise<void>} saveWords
 */

export class Taps {
  #doubleTaps = new DoubleTaps();

  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
  }

  listen() {
    document.addEventListener("htmx:config:request", (event) => {
      const { request, sourceElement } = event.detail.ctx;
      if (request.method !== "POST") return;
      event.preventDefault();
      const source = sourceElement.localName === "button" ? sourceElement : null;
      const button = request.submitter ?? /** @type {HTMLButtonElement | null} */ (source);
      if (button && this.#isSecond(button)) return;
      this.#take(button?.form ?? /** @type {HTMLFormElement} */ (sourceElement), request, button);
    });
  }

  /**
   * @param {HTMLFormElement} form @param {{ action: string, body: FormData }} request
   * @param {HTMLButtonElement | null} button
   */
  #take(form, { action, body }, button) {
    if (form.querySelector("textarea")) void this.parts.saveWords(form, action, body);
    else void this.#add(form, action, body, button);
  }

  /** @param {HTMLButtonElement} button */
  #isSecond(button) {
    if (button.hasAttribute("aria-pressed")) return this.#doubleTaps.isSecond(choiceOf(button), performance.now());
    // Filling a group and undo are no choice between answers: each tap on them counts.
    this.#doubleTaps.forget();
    return false;
  }

  /**
   * @param {HTMLFormElement} form @param {string} action @param {FormData} body
   * @param {HTMLButtonElement | null} button
   */
  async #add(form, action, body, button) {
    const { queue, meant, show, sending } = this.parts;
    const seen = page.revision();
    await queue.ready;
    const value = button?.name ? meant(button) : undefined;
    if (value === null) return;
    if (button && value !== undefined) body.set(button.name, value);
    const label = button ? labelOf(button) || button.textContent.trim() : "";
    // What waits is newer than what the page was shown with.
    const waits = new Set(
      queue.all().flatMap(({ exam, fields }) => (exam === page.exam ? fields.map(([path]) => path) : [])),
    );
    const answers = answersIn(body).filter(([path]) => waits.has(path) || !isUnchanged(body, path));
    if (!answers.length) return;
    const entry = entryOf(queue, action, answers, nameOf(label, value), seen);
    rememberShown(form, answers);
    const stored = sending.add(entry);
    // At once, and again only if it cannot be stored.
    show();
    const shown = stored.finally(() => {
      if (!queue.isLasting || queue.isBroken) show();
    });
    // It is being stored while the turn to send is waited for.
    await Promise.all([shown, sending.send()]);
  }
}

/* A plain form that is being sent is asleep: a second tap on its button sends nothing. It wakes when the page is shown
   again, as after Back, and after a while, since an answer may never come. */

const WAKES_AFTER = 20_000; // milliseconds

/** @type {Map<HTMLFormElement, ReturnType<typeof setTimeout>>} */
const asleep = new Map();

/** @param {HTMLFormElement} form */
const buttonsOf = (form) => [...form.elements].filter((one) => one instanceof HTMLButtonElement);

/** @param {HTMLFormElement} form */
export const isAsleep = (form) => asleep.has(form);

/** The buttons keep the focus and their place; they only do nothing. @param {HTMLFormElement} form */
export function sleep(form) {
  clearTimeout(asleep.get(form));
  asleep.set(
    form,
    setTimeout(() => wake(form), WAKES_AFTER),
  );
  for (const button of buttonsOf(form)) button.setAttribute("aria-disabled", "true");
}

/** @param {HTMLFormElement} form */
export function wake(form) {
  clearTimeout(asleep.get(form));
  asleep.delete(form);
  for (const button of buttonsOf(form)) button.removeAttribute("aria-disabled");
}

/** A page from the browser's memory has the ids of forms that were sent: what is sent now is something new. */
function renewIds() {
  for (const field of document.querySelectorAll("input[name=form_id]")) {
    /** @type {HTMLInputElement} */ (field).value = crypto.randomUUID().replaceAll("-", "");
  }
}

export function sleepWhileSending() {
  // After all other listeners: a form that one of them holds back is not being sent.
  window.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (event.defaultPrevented || form.method !== "post") return;
    if (isAsleep(form)) event.preventDefault();
    else sleep(form);
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    for (const form of asleep.keys()) wake(form);
    if (persisted) renewIds();
  });
}
