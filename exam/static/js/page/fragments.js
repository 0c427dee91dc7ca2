// @ts-check
/* The server's replies as HTML: reading their text, and putting their fragments into the page. */

import { keepFocus } from "./focus.js";
import { page } from "./page.js";

/** @import { Found } from "../queue/conflict.js" */

/** @param {string} text */
function parsed(text) {
  const template = document.createElement("template");
  template.innerHTML = text;
  return template.content;
}

/** @param {string} text */
export const wordsOf = (text) => parsed(text).textContent.replace(/\s+/g, " ").trim();

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

/**
 * Older than the page: a later reply arrived first, and contained all of this.
 *
 * @param {string} text
 */
function isOld(text) {
  const state = parsed(text).querySelector("#save-state");
  return state !== null && Number(state.getAttribute("data-revision")) < page.revision();
}

/**
 * @param {string} text
 * @param {Element | null} [tapped] the button that it replies to
 */
export async function swap(text, tapped) {
  if (isOld(text)) return;
  const more = /** @type {HTMLDetailsElement | null | undefined} */ (tapped?.closest(".more"));
  await keepFocus(() => htmx.swap({ sourceElement: document.body, swap: "none", text }));
  // An answer behind the dots closes them; the focus stays on them.
  if (more && !more.open) more.querySelector("summary")?.focus({ preventScroll: true });
}
