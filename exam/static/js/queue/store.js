// @ts-check
/* Storage of the waiting answers in the browser until they are known to be saved. What the browser refuses to store is
   held by this page, and stored once the browser accepts it again. */

import { UNREADABLE } from "../messages.js";
import * as entries from "./entries.js";
import { read, VERSION } from "./reading.js";

/** @import { Change, Entries, Entry } from "./entries.js" */
/** @import { Windows } from "./windows.js" */

/**
 * The part of idb-keyval that is used here.
 *
 * @typedef {object} Library
 * @property {typeof import("../../vendor/idb-keyval/index.js").createStore} createStore
 * @property {typeof import("../../vendor/idb-keyval/index.js").update} update
 */

/** @typedef {(list: Entries) => Entries} Act */

const KEY = "answers";
// Some browsers never open a database; a tap must not be lost meanwhile.
const PATIENCE = 5000;
const SOONEST = 250; // milliseconds until the browser is asked again to store, longer each time
const LATEST = 10_000;
const BROWSER = /^[0-9a-f]{16}$/;

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
  /** Whether something went wrong in the queue itself, so that nothing is known to be saved. */
  isBroken = false;
  /** @type {Entries} */
  #list = [];
  /**
   * Made in the page at once, and being stored: what is tapped shows before a database answers.
   * @type {readonly Act[]}
   */
  #coming = [];
  /** What this page changed and the browser did not store. @type {Change[]} */
  #unstored = [];
  // Whether the browser stored a list before: then it has one, or its storage was emptied.
  #wasStored = false;
  // The browser's own part of every id, by which the server tells this tablet's answers from another one's.
  #browser = newId(8);
  /** One change after another. @type {Promise<void>} */
  #last = Promise.resolve();
  #pause = SOONEST;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Promise<Library>} */
  #library;
  /** @type {import("../../vendor/idb-keyval/index.js").UseStore | undefined} */
  #store;
  #patience;
  // Whether the library did not load, and so nothing is ever stored.
  #isAlone = false;
  // Whether the last failure was that the browser did not respond.
  #isLate = false;
  #windows;
  // The doubts that there had been when the queue was last read.
  #doubts = -1;

  /**
   * @param {Promise<Library>} library rejected if it did not load
   * @param {Pick<Windows, "doubts" | "tell">} [windows] without them nobody knows what another one added
   * @param {number} [patience] milliseconds until a database that does not respond is given up for now
   */
  constructor(library, windows, patience = PATIENCE) {
    this.#library = library;
    this.#windows = windows;
    library.catch(() => {
      this.#isAlone = true;
    });
    this.#patience = patience;
    this.ready = Promise.all([this.#nameBrowser(), this.refresh()]);
  }

  newId = () => `${this.#browser}-${newId(16)}`;

  all = () => this.#coming.reduce((list, act) => act(list), this.#list);

  /** Whether what waits, and what was taken back of it, outlasts this page. */
  get isLasting() {
    return this.#isStored || !(this.#list.length || this.#wasStored);
  }

  /** Whether this page knows all that waits, also of what another window of the browser added. */
  get isKnown() {
    return this.#isStored && this.#doubts === this.#windows?.doubts;
  }

  get #isStored() {
    return this.#unstored.length === 0;
  }

  /** @param {string} account */
  waiting = (account) => entries.waiting(this.all(), account);

  /** @param {string} account */
  refused = (account) => entries.refused(this.all(), account);

  /** @param {string} account */
  ofAccount = (account) => entries.ofAccount(this.all(), account);

  /** @param {string} account */
  ofOthers = (account) => entries.ofOthers(this.all(), account);

  /** @param {string} account */
  abandoned = (account) => entries.abandoned(this.all(), account, Date.now());

  /** @param {string} account */
  next = (account) => entries.next(this.all(), account);

  /** @param {Entry} entry */
  holds = (entry) => entries.holds(this.all(), entry);

  /** @param {Entry} entry */
  isWanted = (entry) => entries.isWanted(this.all(), entry);

  /** @param {Entry} entry */
  aboutTheSamePaths = (entry) => entries.aboutTheSamePaths(this.all(), entry);

  /** Another window of the browser may have changed it. What is being stored reads that, too. */
  refresh = () => (this.#coming.length ? this.#last : this.#change((list) => list));

  /** @param {Entry} entry @param {boolean} [atOnce] */
  add = (entry, atOnce) => {
    // Before it is stored, which may take a while, and after: this page may be closed in between, or its post be lost.
    this.#windows?.tell();
    return this.#changeAtOnce((list) => entries.added(list, { ...entry, version: VERSION }, atOnce));
  };

  /** @param {Entries} which @param {Partial<Entry>} changes */
  amend = (which, changes) => this.#change((list) => entries.amended(list, which, changes));

  /** @param {Entry} entry */
  arrived = (entry) => this.#changeAtOnce((list) => entries.afterArrival(list, entry));

  /** @param {Entry} entry @param {string} reason */
  putAside = (entry, reason) => this.#change((list) => entries.putAside(list, entry, reason));

  /** @param {Entries} which */
  remove = (which) => this.#change((list) => entries.without(list, which));

  async #nameBrowser() {
    await this.#update("browser", (kept) => {
      this.#browser = typeof kept === "string" && BROWSER.test(kept) ? kept : this.#browser;
      return this.#browser;
    });
  }

  /** @param {Act} act */
  #changeAtOnce(act) {
    this.#coming = [...this.#coming, act];
    return this.#change(act);
  }

  /** @param {Entries} list @param {Act} act */
  #set(list, act) {
    this.#list = list;
    this.#coming = this.#coming.filter((one) => one !== act);
  }

  /** @param {Act} act */
  #change(act) {
    const done = this.#last.then(() => this.#make(act));
    this.#last = done.catch(() => {
      this.isBroken = true;
      this.#set(this.#list, act);
    });
    return done;
  }

  /**
   * A failure that is over at once is not noticed; what was not stored is then stored before all else.
   *
   * @param {Act} act
   */
  async #make(act) {
    if (this.#isStored && ((await this.#keep(act)) || (!this.#isLate && (await this.#keep(act))))) return;
    const after = act(this.#list);
    const change = entries.changeOf(this.#list, after);
    this.#set(after, act);
    if (!change.put.length && !change.gone.length) return;
    this.#unstored.push(change);
    // A tap does not wait for a browser that failed a moment ago.
    if (!this.#isAlone) this.#tryIn(0);
  }

  /** @param {number} milliseconds */
  #tryIn(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#last = this.#last.then(() => this.#storeAll());
    }, milliseconds);
  }

  async #storeAll() {
    if (await this.#keep((list) => list)) {
      this.#pause = SOONEST;
      return;
    }
    this.#tryIn(this.#pause);
    this.#pause = Math.min(2 * this.#pause, LATEST);
  }

  /**
   * @param {Act} act
   * @returns {Promise<boolean>} whether the browser stored what results, and all that it had not stored before
   */
  async #keep(act) {
    /** @type {Entries} */
    let after = [];
    let isEmptied = false;
    const doubts = this.#windows?.doubts ?? -1;
    const isKept = await this.#update(KEY, (kept) => {
      // The browser's storage was emptied: this page has what was in it.
      isEmptied = kept === undefined && this.#wasStored;
      const there = isEmptied ? this.#list : this.#read(kept);
      after = act(this.#unstored.reduce(entries.changed, there));
      // Before another window can read it, and whatever becomes of this page then.
      if (entries.changeOf(there, after).put.length) this.#windows?.tell();
      return after;
    });
    if (!isKept) return false;
    if (isEmptied) void this.#nameBrowser();
    this.#doubts = doubts;
    this.#wasStored = true;
    this.#unstored = [];
    this.#set(after, act);
    return true;
  }

  /** @param {unknown} kept */
  #read = (kept) => read(kept, { newId: this.newId, reason: UNREADABLE });

  /**
   * One change after another, also between two windows: the browser's database ensures that.
   *
   * @template T
   * @param {string} key
   * @param {(kept: unknown) => T} act
   * @returns {Promise<boolean>} whether the browser stored it
   */
  async #update(key, act) {
    let isOver = false;
    // What was given up must not be stored later: another change was made instead.
    const once = (/** @type {unknown} */ kept) => {
      if (isOver) throw new Error("too late");
      return act(kept);
    };
    try {
      const library = await this.#library;
      await inTime(this.#updateIn(library, key, once), this.#patience);
      return true;
    } catch (error) {
      isOver = true;
      this.#isLate = error === undefined;
      // The database may have been deleted: the next time it is opened again.
      this.#store = undefined;
      return false;
    }
  }

  /**
   * @template T
   * @param {Library} library
   * @param {string} key
   * @param {(kept: unknown) => T} act
   */
  #updateIn(library, key, act) {
    this.#store ??= library.createStore("dermyo", "queue");
    return library.update(key, act, this.#store);
  }
}
