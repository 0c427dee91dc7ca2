/* Signing out empties what is kept on the tablet, and asks first when answers wait. */

(() => {
  "use strict";
  const { page, queue } = window.dermyo;
  const ANSWERS = [["send", "Send them first"], ["lose", "Sign out and lose them"], ["stay", "Stay"]];

  function ask(number) {
    const title = `${page.counted(number)} ${number === 1 ? "is" : "are"} waiting`;
    return page.ask(title, ["They are on this tablet only. Signing out empties it."], ANSWERS);
  }

  /* Whether nothing is left to lose, or the clinician chose to lose it. */
  async function mayForget() {
    const left = queue.of(page.account).length;
    const choice = left ? await ask(left) : "lose";
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
