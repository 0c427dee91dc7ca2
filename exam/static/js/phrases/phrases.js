// @ts-check
/* Ready phrases: a tap inserts one at the cursor, and saves nothing; another adds what was typed as a phrase. */

import { server } from "../main.js";
import { say } from "../messages.js";
import { swap, wordsOf } from "../page/fragments.js";
import { page } from "../page/page.js";
import { inserted } from "./insert.js";

const NOT_ADDED = say("Not added: there is no connection.");

/** Fields with a cursor that the clinician set; in any other the phrase comes last. @type {WeakSet<EventTarget>} */
const entered = new WeakSet();

/** @param {HTMLButtonElement} button @param {string} path */
const fieldOf = (button, path) => /** @type {HTMLTextAreaElement} */ (button.form?.elements.namedItem(path));

/** @param {HTMLButtonElement} button @param {string} words */
function tell(button, words) {
  const said = button.closest(".phrases")?.querySelector("[data-said]");
  if (said) said.textContent = words;
}

/** @param {HTMLButtonElement} button @param {string} path */
function insert(button, path) {
  const field = fieldOf(button, path);
  const { length } = field.value;
  const [start, end] = entered.has(field) ? [field.selectionStart, field.selectionEnd] : [length, length];
  const text = inserted(field.value, start, end, button.textContent.trim());
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  tell(button, say("Inserted; not saved yet."));
}

/** @param {HTMLButtonElement} button @param {string} path */
async function keep(button, path) {
  const body = new URLSearchParams({ kind: button.value, text: fieldOf(button, path).value });
  const response = await server.reach("/account/phrases", {
    method: "POST",
    body,
    headers: { "X-CSRFToken": page.token },
  });
  const text = (await response?.text().catch(() => "")) ?? "";
  if (response?.ok) await swap(text);
  tell(button, response?.ok ? say("Added to your phrases.") : wordsOf(text) || NOT_ADDED);
}

document.addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLTextAreaElement) entered.add(target);
});
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  const { phrase, keep: kept } = button?.dataset ?? {};
  if (!button || !(phrase || kept)) return;
  event.preventDefault();
  if (phrase) insert(button, phrase);
  else if (kept) void keep(button, kept);
});
