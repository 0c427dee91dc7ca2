// @ts-check
/* Shows waiting answers: in their cells as chosen, with a sign and a word, never as saved; their number in the save
   state, which is always in view; and notices to the clinician. */

import * as messages from "./messages.js";
import { all, button, element, find, linkButton } from "./page/elements.js";
import { notify } from "./page/notices.js";
import { page } from "./page/page.js";
import { isChosen, isCleared, markOf, meant } from "./queue/answers.js";
import { isTraining } from "./queue/entries.js";

/** @import { Choice, Mark } from "./queue/answers.js" */
/** @import { Queue } from "./queue/store.js" */
/** @import { Sending } from "./queue/sending.js" */

const LABEL = "\0";
// For screen readers; css/exam/waiting.css shows a sign and the word.
/** @type {Record<string, string>} */
const SAID = {
  sending: messages.say("{label}, being sent", { label: LABEL }),
  waiting: messages.say("{label}, waiting to be sent", { label: LABEL }),
  clearing: messages.say("{label}, to be cleared, waiting to be sent", { label: LABEL }),
};
/** @type {Record<string, string>} */
const WORDS = { waiting: messages.say("waits"), clearing: messages.say("to clear") };

/** @typedef {HTMLButtonElement | HTMLInputElement} Control */

// What is marked and pressed now: a page is not looked through for it at every tap.
/** @type {Set<HTMLElement>} */
const marks = new Set();
/** @type {Set<HTMLElement>} */
const presses = new Set();

/** @param {Control} control @returns {Choice} */
export function choiceOf(control) {
  return {
    name: control.name,
    answer: control.dataset.answer ?? control.value,
    value: control.value,
    pressed: (control.dataset.saved ?? control.getAttribute("aria-pressed")) === "true",
    waits: control.dataset.waits ?? "",
  };
}

/** A button's label without the words for waiting. @param {HTMLElement} marked */
export function labelOf(marked) {
  const label = marked.getAttribute("aria-label") ?? "";
  const [before = "", after = ""] = (SAID[marked.dataset.waits ?? ""] ?? LABEL).split(LABEL);
  if (!label.startsWith(before) || !label.endsWith(after)) return label;
  return label.slice(before.length, label.length - after.length);
}

/** The summary that opens what a button is in, of the rarer answers. @param {Element} button */
const openerOf = (button) => button.closest(".more-answers")?.parentElement?.querySelector("summary");

/**
 * @param {Set<HTMLElement>} among
 * @param {"saved" | "waits"} as
 * @returns {HTMLElement[]} those that a reply has not drawn anew; the set is empty then
 */
function taken(among, as) {
  const still = [...among].filter(({ dataset }) => as in dataset);
  among.clear();
  return still;
}

/**
 * A tapped answer shows as chosen before it is saved; what was saved is noted, and shown again if it is refused.
 *
 * @param {Control} control
 * @param {boolean} isPressed
 */
function press(control, isPressed) {
  const saved = control.getAttribute("aria-pressed");
  if (saved === null || saved === String(isPressed)) return;
  presses.add(control);
  control.dataset.saved = saved;
  control.setAttribute("aria-pressed", String(isPressed));
  const opener = openerOf(control);
  if (!opener || isPressed) return;
  presses.add(opener);
  opener.dataset.saved = "";
  opener.classList.remove("is-chosen");
}

/** @param {HTMLElement} pressed */
function release(pressed) {
  const { saved = "" } = pressed.dataset;
  if (saved) pressed.setAttribute("aria-pressed", saved);
  else pressed.classList.add("is-chosen");
  delete pressed.dataset.saved;
}

/** The controls on the page that give an answer to a path. @param {string} path */
const controlsOf = (path) =>
  /** @type {Control[]} */ (
    [...document.getElementsByName(path)].filter((one) => one.matches("main button, main .more-row input"))
  );

/** Makes the button of a rarer answer, which is text until its fold is opened. @param {[string, string]} field */
function makeButton([path, value]) {
  if (isCleared(value) || controlsOf(path).some((control) => choiceOf(control).answer === value)) return;
  for (const fold of all(`details[data-of="${CSS.escape(path)}"]`)) fold.dispatchEvent(new Event("toggle"));
}

/** @param {HTMLElement} marked */
function unmark(marked) {
  if (marked.hasAttribute("aria-label")) marked.setAttribute("aria-label", labelOf(marked));
  delete marked.dataset.waits;
  delete marked.dataset.word;
}

/** @param {HTMLElement} marked @param {Mark} mark */
function setMark(marked, mark) {
  marks.add(marked);
  marked.dataset.waits = mark;
  marked.dataset.word = WORDS[mark] ?? "";
  const label = marked.getAttribute("aria-label");
  if (label)
    marked.setAttribute(
      "aria-label",
      (SAID[mark] ?? LABEL).replace(LABEL, () => label),
    );
  const opener = openerOf(marked);
  if (opener && !opener.dataset.waits) setMark(opener, mark);
}

/** A typed measurement may have no button; then the control that opens its field is marked.
 * @param {Control} control @param {Mark} mark */
function setMarkOf(control, mark) {
  if (control.localName === "button") {
    setMark(control, mark);
    return;
  }
  const opener = control.closest(".more")?.querySelector("summary");
  if (opener && !opener.dataset.waits) setMark(opener, mark);
}

/** @param {string} words @param {string} mood */
function setSaveState(words, mood) {
  const state = find("save-state");
  if (!state || (!words && !("ours" in state.dataset))) return;
  state.textContent = words || messages.say("Saved");
  state.className = `save-state${mood ? ` is-${mood}` : ""}`;
  if (words) state.dataset.ours = "";
  else delete state.dataset.ours;
}

/** @param {string} subject @param {string} words "" for none */
const notifyWords = (subject, words) => notify(subject, ...(words ? [element("p", words)] : []));

export class Waiting {
  /** @param {{ queue: Queue, sending: () => Sending, showEmergency: () => Promise<void> }} parts */
  constructor({ queue, sending, showEmergency }) {
    this.queue = queue;
    this.sending = sending;
    this.showEmergency = showEmergency;
  }

  get #state() {
    return this.sending().state;
  }

  /** The answers of this examination that wait. */
  #ofExam = () => this.queue.waiting(page.account).filter((entry) => entry.exam === page.exam);

  #count = () => this.queue.waiting(page.account).length;

  /** What waits of this examination, and why nothing is sent. */
  now = () => ({ entries: this.#ofExam(), state: this.#state });

  /** What a tap on a button says now, or null for nothing. @param {HTMLButtonElement} tapped */
  meant = (tapped) => meant(this.#ofExam(), choiceOf(tapped), page.step);

  show = () => {
    const waiting = this.#ofExam();
    this.#mark();
    this.#showSaveState();
    this.#showRefused();
    this.#showSignedOut();
    this.#showOthers();
    notifyWords("not-stored", this.#count() && !this.queue.isLasting ? messages.NOT_STORED : "");
    notifyWords("broken", this.queue.isBroken ? messages.QUEUE_BROKEN : "");
    notifyWords("other-account", this.#state === "other-account" ? messages.OTHER_ACCOUNT : "");
    this.#showCount();
    document.documentElement.toggleAttribute("data-waiting", waiting.length > 0 && this.#state !== "");
    if (waiting.length || document.querySelector("#alerts > [data-unsaved]")) void this.showEmergency();
  };

  #mark() {
    const waiting = this.#ofExam();
    const paths = new Set(waiting.flatMap((entry) => entry.fields.map(([path]) => path)));
    for (const marked of taken(marks, "waits")) unmark(marked);
    for (const pressed of taken(presses, "saved")) release(pressed);
    for (const { fields } of waiting) fields.forEach(makeButton);
    for (const control of [...paths].flatMap(controlsOf)) {
      const choice = choiceOf(control);
      const mark = markOf(waiting, choice, page.step, this.#state !== "");
      if (mark) setMarkOf(control, mark);
      press(control, isChosen(waiting, choice, page.step));
    }
    const undo = /** @type {HTMLButtonElement | null} */ (find("undo"));
    if (undo && waiting.length) undo.disabled = false;
  }

  #showSaveState() {
    const refused = this.queue.refused(page.account).length;
    const { isBroken } = this.queue;
    const now = { waiting: this.#count(), refused, state: this.#state, isCopy: page.isCopy, isBroken };
    const { words, mood } = messages.saveState({ ...now, isTraining: isTraining(page.account) });
    setSaveState(words, mood);
  }

  #showRefused() {
    const refused = this.queue.refused(page.account);
    /** @type {HTMLElement[]} */
    const lines = refused.map((entry) => element("p", messages.notSaved(entry, page.exam)));
    if (lines.length) lines.push(button(messages.say("Dismiss"), () => this.queue.remove(refused).then(this.show)));
    notify("refused", ...lines);
  }

  #showSignedOut() {
    const number = this.#count();
    if (this.#state !== "signed-out" || (!page.isCopy && !number)) {
      notify("signed-out");
      return;
    }
    if (isTraining(page.account)) {
      notify(
        "signed-out",
        element("p", messages.DEMONSTRATION_OVER),
        linkButton(messages.say("Begin another"), "/training/"),
      );
      return;
    }
    const here = encodeURIComponent(location.pathname + location.hash);
    const link = linkButton(messages.say("Sign in"), `/account/sign-in?next=${here}`);
    notify("signed-out", element("p", messages.signedOut(number)), link);
  }

  #showOthers() {
    const number = this.queue.ofOthers(page.account).length;
    if (page.isOutOfReach) {
      notifyWords("others", number ? messages.waitingToBeSent(number) : "");
      return;
    }
    notifyWords("others", page.exam || !number ? "" : messages.ofOthers(number, page.account !== ""));
  }

  #showCount() {
    const number = this.#count();
    const isSaid = !page.exam && page.account && number && this.#state;
    notifyWords("count", isSaid ? messages.waitingToBeSent(number) : "");
  }
}
