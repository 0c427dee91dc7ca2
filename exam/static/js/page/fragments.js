// @ts-check
/* The server's replies as HTML: reading their text, and putting their fragments into the page. */

import { all, find } from "./elements.js";
import { page } from "./page.js";
import { renew } from "./pieces.js";

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

/** Older than the page: a later reply arrived first, and contained all of this. @param {HtmxSwapEvent} event */
const isOld = ({ detail }) =>
  detail.tasks.some(({ fragment }) => {
    const revision = fragment.querySelector("#save-state")?.getAttribute("data-revision");
    return revision && Number(revision) < page.revision();
  });

/** @param {HtmxSwapEvent} event */
function renewAlike({ detail: { tasks } }) {
  const others = tasks.filter(({ target, fragment }) => {
    const fresh = fragment.firstElementChild;
    return !(target instanceof Element && fresh && renew(target, fresh));
  });
  tasks.splice(0, tasks.length, ...others);
}

/** Asked when htmx has read a reply, so that it is read once. */
export function readReplies() {
  document.addEventListener("htmx:before:swap", (event) => {
    if (isOld(event)) event.preventDefault();
    else renewAlike(event);
  });
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

/** @param {string} text */
export const swap = (text) => keepFocus(() => htmx.swap({ sourceElement: document.body, swap: "none", text }));
