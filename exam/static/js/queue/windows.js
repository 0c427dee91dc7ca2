// @ts-check
/* The windows of one browser share its queue: each tells the others when it adds to it, so that they know whether they
   know all of it. */

/** @typedef {Pick<BroadcastChannel, "postMessage" | "close" | "onmessage">} Channel */

export class Windows {
  /** How often something may have been added elsewhere: the same number as before, and nothing was. */
  doubts = 0;
  /** @type {Channel | undefined} */
  #channel;
  #make;

  /** @param {() => Channel} make */
  constructor(make) {
    this.#make = make;
    this.open();
  }

  /** Again, when the browser shows a page that it kept: that heard nothing meanwhile. */
  open = () => {
    if (this.#channel) return;
    this.#channel = this.#make();
    this.#channel.onmessage = this.doubt;
    this.doubt();
  };

  /** A page that listens is not kept for Back by every browser. */
  close = () => {
    this.#channel?.close();
    this.#channel = undefined;
  };

  doubt = () => {
    this.doubts += 1;
  };

  tell = () => this.#channel?.postMessage("");
}
