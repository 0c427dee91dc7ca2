/* Signing out empties what is kept on the tablet, and asks first when answers wait. */

(() => {
  "use strict";
  const { page, queue } = window.dermyo;
  const ANSWERS = [["send", "Send them first"], ["lose", "Sign out and lose them"], ["stay", "Stay"]];
  const EMPTIES = "They are on this tablet only. Signing out empties it.";

  function ask(left) {
    const number = left.filter((entry) => !entry.aside).length;
    // What was refused is not sent again.
    if (!number) return page.ask(`${page.counted(left.length)} not saved`, [EMPTIES], ANSWERS.slice(1));
    return page.ask(`${page.counted(number)} ${number === 1 ? "is" : "are"} waiting`, [EMPTIES], ANSWERS);
  }

  /* Whether nothing is left to lose, or the clinician chose to lose it. */
  async function mayForget() {
    // Another window may have added some.
    await queue.refresh();
    const left = queue.of(page.account);
    const choice = left.length ? await ask(left) : "lose";
    if (choice !== "send") return choice === "lose";
    await window.dermyo.send();
    return mayForget();
  }

  async function signOut(form) {
    const state = await window.dermyo.who();
    if (state === "offline") {
      return window.dermyo.tell("sign-out", page.element("p", "Still signed in: signing out needs the connection."));
    }
    await queue.begun;
    if (!(await mayForget())) return;
    await window.dermyo.copies.forget();
    form.submit();
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.action.endsWith("/account/sign-out")) return;
    event.preventDefault();
    signOut(event.target);
  });
})();
