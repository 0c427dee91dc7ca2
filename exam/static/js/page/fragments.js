// @ts-check
/* The server's replies as HTML: reading their text, and putting their fragments into the page. */

import { all, find } from "./elements.js";
import { page } from "./page.js";
import { renew } from "./pieces.js";
import { keepPlace } from "./place.js";

/** @import { Found } from "../queue/conflict.js" */

/** @param {string} text */
function parsed(text) {
  const template = document.createElement("template");
  template.innerHTML = text;
  return template.content;
}

/** @param {string} text */
export const wordsOf = (text) => parsed(text).textContent.replace(/\s+/g, " ").trim();

/** The faults that a refusal lists, each a sentence; or else its words. @param {string} text */
export const faultsOf = (text) => wordsOf(parsed(text).querySelector("ul")?.innerHTML ?? text);

/**
 * @param {string} text
 * @returns {Found}
 */
export function readConflict(text) {
  const notice = parsed(text).querySelector("[data-conflict]");
  return {
    title: notice?.querySelector("strong")?.textContent.replace(/\.$/, "") ?? "",
    there: notice?.querySelector(".there")?.textContent ?? "",
    revision: Number(notice?.getAttribute("data-conflict")),
  };
}

/* By keyboard, the focus stays where the work is: what has it may be disabled, hidden or gone after an answer. */

const CONTROLS = "a[href], button, summary, input:not([type=hidden]), select, textarea";
const FOLDED = "details:not([open]) > :not(summary)";

/** @param {HTMLElement} control */
const canHaveFocus = (control) =>
  control.isConnected &&
  !control.matches(":disabled") &&
  !control.closest(FOLDED) &&
  control.getClientRects().length > 0;

/**
 * Runs something that changes the page. If what had the focus can have it no longer, the focus goes to the same control
 * if there is one, else to what opens it, else to the nearest that follows, else to the nearest before.
 *
 * @param {() => Promise<void>} act
 */
async function keepFocus(act) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  if (!before || before === document.body) return act();
  // It stays where that was, also if it is removed.
  const place = document.createRange();
  place.selectNode(before);
  await act();
  const now = document.activeElement;
  if (canHaveFocus(before) || (now !== before && now !== document.body)) return;
  const opener = /** @type {HTMLElement | null} */ (before.closest(FOLDED)?.parentElement?.firstElementChild ?? null);
  const controls = all(CONTROLS);
  const ahead = controls.filter((one) => place.comparePoint(one, 0) < 0);
  const others = [...controls.slice(ahead.length), ...ahead.reverse()];
  const next = [find(before.id), opener, ...others].find((one) => one && canHaveFocus(one));
  next?.focus({ preventScroll: true });
}

/** Older than the page: a later reply arrived first, and contained all of this. @param {DocumentFragment} reply */
function isOld(reply) {
  const revision = reply.querySelector("#save-state")?.getAttribute("data-revision");
  return Boolean(revision) && Number(revision) < page.revision();
}

/** @param {DocumentFragment} reply */
async function draw(reply) {
  const others = [...reply.children].filter((fresh) => !renew(find(fresh.id), fresh));
  const text = others.map(({ outerHTML }) => outerHTML).join("");
  if (text) await htmx.swap({ sourceElement: document.body, swap: "none", text });
}

/**
 * Puts the pieces of a reply into the page, in which the focus and the rows keep their places.
 *
 * @param {string} text
 */
export async function swap(text) {
  const reply = parsed(text);
  if (isOld(reply)) return;
  await keepFocus(() => keepPlace(() => draw(reply)));
  document.dispatchEvent(new Event("dermyo:drawn"));
}
