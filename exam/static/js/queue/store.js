// @ts-check
/* Storage of the waiting answers: in the browser until they are known to be saved, or only in this page if the browser
   stores nothing. */

import * as entries from "./entries.js";

/** @import { Entries, Entry } from "./entries.js" */

/**
 * The part of idb-keyval that is used here.
 *
 * @typedef {object} Library
 * @property {typeof import("../../vendor/idb-keyval/index.js").createStore} createStore
 * @property {typeof import("../../vendor/idb-keyval/index.js").update} update
 */

const KEY = "answers";
// Some browsers never open a database; a tap must not be lost meanwhile.
const PATIENCE = 5000;

/** @param {number} bytes */
function newId(bytes) {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {Promise<void>} work
 * @param {number} patience milliseconds
 */
function inTime(work, patience) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(reject, patience);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

export class Queue {
  /** Whether what is added outlasts this page. */
  isLasting = true;
  /** @type {Entries} */
  #list = [];
  // The browser's own part of every id, by which the server tells this tablet's answers from another one's.
  #browser = newId(8);
  /** @type {Promise<Library>} */
  #library;
  /** @type {import("../../vendor/idb-keyval/index.js").UseStore | undefined} */
  #store;
  #patience;

  /**
   * @param {Promise<Library>} library rejected if it did not load
   * @param {number} [patience] milliseconds until a database that does not respond is no longer used
   */
  constructor(library, patience = PATIENCE) {
    this.#library = library;
    this.#patience = patience;
    this.ready = Promise.all([this.#nameBrowser(), this.refresh()]);
  }

  newId = () => `${this.#browser}-${newId(16)}`;

  all = () => this.#list;

  /** @param {string} account */
  waiting = (account) => entries.waiting(this.#list, account);

  /** @param {string} account */
  refused = (account) => entries.refused(this.#list, account);

  /** @param {string} account */
  ofAccount = (account) => entries.ofAccount(this.#list, account);

  /** @param {string} account */
  ofOthers = (account) => entries.ofOthers(this.#list, account);

  /** @param {string} account */
  abandoned = (account) => entries.abandoned(this.#list, account, Date.now());

  /** @param {string} account */
  next = (account) => entries.next(this.#list, account);

  /** @param {Entry} entry */
  holds = (entry) => entries.holds(this.#list, entry);

  /** @param {Entry} entry */
  isWanted = (entry) => entries.isWanted(this.#list, entry);

  /** @param {Entry} entry */
  aboutTheSamePaths = (entry) => entries.aboutTheSamePaths(this.#list, entry);

  /** Another window of the browser may have changed it. */
  refresh = () => this.#change((list) => list);

  /** @param {Entry} entry */
  add = (entry) => this.#change((list) => entries.added(list, entry));

  /** @param {Entries} which @param {Partial<Entry>} changes */
  amend = (which, changes) => this.#change((list) => entries.amended(list, which, changes));

  /** @param {Entry} entry */
  arrived = (entry) => this.#change((list) => entries.afterArrival(list, entry));

  /** @param {Entry} entry @param {string} reason */
  putAside = (entry, reason) => this.#change((list) => entries.putAside(list, entry, reason));

  /** @param {Entries} which */
  remove = (which) => this.#change((list) => entries.without(list, which));

  async #nameBrowser() {
    await this.#update("browser", (/** @type {string | undefined} */ kept) => {
      this.#browser = kept ?? this.#browser;
      return this.#browser;
    });
  }

  /**
   * One change after another, also between two windows: the browser's database ensures that.
   *
   * @param {(list: Entries) => Entries} act
   */
  async #change(act) {
    if (!this.isLasting || !(await this.#changeKept(act))) this.#list = act(this.#list);
  }

  /** @param {(list: Entries) => Entries} act */
  async #changeKept(act) {
    /** @type {Entries} */
    let changed = [];
    const isKept = await this.#update(KEY, (/** @type {Entries | undefined} */ kept) => {
      changed = act(kept ?? []);
      return changed;
    });
    if (isKept) this.#list = changed;
    return isKept;
  }

  /**
   * @template T
   * @param {string} key
   * @param {(kept: T | undefined) => T} act
   * @returns {Promise<boolean>} whether the browser stored it; after one failure it is not used any more
   */
  async #update(key, act) {
    try {
      const library = await this.#library;
      await inTime(this.#updateIn(library, key, act), this.#patience);
    } catch {
      this.isLasting = false;
    }
    return this.isLasting;
  }

  /**
   * @template T
   * @param {Library} library
   * @param {string} key
   * @param {(kept: T | undefined) => T} act
   */
  #updateIn(library, key, act) {
    this.#store ??= library.createStore("dermyo", "queue");
    return library.update(key, act, this.#store);
  }
}
