// @ts-check
/* Typed text is saved by a button and never stored in the browser, since it may name someone. Leaving the page without
   saving asks first; text that could not be saved stays in its field and is shown as not saved. */

import * as messages from "./messages.js";
import { button, element } from "./page/elements.js";
import { faultsOf, swap } from "./page/fragments.js";
import { notify } from "./page/notices.js";
import { page } from "./page/page.js";
import { answersIn, entryOf, isAsleep, isUnchanged, rememberShown, sleep, WAS, wake } from "./page/taps.js";
import { isRefused } from "./queue/entries.js";

/** @import { Conflict, Found } from "./queue/conflict.js" */
/** @import { Entry } from "./queue/entries.js" */
/** @import { Problem } from "./queue/replies.js" */
/** @import { Sending } from "./queue/sending.js" */
/** @import { Queue } from "./queue/store.js" */
/** @import { Reply, Server } from "./server.js" */

/** @param {HTMLFormElement} form */
const fieldsOf = (form) => [...form.querySelectorAll("textarea")];

/** @param {HTMLFormElement} form @param {string} name */
const inputOf = (form, name) => /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name));

/**
 * The assessment depends on every answer: it is loaded as a page, not as fragments. So is a page that may show texts
 * which are no longer saved: nothing was typed over, or the answer of another tablet was replaced.
 *
 * @param {HTMLFormElement} form
 * @param {Entry} entry
 * @param {Reply} reply
 * @param {boolean} [isStale]
 */
async function takeSaved(form, { fields }, { text, revision }, isStale = false) {
  if (!text || isStale) {
    location.reload();
    return;
  }
  // With several texts, another tablet may have changed one that this page still shows as it was.
  const seen = fieldsOf(form).length === 1 && inputOf(form, "seen_revision");
  if (seen) seen.value = String(revision);
  rememberShown(form, fields);
  await swap(text);
}

/**
 * A plain form that saves answers names this browser, so that its own taps do not count as another tablet's.
 *
 * @param {HTMLFormElement} form
 * @param {string} id
 */
function nameBrowser(form, id) {
  inputOf(form, "answer_id")?.remove();
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "answer_id", value: id });
  form.append(field);
}

export class Typed {
  /** Forms with text that is not saved. @type {Set<HTMLFormElement>} */
  #unsaved = new Set();
  /** Plain forms that may leave the page. @type {WeakSet<HTMLFormElement>} */
  #checked = new WeakSet();

  /** @param {{ queue: Queue, server: Server, conflict: Conflict, sending: Sending }} parts */
  constructor({ queue, server, conflict, sending }) {
    this.queue = queue;
    this.server = server;
    this.conflict = conflict;
    this.sending = sending;
  }

  isTyping = () => this.#unsaved.size > 0;

  listen() {
    document.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLTextAreaElement && target.form) this.#unsaved.add(target.form);
    });
    document.addEventListener("submit", this.#onSubmit, true);
    document.addEventListener("click", this.#onClick, true);
    window.addEventListener("beforeunload", (event) => {
      if (this.isTyping()) event.preventDefault();
    });
  }

  /**
   * Text of a form that htmx would post: sent once, now or not at all.
   *
   * @param {HTMLFormElement} form
   * @param {string} action
   * @param {FormData} body
   */
  save = async (form, action, body) => {
    const words = answersIn(body).filter(([name]) => name.includes("."));
    const shown = [...body].filter(([name]) => name.startsWith(WAS)).map(([name, text]) => [name, String(text)]);
    const fields = /** @type {[string, string][]} */ ([...words, ...shown]);
    // Taps update the rest of the page; a text field keeps the revision with which it was rendered.
    const entry = entryOf(
      this.queue,
      action,
      fields,
      messages.say("What you typed"),
      Number(body.get("seen_revision")),
    );
    // What was tapped before is saved before, so that an undo does not take back this.
    await this.sending.sendFirst();
    const problem = await this.server.problem();
    if (problem) {
      this.#sayNotSaved(form, problem);
      return;
    }
    const reply = await this.server.post(entry);
    // Text typed while this was being sent is not saved by it.
    if (fieldsOf(form).every(({ name, value }) => value === body.get(name))) this.#unsaved.delete(form);
    notify("words");
    const isStale = words.every(([name]) => isUnchanged(body, name)) && reply.revision > entry.seen;
    await this.#take(form, entry, reply, isStale && !this.isTyping());
  };

  /** @param {HTMLFormElement} form @param {Entry} entry @param {Reply} reply @param {boolean} isStale */
  async #take(form, entry, reply, isStale) {
    const text = reply.text ?? "";
    if (reply.became === "saved") await takeSaved(form, entry, reply, isStale);
    else if (reply.became === "conflict") await this.#choose(form, entry, this.conflict.dialogue.read(text));
    else if (reply.became === "refused") this.#sayRefused(form, text);
    else if (reply.became === "signed-out" || reply.became === "locked") this.#sayNotSaved(form, reply.became);
    else this.#sayNotSaved(form, "offline");
  }

  /** @param {HTMLFormElement} form @param {Entry} entry @param {Found} found */
  async #choose(form, entry, found) {
    const choice = await this.conflict.choose(messages.say("what you typed"), found);
    if (choice === "theirs") {
      location.reload();
      return;
    }
    const reply = choice ? await this.server.post({ ...entry, seen: found.revision }) : null;
    if (reply?.became === "saved") await takeSaved(form, entry, reply, fieldsOf(form).length > 1);
    else this.#sayNotSaved(form, "offline");
  }

  /** @param {HTMLFormElement} form @param {Exclude<Problem, "">} problem */
  #sayNotSaved(form, problem) {
    const hasWords = fieldsOf(form).length > 0;
    if (hasWords) this.#unsaved.add(form);
    /** @type {Node[]} */
    const nodes = [element("p", messages.formNotSaved(problem, hasWords))];
    if (problem === "signed-out") {
      const link = { className: "button", href: "/account/sign-in", target: "_blank" };
      nodes.push(element("a", messages.say("Sign in on a new page"), link));
    }
    notify("words", ...nodes);
  }

  /** @param {HTMLFormElement} form @param {string} text */
  #sayRefused(form, text) {
    this.#unsaved.add(form);
    notify("words", element("p", messages.wordsRefused(faultsOf(text))));
  }

  /**
   * @param {Event} event
   * @param {() => void} goOn
   */
  #stop(event, goOn) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const [form] = this.#unsaved;
    // The answer to an alert is saved by the button that names it.
    const chooses = form?.hasAttribute("data-choose");
    const save = button(chooses ? messages.say("Back to it") : messages.say("Save it"), () => {
      notify("words");
      if (form && chooses) fieldsOf(form)[0]?.focus();
      else form?.requestSubmit();
    });
    const discard = button(messages.say("Discard"), () => {
      this.#unsaved.clear();
      goOn();
    });
    notify("words", element("p", messages.WORDS_NOT_SAVED), save, " ", discard);
  }

  #onSubmit = (/** @type {SubmitEvent} */ event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const isSaving = this.#unsaved.delete(form);
    if (!isSaving && this.isTyping() && !form.hasAttribute("hx-post")) this.#stop(event, () => form.requestSubmit());
    else void this.#check(event, form);
  };

  #onClick = (/** @type {MouseEvent} */ event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || !this.isTyping()) return;
    if (link.getAttribute("href")?.startsWith("#") || link.target) return;
    this.#stop(event, () => location.assign(link.href));
  };

  /**
   * A plain form leaves the page: first check that the server can be reached, and send what was tapped before, which
   * must not arrive after it.
   *
   * @param {SubmitEvent} event
   * @param {HTMLFormElement} form
   */
  async #check(event, form) {
    const { submitter } = event;
    if (form.method !== "post" || form.hasAttribute("hx-post") || submitter?.hasAttribute("hx-post")) return;
    if (!page.exam || this.#checked.delete(form)) return;
    event.preventDefault();
    if (isAsleep(form)) return;
    sleep(form);
    const maySend = await this.#maySend(form);
    wake(form);
    if (!maySend) return;
    this.#checked.add(form);
    form.requestSubmit(submitter);
  }

  /** @param {HTMLFormElement} form */
  async #maySend(form) {
    const problem = await this.server.problem();
    if (problem) this.#sayNotSaved(form, problem);
    if (problem || !inputOf(form, "seen_revision")) return !problem;
    const held = await this.#heldBack(form);
    if (held) notify("words", element("p", held));
    else nameBrowser(form, this.queue.newId());
    return !held;
  }

  /**
   * Why a form cannot be sent yet: answers of this examination wait, or, for signing, were refused.
   *
   * @param {HTMLFormElement} form
   * @returns {Promise<string>} "" when nothing is in the way
   */
  async #heldBack(form) {
    const isSigning = form.action.endsWith("/sign");
    await this.sending.sendFirst();
    // Another window may have added some.
    await this.queue.refresh();
    const left = this.queue.ofAccount(page.account).filter(({ exam }) => exam === page.exam);
    // What cannot be read may belong to this one.
    const lost = this.queue.refused(page.account).some(({ exam }) => !exam) || this.queue.isBroken;
    if (isSigning && (left.length || lost)) return messages.NOT_SIGNED;
    return left.some((entry) => !isRefused(entry)) ? messages.NOT_YET : "";
  }
}
