// @ts-check
/* A link to something in a fold opens the fold. Not every browser does that by itself, and none opens one whose own
   line is the place. */

import { find } from "./elements.js";

/** @param {string} hash */
function open(hash) {
  const place = find(decodeURIComponent(hash.slice(1)));
  let fold = place?.closest("details");
  if (!place || !fold) return;
  while (fold) {
    fold.open = true;
    fold = fold.parentElement?.closest("details");
  }
  place.scrollIntoView();
}

// The same link again is no new address.
document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("a[href^='#']");
  if (link) open(/** @type {HTMLAnchorElement} */ (link).hash);
});
window.addEventListener("hashchange", () => open(location.hash));
open(location.hash);
