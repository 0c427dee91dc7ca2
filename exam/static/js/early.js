/* The first script, there before the first button: a tap that comes before the others are ready is noted and made again
then. As plain forms, of several taps at once only the last would arrive. */

(() => {
  "use strict";
  const noted = [];

  function note(event) {
    const { target: form, submitter } = event;
    if (!form.hasAttribute("hx-post") && !submitter?.hasAttribute("hx-post")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    noted.push(() => (submitter ? submitter.click() : form.requestSubmit()));
  }

  function begin(most = noted.length) {
    document.removeEventListener("submit", note, true);
    for (const again of noted.splice(0).slice(0, most)) again();
  }

  document.addEventListener("submit", note, true);
  // When the others never came, the page is a plain one, and posts one form at a time.
  window.addEventListener("load", () => begin(1));
  window.dermyo = { begin };
})();
