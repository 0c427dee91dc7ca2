// @ts-check
/* A second tap on the same answer within a moment is the same tap: it changes nothing. Tapping the chosen answer clears
   it, which someone who taps twice out of habit does not mean. */

import { hasParts, partOf } from "./answers.js";

const MOMENT = 600; // milliseconds

export class DoubleTaps {
  /** The last tap on each item. @type {Map<string, { answer: string, at: number }>} */
  #last = new Map();

  /** After anything else was tapped, as an undo. */
  forget() {
    this.#last.clear();
  }

  /**
   * Notes a tap. Another answer of the same item in between makes the next tap a first one again.
   *
   * @param {{ name: string, answer: string }} choice
   * @param {number} at milliseconds
   * @returns {boolean} whether it repeats the last tap on the item
   */
  isSecond({ name, answer }, at) {
    const item = hasParts(name) ? `${name} ${partOf(answer)}` : name;
    const last = this.#last.get(item);
    this.#last.set(item, { answer, at });
    return last?.answer === answer && at - last.at < MOMENT;
  }
}
