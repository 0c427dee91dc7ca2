// @ts-check
/* The leg chart is a second way to tap the buttons of the list: a tap on an area taps them, so that saving, waiting and
   undo are the same. What the chart shows is read from the list, with waiting answers marked as such. */

import { choiceOf } from "../waiting.js";
import { chosenOf, SENSORY_TESTS, stateOf, tapped, worstOf } from "./areas.js";

/** @import { Level, ListButton, State } from "./areas.js" */

/** @typedef {ListButton & { tap: () => void }} TapButton */
/** @typedef {DOMStringMap} Area its data: name and part */

/**
 * What a chart is of: the buttons of an area, what it shows, and those that a tap on it stands for.
 *
 * @typedef {object} Kind
 * @property {(area: Area) => TapButton[]} buttons
 * @property {(area: Area) => string} state
 * @property {(area: Area) => TapButton[]} tapped
 * @property {string} openFrom the screens on which it starts open
 */

const LISTS = { pain: "pain_sites", tingling: "paraesthesia_sites" };
/** @type {Record<string, Level>} */
const LEVELS = { "is-severe": "absent", "is-mild": "altered", "is-normal": "normal", "is-not_tested": "not_tested" };
/** @type {Record<State, string>} */
const LETTERS = { absent: "X", altered: "A", not_tested: "NT", not_examined: "", normal: "N" };

/** @param {HTMLButtonElement} button @returns {TapButton} */
function tapButton(button) {
  const level = Object.keys(LEVELS).find((one) => button.classList.contains(one));
  const { answer, pressed, waits } = choiceOf(button);
  return {
    answer,
    pressed,
    waits,
    level: level ? LEVELS[level] : undefined,
    tap: () => button.click(),
  };
}

class LegChart {
  // The chosen value of each tool, by the name that the page gives it.
  /** @type {Record<string, string>} */
  #tool = { look: "light_touch", grade: "1", reported: "pain" };

  /** @param {HTMLDetailsElement} pad @param {HTMLElement} list */
  constructor(pad, list) {
    this.pad = pad;
    this.list = list;
    this.kind = pad.dataset.kind === "sites" ? this.#sites : this.#findings;
  }

  start() {
    this.pad.addEventListener("click", this.#onClick);
    // The list also changes by its own buttons, by undo, and by answers from another tablet.
    const changes = { subtree: true, childList: true, attributeFilter: ["aria-pressed", "data-waits"] };
    new MutationObserver(() => this.#draw()).observe(this.list, changes);
    this.pad.classList.add("has-script");
    this.pad.querySelector(".leg-tools")?.removeAttribute("hidden");
    if (matchMedia(this.kind.openFrom).matches) this.pad.open = true;
    // The list says the same in words, a tap away, unless the address leads to one of its rows.
    const words = /** @type {HTMLDetailsElement | null} */ (document.getElementById("all-sites"));
    if (words && !words.querySelector(":target")) words.open = false;
  }

  /** @param {string} path @returns {TapButton[]} */
  #buttonsOf(path) {
    const found = this.list.querySelectorAll(`button[name="${path}"]`);
    return [...found].map((button) => tapButton(/** @type {HTMLButtonElement} */ (button)));
  }

  /** @param {Area} area @param {string} test */
  #ofTest = ({ name, part }, test) => this.#buttonsOf(`findings.${test}.${name}.${part}`);

  /** @param {Area} area @param {string} list */
  #ofSite = ({ name, part }, list) =>
    this.#buttonsOf(`presentation.${list}.${part}`).filter(({ answer }) => answer === `+${name}`);

  /** @type {Kind} */
  #findings = {
    buttons: (area) => SENSORY_TESTS.flatMap((test) => this.#ofTest(area, test)),
    state: (area) => worstOf(SENSORY_TESTS.map((test) => stateOf(this.#ofTest(area, test)))),
    tapped: (area) => {
      const { look = "", grade = "" } = this.#tool;
      const tests = look === "both" ? SENSORY_TESTS : [look];
      return tapped(
        tests.map((test) => this.#ofTest(area, test)),
        grade,
      );
    },
    // Sensation is examined row by row, and the chart must leave room for the rows.
    openFrom: "(min-width: 66rem)",
  };

  /** @type {Kind} */
  #sites = {
    buttons: (area) => Object.values(LISTS).flatMap((list) => this.#ofSite(area, list)),
    state: (area) => {
      const marked = Object.entries(LISTS).filter(([, list]) => chosenOf(this.#ofSite(area, list)));
      return marked.map(([symptom]) => symptom).join(" ");
    },
    tapped: (area) => this.#ofSite(area, this.#tool.reported === "tingling" ? LISTS.tingling : LISTS.pain),
    // Where it hurts is reported by pointing.
    openFrom: "(min-width: 44rem)",
  };

  #draw() {
    for (const one of this.pad.querySelectorAll("[data-name]")) {
      const area = /** @type {HTMLElement} */ (one);
      const buttons = this.kind.buttons(area.dataset);
      const isLate = buttons.some(({ waits }) => waits);
      if (buttons.length) this.#show(area, this.kind.state(area.dataset), isLate);
    }
  }

  /** @param {HTMLElement} area @param {string} state @param {boolean} isLate */
  #show(area, state, isLate) {
    area.dataset.state = state;
    area.toggleAttribute("data-late", isLate);
    const isEmpty = !state || state === "not_examined";
    const shape = area.matches(".leg-areas a") ? area.querySelector("path") : null;
    shape?.setAttribute("fill", isEmpty ? "transparent" : `url(#leg-${state.replace(" ", "-")})`);
    for (const one of area.querySelectorAll("[data-look]")) {
      const half = /** @type {HTMLElement} */ (one);
      const felt = stateOf(this.#ofTest(area.dataset, half.dataset.look ?? ""));
      half.dataset.state = felt;
      const letter = half.querySelector("text");
      if (letter) letter.textContent = LETTERS[felt];
    }
  }

  /** @param {HTMLElement} choice */
  #choose({ dataset }) {
    const { tool = "", value = "" } = dataset;
    this.#tool[tool] = value;
    for (const one of this.pad.querySelectorAll(`[data-tool="${tool}"]`)) {
      one.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (one).dataset.value === value));
    }
    const views = /** @type {HTMLElement | null} */ (this.pad.querySelector(".leg-views"));
    if (tool === "view" && views) views.dataset.view = value;
  }

  #onClick = (/** @type {MouseEvent} */ event) => {
    const target = /** @type {Element} */ (event.target);
    const choice = /** @type {HTMLElement | null} */ (target.closest("[data-tool]"));
    if (choice) {
      this.#choose(choice);
      return;
    }
    const area = /** @type {HTMLElement | null} */ (target.closest(".leg-area"));
    // An area that this step does not ask for leads to the step that does.
    if (!area || !this.kind.buttons(area.dataset).length) return;
    event.preventDefault();
    for (const button of this.kind.tapped(area.dataset)) button.tap();
  };
}

const pad = /** @type {HTMLDetailsElement | null} */ (document.getElementById("leg-chart"));
const list = document.getElementById("answers");
if (pad && list) new LegChart(pad, list).start();
