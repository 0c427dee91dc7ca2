// @ts-check
/* A page that was left is hidden by early.js, since browsers keep pages and show them again at once. It is shown once
   the server says that the same person is still signed in. Without the server it is shown as well, so that an
   examination goes on without a connection, unless somebody signed out in this browser meanwhile, or another person
   signed in. */

import { say } from "../messages.js";
import { isTraining } from "../queue/entries.js";

/** @import { Server } from "../server.js" */
/** @import { Problem } from "../queue/replies.js" */
/** @import { Kept } from "./keeping.js" */

/**
 * @typedef {object} Screen
 * @property {(words: string, isStaying: boolean) => void} hide says why instead of the page, and what can be done if
 *   it stays so
 * @property {(isLocked: boolean) => void} show
 * @property {() => void} reload
 */

const SIGNED_IN = "dermyo-signed-in"; // the account that is signed in in this browser; also written by early.js
const SOON = 1000; // milliseconds until it is said that the server is asked
const PATIENCE = 6000; // milliseconds; as long as service-worker.js waits for a page
const ASKING = say("Asking the server who is signed in now.");
const STAYS_HIDDEN = say(
  "Somebody may have signed out on this tablet since this page was opened, and the server cannot be reached to ask " +
    "who is signed in now. Connect the tablet, then try again or sign in.",
);

/** Before somebody signs out: no page is shown from then on without the server. @param {() => Kept} kept */
export function forgetWhoIsSignedIn(kept) {
  try {
    kept().removeItem(SIGNED_IN);
  } catch {
    // The browser keeps nothing.
  }
}

/**
 * @template Found
 * @param {Promise<Found>} asked
 * @param {number} milliseconds
 * @param {Found} otherwise
 * @returns {Promise<Found>}
 */
const orAfter = (asked, milliseconds, otherwise) =>
  Promise.race([asked, new Promise((resolve) => setTimeout(resolve, milliseconds, otherwise))]);

export class Left {
  // What was asked before the page was left once more counts no longer: its end would show the page that is hidden.
  #turn = 0;
  #isAsking = false;

  /** @param {{ server: Server, account: string, kept: () => Kept, screen: Screen }} parts */
  constructor({ server, account, kept, screen }) {
    this.server = server;
    this.account = account;
    this.kept = kept;
    this.screen = screen;
  }

  leave = () => {
    this.#turn += 1;
    this.#isAsking = false;
  };

  /** The page is there again: asks whether it may be shown. */
  ask = async () => {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const turn = this.#turn;
    /** @type {Promise<Problem | "asking">} */
    const asked = this.server.problem();
    /** @type {Problem | "asking" | undefined} */
    let known;
    for (const heard of [orAfter(asked, SOON, "asking"), orAfter(asked, PATIENCE, "offline"), asked]) {
      const problem = await heard;
      if (turn !== this.#turn) return;
      if (problem !== known) this.#settle(problem);
      known = problem;
    }
    this.#isAsking = false;
  };

  tryAgain = () => {
    this.leave();
    return this.ask();
  };

  /** @param {Problem | "asking"} problem */
  #settle(problem) {
    if (problem === "asking") this.screen.hide(ASKING, false);
    else if (problem === "signed-out" || problem === "other-account") this.screen.reload();
    else if (problem === "offline" && !this.#isOurs) this.screen.hide(STAYS_HIDDEN, true);
    else {
      if (!problem) this.#note();
      this.screen.show(problem === "locked");
    }
  }

  /** Whether nobody signed out in this browser since; a demonstration shows no patient. */
  get #isOurs() {
    try {
      return isTraining(this.account) || this.kept().getItem(SIGNED_IN) === this.account;
    } catch {
      return false;
    }
  }

  #note() {
    try {
      if (!isTraining(this.account)) this.kept().setItem(SIGNED_IN, this.account);
    } catch {
      // The browser keeps nothing: then it is always asked.
    }
  }
}
