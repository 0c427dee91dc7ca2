// @ts-check
/* A banner or notice that appears or disappears above the rows must not move another row under the finger: the page
   scrolls with it, and is made longer if it is too short for that. */

import { all, find } from "./elements.js";

let before = 0;

/* On a page without rows, what follows the notices: a form that someone is about to tap. */
function top() {
  const content = find("answers") ?? document.querySelector("main > :not(#unsaved)");
  return content?.getBoundingClientRect().top ?? 0;
}

/** The style sheets need their number at the root: what sticks to the top stands below them. */
export function countBanners() {
  const number = all("#alerts > .banner").length;
  document.documentElement.classList.toggle("has-banner", number > 0);
  document.documentElement.classList.toggle("has-banners", number > 1);
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

/**
 * The same with what a reply brings, which may be banners.
 *
 * @param {() => Promise<void>} act
 */
export async function keepPlace(act) {
  before = top();
  await act();
  countBanners();
  stay();
}

/* A tablet that is turned shows the row that was in view, not what now lies as many pixels down. */

const ROWS = ".row, .question, .site-row, .choice, .card, .alert, .study, main h2, main p, main li, main tr, .field";
const SETTLED = 250; // milliseconds after the last scroll or answer
// Rows begin below what sticks to the top, as the head of their group.
const BELOW_HEADS = 48;

/** @type {HTMLElement | undefined} */
let inView;
/** How far its top is from where reading begins. */
let offset = 0;
let width = innerWidth;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

const readingBegins = () => parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;

/**
 * Of rows side by side it is the first: on a narrower screen the others come below it.
 *
 * @param {number} at
 * @returns {HTMLElement | undefined} the innermost row at this height, or the first below it
 */
function rowAt(at) {
  const rows = all(ROWS).map((row) => ({ row, box: row.getBoundingClientRect() }));
  const shown = rows.filter(({ box }) => box.height > 0 && box.bottom > at);
  const over = shown.filter(({ box }) => box.top <= at);
  const found = over.reduce((best, one) => (isBetter(one, best) ? one : best), over[0] ?? shown[0]);
  return found?.row;
}

/** @typedef {{ row: HTMLElement, box: DOMRect }} Shown */

/** @param {Shown} one @param {Shown | undefined} than */
const isBetter = (one, than) => !than || than.row.contains(one.row) || one.box.top > than.box.top + 1;

function note() {
  const begins = readingBegins();
  // At the very top it is the top that stays.
  inView = scrollY > 0 ? rowAt(begins + BELOW_HEADS) : undefined;
  offset = inView ? inView.getBoundingClientRect().top - begins : 0;
}

function noteSoon() {
  clearTimeout(timer);
  timer = setTimeout(note, SETTLED);
}

function turned() {
  // A keyboard that opens, and the bars of a browser, change the height alone.
  if (innerWidth === width) return;
  width = innerWidth;
  clearTimeout(timer);
  if (!inView?.isConnected) return;
  scrollBy({ top: inView.getBoundingClientRect().top - readingBegins() - offset, behavior: "instant" });
}

export function holdPlaceWhenTurned() {
  addEventListener("scroll", noteSoon, { passive: true });
  document.addEventListener("dermyo:drawn", noteSoon);
  addEventListener("resize", turned);
}
