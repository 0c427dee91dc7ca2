// @ts-check
/* Whether this tablet is locked, for all windows of its browser, also without a connection. An opening is the time
   since somebody signed in or unlocked: the server names it on each page. What is kept here opens nothing; it only
   hides. */

const LOCKED = "dermyo-locked"; // the opening that was locked; also read by early.js
const OPENING = "dermyo-opening"; // the last one that a page had
const USED = "dermyo-used"; // when the tablet was used last, in milliseconds; also read by early.js
const MINUTE = 60_000; // milliseconds
const NO_OPENING = "copy";

/**
 * As `localStorage`.
 *
 * @typedef {object} Kept
 * @property {(key: string) => string | null} getItem
 * @property {(key: string, value: string) => void} setItem
 * @property {(key: string) => void} removeItem
 */

/**
 * What the page says of the lock.
 *
 * @typedef {object} OfPage
 * @property {number} minutes after which it is locked
 * @property {string} opening "" on a copy of a step
 * @property {boolean} isLocked whether the server has locked it already
 */

export class Keeping {
  #used;
  // For a browser that keeps nothing.
  #isLocked = false;

  /** @param {{ kept: Kept, now: () => number, page: OfPage }} parts */
  constructor({ kept, now, page }) {
    this.kept = kept;
    this.now = now;
    this.minutes = page.minutes;
    this.opening = page.opening;
    // A copy is opened without the server: it counts for nothing until somebody uses it.
    this.#used = page.opening ? now() : 0;
    if (page.isLocked) this.lock();
    else if (this.opening) this.#begin();
  }

  /** A page that comes from the server was opened: what was locked before is over. */
  #begin() {
    if (this.#read(LOCKED) !== this.opening) this.#write(LOCKED, "");
    this.#write(OPENING, this.opening);
    if (!this.#read(LOCKED)) this.#write(USED, String(this.#used));
  }

  /** Whether it is locked, or nobody has used it for so long that it must be. */
  get isDue() {
    return this.#isLocked || this.#read(LOCKED) !== "" || this.now() - this.usedAt >= this.minutes * MINUTE;
  }

  /** When it was used last, in this window or another. */
  get usedAt() {
    const elsewhere = Number(this.#read(USED));
    // The clock may have been set back.
    return elsewhere > this.now() ? this.#used : Math.max(this.#used, elsewhere);
  }

  use() {
    this.#used = this.now();
    this.#write(USED, String(this.#used));
  }

  lock() {
    this.#isLocked = true;
    this.#write(LOCKED, this.opening || this.#read(OPENING) || NO_OPENING);
  }

  /** Another window was locked or unlocked. @param {string | null} key @returns {boolean} */
  concerns = (key) => key === LOCKED;

  /** Whether another window was unlocked. */
  get isOpenedElsewhere() {
    return this.#read(LOCKED) === "";
  }

  /** The opening of the page that was opened last. */
  get lastOpening() {
    return this.#read(OPENING);
  }

  /** @param {string} opening */
  open(opening) {
    this.#isLocked = false;
    this.opening = opening;
    this.#used = this.now();
    this.#write(OPENING, opening);
    this.#write(USED, String(this.#used));
    this.#write(LOCKED, "");
  }

  /** @param {string} key */
  #read(key) {
    try {
      return this.kept.getItem(key) ?? "";
    } catch {
      return "";
    }
  }

  /** @param {string} key @param {string} value "" removes it */
  #write(key, value) {
    try {
      if (value) this.kept.setItem(key, value);
      else this.kept.removeItem(key);
    } catch {
      // The browser keeps nothing: then it holds for this page alone.
    }
  }
}
