// @ts-check
/* The browser's own print of a sheet, with what was typed on it. */

import { find } from "../page/elements.js";

const button = find("print-page");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
