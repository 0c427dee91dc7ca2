// @ts-check
/* Hides the page behind a screen that asks for the PIN, a passkey or the password: when nobody uses the tablet, when
   somebody locks it, and when the server says that it is locked. What waits and what is typed stays behind it, and is
   sent after unlocking. Loaded after the page; before, early.js hides what was locked, and the button that locks is a
   plain form. */

import { say, waitingToBeSent } from "../messages.js";
import { button, element, linkButton } from "../page/elements.js";
import { page } from "../page/page.js";
import { sendForm } from "./forms.js";
import { Keeping } from "./keeping.js";

/** @import { Server } from "../server.js" */

const LOOK_EVERY = 5000; // milliseconds
const SELDOM = 1000; // milliseconds between two uses that are noticed
const REPORT_AFTER = 60_000; // milliseconds of use that no other request showed the server
const UNREACHABLE = say("The server cannot be reached, and only it can unlock this tablet. Nothing is lost meanwhile.");
const SIGNED_OUT = say("You were signed out meanwhile.");
// Loaded by a tap.
const ASKING = new URL("../passkeys/asking.js", import.meta.url).href;
const USES = ["pointerdown", "keydown", "input", "wheel", "scroll"];

/** Whether the page is hidden. */
const isHidden = () => "locked" in document.documentElement.dataset;

/** Storage that a browser may refuse. */
function kept() {
  try {
    return localStorage;
  } catch {
    return sessionStorage;
  }
}

/**
 * A form for the PIN or the password.
 *
 * @param {string} name
 * @param {string} label
 * @param {Record<string, string>} how attributes of its field
 */
function formFor(name, label, how) {
  const form = element("form", "", { className: "unlock" });
  const input = document.createElement("input");
  const all = { ...how, name, id: `unlock-${name}`, type: "password", required: "" };
  for (const [attribute, value] of Object.entries(all)) input.setAttribute(attribute, value);
  const field = element("div", "", { className: "field" });
  field.append(element("label", label, { htmlFor: `unlock-${name}` }), input);
  form.append(field, element("button", say("Unlock"), { className: "button button-primary" }));
  return form;
}

/** The screen. On a copy that is stored on the tablet it names nobody. */
class Parts {
  title = element("h2", say("Locked"), { id: "lock-title" });
  says = element("p", "", { className: "notice", role: "alert", hidden: true });
  waits = element("p", "", { className: "soft", hidden: true });
  ofPin = formFor("pin", say("PIN"), { autocomplete: "off", inputmode: "numeric", maxlength: "8" });
  ofPassword = formFor("password", say("Your password"), { autocomplete: "current-password", maxlength: "200" });
  passkey = element("p", "", { hidden: true });
  password = element("details", "", { className: "unlock-password" });
  dialog = element("dialog", "", { className: "lock-screen", id: "lock-screen" });

  /** @param {string} name @param {{ pin: boolean, passkey: boolean }} takes @param {() => void} asks for a passkey */
  constructor(name, takes, asks) {
    this.password.append(element("summary", say("Use the password")), this.ofPassword);
    this.dialog.setAttribute("aria-labelledby", this.title.id);
    const whose = name ? [element("p", say("{name} is signed in on this tablet.", { name }))] : [];
    const others = element("p", "");
    others.append(element("a", say("Somebody else, or sign out"), { href: "/account/lock" }));
    this.dialog.append(this.title, ...whose, this.says, this.ofPin, this.passkey, this.password, this.waits, others);
    this.passkey.append(button(say("Use a passkey"), asks));
    this.passkey.hidden = !takes.passkey || !window.PublicKeyCredential;
    this.take(takes.pin);
    document.body.append(this.dialog);
  }

  /** @param {boolean} pin whether a PIN is taken; otherwise the password alone */
  take(pin) {
    this.ofPin.hidden = !pin;
    if (!pin) this.password.open = true;
  }

  /** @param {string} words @param {(Node | string)[]} more */
  show(words, ...more) {
    this.says.hidden = !words;
    this.says.replaceChildren(words, ...more);
  }

  empty() {
    for (const form of [this.ofPin, this.ofPassword]) form.reset();
  }
}

export class LockScreen {
  #isKnown = false;
  #usedAt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reporting;

  /**
   * @param {HTMLMetaElement} meta what the page says of the lock
   * @param {{ server: Server, count: () => number, opened: () => Promise<void> }} parts
   */
  constructor(meta, { server, count, opened }) {
    const { opening = "", locked, name = "", pin, passkey } = meta.dataset;
    this.server = server;
    this.count = count;
    this.opened = opened;
    // The page of a tablet that the server has locked shows nobody's data, and unlocks it by itself.
    const isLocked = locked !== undefined;
    const ofPage = { minutes: Number(meta.content), opening, isLocked };
    this.keeping = new Keeping({ kept: kept(), now: () => Date.now(), page: ofPage });
    const takes = { pin: pin !== undefined, passkey: passkey !== undefined };
    this.parts = isLocked ? null : new Parts(name, takes, () => void this.#askForPasskey());
    if (this.parts) this.#listen(this.parts.dialog);
  }

  /** @param {HTMLDialogElement} dialog */
  #listen(dialog) {
    for (const use of USES) window.addEventListener(use, this.#onUse, { capture: true, passive: true });
    window.addEventListener("submit", this.#onSubmit, true);
    window.addEventListener("click", this.#onClick, true);
    window.addEventListener("storage", this.#onStorage);
    window.addEventListener("pageshow", this.look);
    window.addEventListener("focus", this.look);
    document.addEventListener("visibilitychange", this.look);
    // Escape closes a dialog, the second time whatever a page says.
    dialog.addEventListener("close", () => isHidden() && dialog.showModal());
    setInterval(this.look, LOOK_EVERY);
    this.look();
  }

  get isShown() {
    return isHidden() && this.parts?.dialog.open === true;
  }

  /** Shown if it is time, or early.js has hidden the page; once it is, tells the server until it knows. */
  look = () => {
    if (this.keeping.isDue || isHidden()) this.show();
  };

  /** @param {boolean} [isKnown] whether the server knows */
  show = (isKnown = false) => {
    if (!this.parts) return;
    this.#isKnown ||= isKnown;
    if (!this.isShown) {
      this.keeping.lock();
      document.documentElement.dataset.locked = "";
      this.parts.show("");
      this.parts.dialog.showModal();
    }
    this.#showCount(this.parts.waits);
    if (!this.#isKnown) void this.#report();
  };

  async #report() {
    this.#isKnown = true;
    const response = await sendForm(this.server, "/account/lock");
    // A next look tries again.
    if (!response) this.#isKnown = false;
  }

  /** @param {HTMLElement} line */
  #showCount(line) {
    const number = this.count();
    line.hidden = !number;
    line.textContent = number ? waitingToBeSent(number) : "";
  }

  #hide() {
    delete document.documentElement.dataset.locked;
    this.#isKnown = false;
    this.parts?.dialog.close();
    this.parts?.empty();
    void this.opened();
  }

  async #askForPasskey() {
    const response = await sendForm(this.server, "/account/unlock/passkey");
    if (response?.status === 401) return this.#showSignedOut();
    const asking = response && (await import(ASKING).catch(() => null));
    if (!asking) return this.parts?.show(UNREACHABLE);
    const form = new FormData();
    try {
      form.set("passkey", await asking.answerTo(await asking.askedBy(response)));
    } catch (refused) {
      return this.parts?.show(asking.inWords(refused));
    }
    return this.#unlock(form);
  }

  /** @param {FormData} form */
  async #unlock(form) {
    const response = await sendForm(this.server, "/account/unlock", form);
    this.parts?.empty();
    const found = response && (await response.json().catch(() => null));
    if (response?.status === 401) this.#showSignedOut();
    else if (response?.ok && found?.account) this.#open(found);
    else if (found?.message) this.#refuse(found);
    else this.parts?.show(UNREACHABLE);
  }

  #showSignedOut() {
    const here = encodeURIComponent(location.pathname);
    const link = linkButton(say("Sign in on a new page"), `/account/sign-in?next=${here}`);
    link.target = "_blank";
    this.parts?.show(SIGNED_OUT, " ", link);
  }

  /** @param {{ account: string, opening: string }} found */
  #open({ account, opening }) {
    this.keeping.open(opening);
    // Somebody else has signed in since: this page is not theirs.
    if (account === page.account) this.#hide();
    else location.assign("/");
  }

  /** @param {{ message: string, takes_pin: boolean }} found */
  #refuse({ message, takes_pin }) {
    this.parts?.show(message);
    this.parts?.take(takes_pin);
    const form = takes_pin ? this.parts?.ofPin : this.parts?.ofPassword;
    form?.querySelector("input")?.focus();
  }

  #onUse = () => {
    const now = Date.now();
    if (this.isShown || now - this.#usedAt < SELDOM) return;
    this.#usedAt = now;
    this.look();
    if (this.isShown) return;
    this.keeping.use();
    this.#reporting ??= setTimeout(this.#reportUse, Math.min(REPORT_AFTER, this.keeping.minutes * 4000));
  };

  /** Reading and typing make no request of their own; a tap does, and is enough. */
  #reportUse = () => {
    this.#reporting = undefined;
    const isHeard = this.server.heardAt >= this.keeping.usedAt;
    if (!isHeard && !this.isShown) void sendForm(this.server, "/account/used");
  };

  #onSubmit = (/** @type {SubmitEvent} */ event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const isUnlocking = this.parts?.dialog.contains(form);
    if (!isUnlocking && !form.classList.contains("lock-now")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isUnlocking) void this.#unlock(new FormData(form));
    else this.show();
  };

  #onClick = (/** @type {MouseEvent} */ event) => {
    const link = event.target instanceof Element ? event.target.closest("#lock-screen a[href]") : null;
    // Nothing that is behind it can be asked about now; the browser itself asks about what is typed.
    if (link) event.stopImmediatePropagation();
  };

  #onStorage = (/** @type {StorageEvent} */ event) => {
    if (!this.keeping.concerns(event.key)) return;
    if (!this.keeping.isOpenedElsewhere) this.show(true);
    else if (this.isShown) void this.#openElsewhere();
  };

  async #openElsewhere() {
    const problem = await this.server.problem();
    if (!problem) {
      this.keeping.open(this.keeping.lastOpening);
      this.#hide();
    } else if (problem === "other-account") {
      location.reload();
    }
  }
}
