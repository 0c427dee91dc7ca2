// @ts-check
/* Signing out deletes what is stored on the tablet, and asks first if answers are waiting. */

import { forget } from "../copies.js";
import { forgetWhoIsSignedIn } from "../lock/left.js";
import { queue, sending, server } from "../main.js";
import { say } from "../messages.js";
import { ask, element } from "../page/elements.js";
import { notify } from "../page/notices.js";
import { page } from "../page/page.js";
import { askBeforeSigningOut } from "./question.js";

const STILL_SIGNED_IN = say("You are still signed in: signing out needs a connection.");

/** @param {HTMLFormElement} form */
async function signOut(form) {
  if ((await server.problem()) === "offline") {
    notify("sign-out", element("p", STILL_SIGNED_IN));
    return;
  }
  await queue.ready;
  if (!(await mayForget())) return;
  forgetWhoIsSignedIn(() => localStorage);
  await forget(queue);
  form.submit();
}

/**
 * Whether nothing is left to lose, or the clinician chose to discard it.
 *
 * @returns {Promise<boolean>}
 */
async function mayForget() {
  // Another window may have added some.
  await queue.refresh();
  const refused = queue.refused(page.account).length;
  const unsent = queue.ofAccount(page.account).length - refused;
  if (!refused && !unsent) return true;
  const { title, lines, answers } = askBeforeSigningOut(unsent, refused, sending.state === "locked");
  const choice = await ask(title, lines, answers);
  if (choice !== "send") return choice === "discard";
  await sending.sendFirst();
  return mayForget();
}

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.action.endsWith("/account/sign-out")) return;
  event.preventDefault();
  void signOut(form);
});
