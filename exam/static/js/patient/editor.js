// @ts-check
/* The patient's editor over the page that it is opened on. Loaded by the first tap on the patient. */

import { sending } from "../main.js";
import { say } from "../messages.js";
import { element } from "../page/elements.js";
import { notify } from "../page/notices.js";

const NEEDS_CONNECTION = say("The patient can be changed once there is a connection.");

/**
 * Opens it, or its page where this cannot be shown here.
 *
 * @param {HTMLAnchorElement} link
 */
export async function openEditor(link) {
  // What was tapped before is part of what the editor shows.
  await sending.sendFirst();
  const response = await fetch(link.href, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!response) {
    notify("patient", element("p", NEEDS_CONNECTION));
    return;
  }
  const text = await response.text();
  if (response.ok && text.includes("patient-editor")) show(text);
  else location.assign(link.href);
}

/** @param {string} text */
function show(text) {
  notify("patient");
  const dialog = element("dialog", "", { className: "ask patient-dialog" });
  dialog.setAttribute("aria-labelledby", "patient-title");
  dialog.innerHTML = text;
  const close = element("button", say("Done"), { type: "button", className: "button button-primary" });
  close.addEventListener("click", () => dialog.close());
  const head = element("div", "", { className: "patient-dialog-head" });
  head.append(element("h2", say("Patient"), { id: "patient-title" }), close);
  dialog.prepend(head);
  dialog.addEventListener("close", () => dialog.remove());
  const href = /** @type {HTMLElement | null} */ (dialog.querySelector("[data-style]"))?.dataset.style ?? "";
  dialog.prepend(element("link", "", { rel: "stylesheet", href }));
  document.querySelector("main")?.append(dialog);
  htmx.process(dialog);
  dialog.showModal();
}
