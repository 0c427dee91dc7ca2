// @ts-check
/* The same item was answered on another tablet since this one showed it: the clinician sees both and chooses. Until
   then later answers wait too, so that the order does not change. */

import { say } from "../messages.js";
import { saidHere } from "./answers.js";

/** @import { Answers } from "../messages.js" */
/** @import { Entry } from "./entries.js" */
/** @import { Queue } from "./store.js" */

/**
 * What the server reports about a conflict.
 *
 * @typedef {object} Found
 * @property {string} title what it is about
 * @property {string} there the other tablet's answer
 * @property {number} revision the one that has it
 */

/**
 * @typedef {object} Dialogue
 * @property {(title: string, lines: string[], answers: Answers) => Promise<string>} ask "" when it was put off
 * @property {(text: string) => Found} read
 * @property {(entry: Entry, title: string) => void} leadThere to the examination that it is about
 * @property {(title: string, again: () => void) => void} putOff
 * @property {() => void} clear what the last two say
 */

export class Conflict {
  #asking = false;

  /**
   * @param {{ queue: Queue, exam: string, dialogue: Dialogue, resume: () => Promise<void> }} parts with the examination
   *   on the page, and what is done once the clinician has chosen
   */
  constructor({ queue, exam, dialogue, resume }) {
    this.queue = queue;
    this.exam = exam;
    this.dialogue = dialogue;
    this.resume = resume;
  }

  isOver = () => this.dialogue.clear();

  /**
   * @param {string} name this tablet's answer
   * @param {Found} found
   * @returns {Promise<string>} "mine", "theirs", or "" when the choice was put off
   */
  choose(name, { title, there }) {
    const lines = [
      say("On the other tablet: {answer}", { answer: there }),
      say("On this tablet: {answer}", { answer: name }),
    ];
    return this.dialogue.ask(title, lines, [
      ["theirs", say("Use the other tablet's answer: {answer}", { answer: there })],
      ["mine", say("Use mine")],
    ]);
  }

  /**
   * @param {Entry} entry
   * @param {string} text the server's reply
   */
  async raise(entry, text) {
    if (this.#asking) return;
    const found = this.dialogue.read(text);
    // The choice must not be made on the page of another patient.
    if (entry.exam !== this.exam) {
      this.dialogue.leadThere(entry, found.title);
      return;
    }
    // Later answers to the same go with it: the last of them is this tablet's answer.
    const same = this.queue.aboutTheSamePaths(entry);
    this.#asking = true;
    const choice = await this.choose(saidHere(same) || entry.name, found).finally(() => {
      this.#asking = false;
    });
    if (!choice) {
      this.dialogue.putOff(found.title, () => this.raise(entry, text));
      return;
    }
    this.dialogue.clear();
    if (choice === "mine") await this.queue.amend(same, { seen: found.revision });
    else await this.queue.remove(same);
    await this.resume();
  }
}
