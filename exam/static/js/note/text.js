// @ts-check
/* The page of a text: one tap selects and copies all of it. */

import { find } from "../page/elements.js";
import { copySelected } from "./clipboard.js";
import { COPIED_ALL, SELECT_BY_HAND } from "./words.js";

const field = /** @type {HTMLTextAreaElement} */ (find("text"));
const button = /** @type {HTMLButtonElement} */ (find("copy-text"));
const said = /** @type {HTMLElement} */ (find("copied"));
button.hidden = false;
button.addEventListener("click", () => {
  try {
    copySelected(field);
    said.textContent = COPIED_ALL;
  } catch {
    field.focus();
    said.textContent = SELECT_BY_HAND;
  }
});
