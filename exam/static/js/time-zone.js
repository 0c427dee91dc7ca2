// @ts-check
/* Proposes the time zone of this browser, on the page of the clinic's settings and on that of the first account. */

import { say } from "./messages.js";

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** @param {HTMLSelectElement} choice @param {string} zone */
const offers = (choice, zone) => [...choice.options].some((option) => option.value === zone);

const choice = document.querySelector("select[name=time_zone]");
const button = document.getElementById("use-time-zone");
if (choice instanceof HTMLSelectElement && button && offers(choice, here) && choice.value !== here) {
  button.textContent = say("Use the time zone of this device: {zone}", { zone: here });
  button.hidden = false;
  button.addEventListener("click", () => {
    choice.value = here;
    button.hidden = true;
  });
}

const proposed = document.querySelector("input[name=time_zone]");
if (proposed instanceof HTMLInputElement) proposed.value = here;
