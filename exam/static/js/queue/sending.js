// @ts-check
/* Sends what waits, one after another in the order of the taps. Only an answer that carries a revision was saved: after
   any other reply the entry stays, or is set aside with the reason, and the rest is sent. */

import { SERVER_FAILED } from "../messages.js";
import { isUndo } from "./entries.js";
import { isOurNotice } from "./replies.js";

/** @import { Reply, Server } from "../server.js" */
/** @import { Conflict } from "./conflict.js" */
/** @import { Entry } from "./entries.js" */
/** @import { Problem } from "./replies.js" */
/** @import { Queue } from "./store.js" */

/**
 * The facts of the page that answers are sent from.
 *
 * @typedef {object} Place
 * @property {string} account
 * @property {string} exam "" where the page shows none
 * @property {string} step
 * @property {boolean} isCopy the page is a copy of a step, kept on the tablet
 * @property {string} token "" where it is still to be asked for
 * @property {() => number} revision
 */

/**
 * What sending changes on the page.
 *
 * @typedef {object} Screen
 * @property {() => void} show what waits
 * @property {(text: string, entry?: Entry) => Promise<void>} swap puts the server's fragments into the page
 * @property {(text: string) => string} wordsOf
 * @property {(address: string) => void} goTo
 * @property {() => void} reload
 * @property {() => boolean} isTyping whether it holds words that are not saved
 */

/**
 * What sending needs of the browser.
 *
 * @typedef {object} Browser
 * @property {(act: () => Promise<void>) => Promise<void>} alone one window at a time
 * @property {(act: () => void, milliseconds: number) => void} later replaces an act that was scheduled before
 * @property {() => void} noteSaved
 * @property {() => boolean} savedJustNow a page may have been rendered while the previous one was still sending
 */

const SOONEST = 2000; // milliseconds until the next attempt, longer each time until something was saved
const LATEST = 20_000;
const LONGER = 1.5;

/** @typedef {{ queue: Queue, server: Server, page: Place, screen: Screen, browser: Browser }} Surroundings */
/** @typedef {Surroundings & { conflict: Conflict }} Parts */

export class Sending {
  /** Why nothing is sent now: "" when nothing is in the way. @type {Problem | "conflict"} */
  state = "";
  #running = false;
  #again = false;
  #atOnce = false;
  #underway = Promise.resolve();
  #pause = SOONEST;
  // Whether the next attempt waits for its time: a tap does not make it earlier.
  #isPausing = false;
  // Whether the page may be older than what the server has.
  #behind;
  /** The replies to what was posted before its turn, by its id. @type {Map<string, Promise<Reply>>} */
  #ahead = new Map();

  /** @param {Parts} parts */
  constructor({ queue, server, page, screen, browser, conflict }) {
    this.queue = queue;
    this.server = server;
    this.page = page;
    this.screen = screen;
    this.browser = browser;
    this.conflict = conflict;
    this.#behind = browser.savedJustNow();
  }

  /** Whether what is added now is sent now, if nothing else waits. */
  get isFree() {
    const { account, token } = this.page;
    return Boolean(account && token) && !this.#running && !this.state;
  }

  /**
   * Stores an answer, to be sent in its turn. Where nothing is in the way and nothing waits, also in another window, it
   * is posted meanwhile. An undo is not: it may be of what another window is adding.
   *
   * @param {Entry} entry
   */
  add(entry) {
    const isFirst = this.isFree && this.queue.isKnown && !this.queue.next(this.page.account);
    if (!isFirst || isUndo(entry)) return this.queue.add(entry, this.isFree);
    this.#ahead.set(entry.id, this.server.post(entry));
    return this.queue.add({ ...entry, tried: true });
  }

  send = async () => {
    if (!this.page.account || this.#isPausing) {
      this.screen.show();
      return;
    }
    this.#again = this.#running;
    if (this.#running) return;
    this.#underway = this.#run();
    await this.#underway;
  };

  /** The same, done only once nothing more can be sent now: for what must not arrive before the taps. */
  sendFirst = async () => {
    if (this.#isPausing && !(await this.server.problem())) this.#isPausing = false;
    await this.send();
    await this.#underway;
  };

  #resend = async () => {
    this.#isPausing = false;
    await this.send();
  };

  async #run() {
    this.#running = true;
    await this.queue.ready;
    try {
      await this.browser.alone(this.#sendAll);
    } catch {
      // Whatever failed, the waiting answers are still there and are tried again.
      this.state = "offline";
    }
    this.#running = false;
    // Another window sent it as well, and took it from the queue: its reply is not on this page.
    if (this.#ahead.size && !this.queue.next(this.page.account)) {
      this.#ahead.clear();
      this.#behind = true;
    }
    // A tap made meanwhile does not repeat at once what just failed; a connection that came back does.
    const again = this.#atOnce || (this.#again && this.state !== "offline");
    this.#atOnce = false;
    await (again ? this.send() : this.#settle());
  }

  /** Sends at once, and fetches changes made elsewhere meanwhile: the connection may be back. */
  sendAndCatchUp = async () => {
    this.#behind = true;
    this.#atOnce = this.#running;
    await this.#resend();
  };

  /** Adds to the page the changes made elsewhere since it was rendered. */
  catchUp = async () => {
    const { exam, step, isCopy, revision } = this.page;
    if (!exam || isCopy) return;
    this.#behind = false;
    const text = await this.server.changesSince(exam, step, revision());
    if (text) await this.screen.swap(text);
    else if (text === null) this.#behind = true;
    else if (text === "" && !this.screen.isTyping()) this.screen.reload();
  };

  #sendAll = async () => {
    const problem = this.page.token ? "" : await this.server.problem();
    let entry = this.queue.next(this.page.account);
    // Another window may have sent it, or tapped more. What was not tried before is read when that is noted; what was
    // posted before its turn has a reply of its own.
    if (!entry || (entry.tried && !this.#ahead.has(entry.id))) {
      await this.queue.refresh();
      entry = this.queue.next(this.page.account);
    }
    // Until something was saved, what waits is shown as waiting.
    if (problem || !entry) this.state = problem;
    while (!problem && entry && (await this.#sendOne(entry))) {
      this.state = "";
      const next = this.queue.next(this.page.account);
      // It should be gone: it is not sent without end.
      if (next?.id === entry.id) throw new Error("an answer stays in the queue");
      entry = next;
      this.screen.show();
    }
  };

  /**
   * @param {Entry} entry
   * @returns {Promise<boolean>} whether the next may follow
   */
  async #sendOne(entry) {
    if (!entry.tried) await this.queue.amend([entry], { tried: true });
    // Undone, or dropped in another window, just now.
    if (!this.queue.holds(entry)) return true;
    const ahead = this.#ahead.get(entry.id);
    // It is read once: if it failed, the next turn posts anew.
    this.#ahead.delete(entry.id);
    const reply = await (ahead ?? this.server.post(entry));
    if (reply.became !== "too-old") return this.#take(entry, reply);
    this.state = await this.server.problem();
    return this.state ? false : this.#take(entry, await this.server.post(entry));
  }

  /**
   * @param {Entry} entry
   * @param {Reply} reply
   */
  async #take(entry, reply) {
    switch (reply.became) {
      case "saved":
        return this.#saved(entry, reply);
      case "conflict":
        return this.#inConflict(entry, reply);
      case "too-old":
      case "refused":
        return this.#putAside(entry, reply);
      case "signed-out":
        // The reply is the same if someone else is signed in.
        this.state = (await this.server.problem()) || "signed-out";
        return false;
      // The page is hidden, and once somebody has unlocked it, this is sent.
      case "locked":
        this.state = "locked";
        return false;
      // Also "failed": a fault of the server is none of the answer.
      default:
        this.state = "offline";
        return false;
    }
  }

  /**
   * @param {Entry} entry
   * @param {Reply} reply
   */
  async #saved(entry, { text, to }) {
    const { account, exam, step, isCopy } = this.page;
    // If it is not stored that it arrived, it is sent again and counted once: the page need not wait for that.
    const noted = this.queue.arrived(entry);
    this.browser.noteSaved();
    this.#pause = SOONEST;
    const isHere = entry.exam === exam && entry.step === step;
    const leads = to && isHere && !this.queue.next(account);
    if (!leads && text && isHere && !isCopy) await this.screen.swap(text, entry);
    else if (!leads && entry.exam === exam) this.#behind = true;
    await noted;
    if (leads) this.screen.goTo(to);
    return true;
  }

  /**
   * Never without a reason: that is what the clinician reads.
   *
   * @param {Entry} entry
   * @param {Reply} reply
   */
  async #putAside(entry, { text }) {
    const words = isOurNotice(text) ? this.screen.wordsOf(text) : "";
    await this.queue.putAside(entry, words || SERVER_FAILED);
    this.#behind = true;
    return true;
  }

  /**
   * @param {Entry} entry
   * @param {Reply} reply
   */
  async #inConflict(entry, reply) {
    if (isUndo(entry)) return this.#putAside(entry, reply);
    // It never arrived and was undone here: there is nothing to choose.
    if (!this.queue.isWanted(entry)) return this.#giveUp(entry);
    this.state = "conflict";
    // This waits for the clinician's choice, and then resumes sending by itself.
    void this.conflict.raise(entry, reply.text ?? "");
    return false;
  }

  /** @param {Entry} entry */
  async #giveUp(entry) {
    this.conflict.isOver();
    await this.queue.remove([entry]);
    this.#behind = true;
    return true;
  }

  async #settle() {
    if (this.state === "offline") {
      this.#isPausing = true;
      this.browser.later(this.#resend, this.#pause);
      this.#pause = Math.min(LONGER * this.#pause, LATEST);
    } else if (!this.state && this.page.isCopy) {
      this.screen.reload();
      return;
    } else if (!this.state && this.#behind) {
      await this.catchUp();
    }
    this.screen.show();
  }
}
