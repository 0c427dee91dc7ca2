// @ts-check
/* Notices to the clinician, in #unsaved: sign in, choose, or something was refused. */

import { element, find } from "./elements.js";
import { inPlace } from "./place.js";

function box() {
  const found = find("unsaved");
  if (found) return found;
  const made = element("div", "", { id: "unsaved", className: "unsaved", role: "alert" });
  document.querySelector("main")?.prepend(made);
  return made;
}

/**
 * Shows a notice, replacing the last one of the same subject; without nodes, only removes it.
 *
 * @param {string} subject
 * @param {...(Node | string)} nodes
 */
export function notify(subject, ...nodes) {
  const shown = document.querySelector(`#unsaved > [data-subject="${subject}"]`);
  if (!nodes.length && !shown) return;
  const notice = element("div", "");
  notice.dataset.subject = subject;
  notice.append(...nodes);
  // It would not be seen behind the patient's editor.
  if (nodes.length) /** @type {HTMLDialogElement | null} */ (document.querySelector(".patient-dialog"))?.close();
  if (shown?.textContent === notice.textContent) return;
  inPlace(() => {
    if (!nodes.length) shown?.remove();
    else if (shown) shown.replaceWith(notice);
    else box().append(notice);
  });
}
