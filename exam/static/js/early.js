// @ts-check
/* The first script, and no module, so that it is there before the first button: a tap that comes before the others are
ready is noted and made again then. As plain forms, of several taps at once only the last would arrive. */

(() => {
  // A copy, or a page from the browser's memory, may be one that was locked: it is hidden before it is seen.
  try {
    const lock = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=dermyo-lock]"));
    const { opening = "", locked } = lock?.dataset ?? { locked: "" };
    const last = localStorage.getItem("dermyo-locked");
    const isOld = Date.now() - Number(localStorage.getItem("dermyo-used")) >= Number(lock?.content) * 60_000;
    if (locked === undefined && (opening ? opening === last : last || isOld))
      document.documentElement.dataset.locked = "";
  } catch {
    // A browser that keeps nothing.
  }

  /** @type {(() => void)[]} */
  const noted = [];

  /** @param {SubmitEvent} event */
  function note(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const submitter = event.submitter;
    if (!form.hasAttribute("hx-post") && !submitter?.hasAttribute("hx-post")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    noted.push(() => (submitter ? submitter.click() : form.requestSubmit()));
  }

  function repeat(most = noted.length) {
    document.removeEventListener("submit", note, true);
    for (const again of noted.splice(0).slice(0, most)) again();
  }

  document.addEventListener("submit", note, true);
  document.addEventListener("dermyo:ready", () => repeat());
  // If the others never load, the page works with plain forms, one at a time.
  window.addEventListener("load", () => repeat(1));
})();
