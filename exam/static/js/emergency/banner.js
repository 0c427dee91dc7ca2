// @ts-check
/* The banner of an emergency that a waiting answer raises by itself, above the server's and like it. It is loaded after
   the page, and kept with the copies for when there is no connection. */

import { say, sayCount } from "../messages.js";
import { all, element, find } from "../page/elements.js";
import { countBanners, inPlace } from "../page/place.js";
import { emergencies, notYetSaved } from "./signs.js";

/** @import { Entries } from "../queue/entries.js" */
/** @import { Problem } from "../queue/replies.js" */
/** @import { Server } from "../server.js" */
/** @import { Alert, Signs } from "./signs.js" */

const SHELL = "dermyo-shell";
const SIGNS = "/emergency-signs";
const LATE = 3000; // milliseconds until an answer that is still being sent counts as waiting

const isKeeping = "caches" in window;

/** @returns {Promise<Signs | undefined>} as they were when the server was last reached */
async function keptSigns() {
  const kept = isKeeping ? await caches.match(SIGNS, { cacheName: SHELL }) : undefined;
  return kept?.json();
}

/** @returns {HTMLElement | null} */
const shown = () => document.querySelector("#alerts > [data-unsaved]");

/** The alerts that the server's banner names. */
const saidByServer = () =>
  all("#alerts > :not([data-unsaved]) strong").map(({ textContent }) => textContent.replace(/\.$/, ""));

/**
 * @param {Signs} signs
 * @param {Alert[]} alerts
 * @param {string} why it is not saved
 */
function bannerOf({ word, icon }, alerts, why) {
  const summary = element("summary", "");
  summary.innerHTML = icon;
  const words = element("span", "", { className: "banner-words" });
  words.append(element("strong", `${word}: ${alerts[0]?.label}`), " ");
  if (alerts.length > 1)
    words.append(
      element("span", sayCount("and {number} more", "and {number} more", alerts.length - 1), { className: "nowrap" }),
      " ",
    );
  words.append(element("span", why, { className: "banner-unsaved" }));
  summary.append(words, element("span", say("What to do"), { className: "banner-more" }));
  const details = element("details", "");
  details.append(summary, ...alerts.map((alert) => paragraphOf(word, alert)));
  const banner = element("section", "", { className: "banner", role: "alert", ariaLabel: word });
  banner.dataset.unsaved = "";
  banner.append(details);
  return banner;
}

/** @param {string} word @param {Alert} alert */
function paragraphOf(word, { label, action }) {
  const paragraph = element("p", "");
  paragraph.append(element("strong", `${word}: ${label}.`), ` ${action}`);
  return paragraph;
}

/** @param {HTMLElement | null} banner null for none */
function replaceWith(banner) {
  const before = shown();
  if (before?.textContent === (banner?.textContent ?? undefined)) return;
  const details = banner?.querySelector("details");
  if (details) details.open = before?.querySelector("details")?.open ?? false;
  inPlace(() => {
    before?.remove();
    if (banner) find("alerts")?.prepend(banner);
    countBanners();
  });
}

export class Emergency {
  /** @type {Signs | undefined} */
  #signs;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Server} server
   * @param {() => { entries: Entries, state: Problem | "conflict" }} now what waits of the examination on the page, and
   *   why nothing is sent
   */
  constructor(server, now) {
    this.server = server;
    this.now = now;
  }

  /** Fetches the signs, also for when there is no connection. */
  load = async () => {
    const response = await this.server.reach(SIGNS);
    if (!response?.ok) return;
    const copy = response.clone();
    /** @type {Signs | undefined} */
    const signs = await response.json().catch(() => undefined);
    // Another server may have answered, such as that of a public Wi-Fi.
    if (!signs?.signs) return;
    this.#signs = signs;
    if (isKeeping) await (await caches.open(SHELL)).put(SIGNS, copy);
  };

  show = async () => {
    this.#signs ??= await keptSigns();
    if (!this.#signs) await this.load();
    clearTimeout(this.#timer);
    const { entries, state } = this.now();
    const isHeldUp = state !== "" || entries.some(({ at }) => Date.now() - Date.parse(at) >= LATE);
    if (entries.length && !isHeldUp) this.#timer = setTimeout(this.show, LATE);
    const said = saidByServer();
    const raised = this.#signs && isHeldUp ? emergencies(this.#signs, entries) : [];
    const alerts = raised.filter(({ label }) => !said.includes(`${this.#signs?.word}: ${label}`));
    replaceWith(this.#signs && alerts.length ? bannerOf(this.#signs, alerts, notYetSaved(state)) : null);
  };
}
