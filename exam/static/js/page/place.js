// @ts-check
/* What comes or goes above the rows, a banner or a notice, must not put another row under the finger: the page moves
with it, and is made longer where it is too short to. */

import { find } from "./elements.js";

let before = 0;

/* On a page without rows, what follows its notices: a form that someone is about to touch. */
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
 * Does something that may move the rows, and leaves them where they were.
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
