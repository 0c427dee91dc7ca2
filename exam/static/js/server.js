// @ts-check
/* Requests to the server: who is signed in, and what became of an answer that was sent. */

import { isTraining } from "./queue/entries.js";
import { becameOf, isUnreachable, problemOf } from "./queue/replies.js";

/** @import { Entry } from "./queue/entries.js" */
/** @import { Became, Problem } from "./queue/replies.js" */

/**
 * @typedef {object} Reply
 * @property {Became} became
 * @property {string | null} text what it says; null where that was cut off
 * @property {string | null} to the page that it leads to, when it does
 * @property {number} revision the one that it made; 0 when nothing was saved
 */

/**
 * The account of the page, and the token for what it sends.
 *
 * @typedef {{ readonly account: string, token: string }} Session
 */

/** @type {Reply} */
const UNHEARD = { became: "offline", text: null, to: null, revision: 0 };
const PATIENCE = 15_000; // milliseconds
const LOCKED = 423;

export class Server {
  /** When it last noted that this tablet is used, in milliseconds: with the page, and with all that is posted. */
  heardAt = Date.now();
  /** What is done when it says that this tablet is locked. */
  onLocked = () => {};

  /** @param {Session} session */
  constructor(session) {
    this.session = session;
  }

  /**
   * @param {string} address
   * @param {RequestInit} [how]
   * @returns {Promise<Response | null>} null where the server was not reached
   */
  async reach(address, how = {}) {
    const headers = { "HX-Request": "true", ...how.headers };
    try {
      const asked = Date.now();
      const response = await fetch(address, { ...how, headers, signal: AbortSignal.timeout(PATIENCE) });
      if (response.status === LOCKED) this.onLocked();
      else if (how.method === "POST" && response.ok) this.heardAt = asked;
      return isUnreachable(response.status) ? null : response;
    } catch {
      return null;
    }
  }

  /**
   * Asks who is signed in now, and takes a new token for what is sent.
   *
   * @returns {Promise<Problem>} "" when all is well
   */
  async problem() {
    const response = await this.reach(isTraining(this.session.account) ? "/training/who" : "/who");
    if (!response) return "offline";
    const isOurs = response.ok || response.status === LOCKED;
    const found = isOurs ? await response.json().catch(() => null) : null;
    const problem = problemOf({ status: response.status, found }, this.session.account);
    if (found?.token && (!problem || problem === "locked")) this.session.token = found.token;
    return problem;
  }

  /**
   * @param {Entry} entry
   * @returns {Promise<Reply>}
   */
  async post(entry) {
    const body = new URLSearchParams(entry.fields);
    body.set("answer_id", entry.id);
    body.set("seen_revision", String(entry.seen));
    const headers = { "X-CSRFToken": this.session.token, "Dermyo-Account": entry.account };
    const response = await this.reach(entry.action, { method: "POST", body, headers });
    if (!response) return UNHEARD;
    const text = await response.text().catch(() => null);
    const revision = response.headers.get("Dermyo-Revision");
    const became = becameOf({ status: response.status, revision, text });
    return { became, text, to: response.headers.get("HX-Redirect"), revision: Number(revision) };
  }

  /**
   * What came from elsewhere since a page was drawn.
   *
   * @param {string} exam
   * @param {string} step
   * @param {number} revision the one on the page
   * @returns {Promise<string | null | undefined>} fragments, "" for a page that must be drawn anew, null when they were
   *   cut off; undefined when there is nothing
   */
  async changesSince(exam, step, revision) {
    const response = await this.reach(`/exams/${exam}/changes?since=${revision}&step=${step}`);
    if (!response?.headers.has("Dermyo-Revision")) return undefined;
    return response.text().catch(() => null);
  }
}
