// @ts-check
/* "Print" on a sheet: the browser prints the page, without the bar above it. */

import { find } from "../page/elements.js";

const button = find("print-sheet");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
