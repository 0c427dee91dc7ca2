// @ts-check
/* A banner or notice that appears or disappears above the rows must not move another row under the finger: the page
   scrolls with it, and is made longer if it is too short for that. */

import { find } from "./elements.js";

let before = 0;

/* On a page without rows, what follows the notices: a form that someone is about to tap. */
function top() {
  const content = find("answers") ?? document.querySelector("main > :not(#unsaved)");
  return content?.getBoundingClientRect().top ?? 0;
}

const moved = () => top() - before;

/** @param {number} distance */
const scroll = (distance) => scrollBy({ top: distance, behavior: "instant" });

function stay() {
  scroll(moved());
  const short = moved();
  const main = document.querySelector("main");
  if (short < 1 || !main) return;
  main.style.minHeight = `${main.offsetHeight + short}px`;
  scroll(short);
}

/**
 * Runs something that may move the rows, and keeps them in place on the screen.
 *
 * @param {() => void} act
 */
export function inPlace(act) {
  before = top();
  act();
  stay();
}

export function holdPlaceInSwaps() {
  document.addEventListener("htmx:before:swap", () => {
    before = top();
  });
  document.addEventListener("htmx:after:swap", stay);
}
