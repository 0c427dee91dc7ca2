// @ts-check
/* The buttons that ask for a passkey: shown where the browser knows passkeys, each puts the answer into its form and
   sends it. Without this script there is the password. */

import { all, element } from "../page/elements.js";
import { NOT_REACHED, UNKNOWN_HERE } from "./answers.js";
import { answerTo, askedBy, inWords, Refused } from "./asking.js";

/** @import { Asked } from "./answers.js" */

const PATIENCE = 15_000; // milliseconds

/** What the page, or the server, asks of the browser. @param {HTMLElement} box @param {HTMLFormElement} form */
async function askedIn(box, form) {
  const here = box.querySelector("script[type='application/json']");
  if (here) return /** @type {Asked} */ (JSON.parse(here.textContent ?? ""));
  const body = new URLSearchParams({ csrf_token: String(new FormData(form).get("csrf_token")) });
  const how = { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) };
  const response = await fetch(box.dataset.asks ?? "", how).catch(() => null);
  if (!response) throw new Refused(NOT_REACHED);
  return askedBy(response);
}

/** The passkey stands in for the password; the rest of the form must be right. @param {HTMLFormElement} form */
function isFilled(form) {
  const password = form.querySelector("input[name='own_password']");
  if (!(password instanceof HTMLInputElement)) return form.reportValidity();
  password.required = false;
  const filled = form.reportValidity();
  password.required = true;
  return filled;
}

/** @param {HTMLFormElement} form */
function send(form) {
  const password = form.querySelector("input[name='own_password']");
  if (password instanceof HTMLInputElement) password.required = false;
  const sends = form.querySelector("button:not([type='button'])");
  form.requestSubmit(sends instanceof HTMLButtonElement ? sends : null);
}

/** @param {HTMLElement} box */
function offer(box) {
  const form = box.closest("form");
  const button = box.querySelector("button");
  const answer = box.querySelector("input");
  const fault = box.querySelector(".fault");
  if (!form || !button || !answer || !fault) return;
  box.hidden = false;
  button.addEventListener("click", async () => {
    fault.textContent = "";
    if (!isFilled(form)) return;
    button.disabled = true;
    try {
      answer.value = await answerTo(await askedIn(box, form));
      send(form);
    } catch (refused) {
      fault.textContent = inWords(refused);
    }
    button.disabled = false;
  });
}

if (window.PublicKeyCredential) {
  for (const box of all("[data-passkey]")) offer(box);
} else {
  for (const form of all("[data-passkeys-only]")) form.replaceWith(element("p", UNKNOWN_HERE));
}
