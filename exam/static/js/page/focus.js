// @ts-check
/* By keyboard, the focus stays where the work is: what has it may be disabled, hidden or gone after an answer. */

import { all, find } from "./elements.js";

const CONTROLS = "a[href], button, summary, input:not([type=hidden]), select, textarea";

const FOLDED = "details:not([open]) > :not(summary)";

/** @param {HTMLElement} control */
const canHaveFocus = (control) =>
  control.isConnected &&
  !control.matches(":disabled") &&
  !control.closest(FOLDED) &&
  control.getClientRects().length > 0;

/** @param {HTMLElement} before @returns {HTMLElement | undefined} the same control, if it was replaced by another */
const sameAgain = (before) => (before.id ? (find(before.id) ?? undefined) : undefined);

/** @param {HTMLElement} before @returns {HTMLElement | undefined} what opens the answers that it was among */
const opener = (before) => before.closest("details:not([open])")?.querySelector("summary") ?? undefined;

/**
 * Runs something that changes the page. If what had the focus can have it no longer, the focus goes to the same control
 * if there is one, else to what opens it, else to the nearest that follows, else to the nearest before.
 *
 * @param {() => Promise<void>} act
 */
export async function keepFocus(act) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  if (!before || before === document.body) return act();
  const controls = all(CONTROLS);
  const place = controls.indexOf(before);
  await act();
  const now = document.activeElement;
  if (canHaveFocus(before) || (now !== before && now !== document.body)) return;
  const others = [...controls.slice(place + 1), ...controls.slice(0, place).reverse()];
  const candidates = [sameAgain(before), opener(before), ...others];
  candidates.find((one) => one && canHaveFocus(one))?.focus({ preventScroll: true });
}
