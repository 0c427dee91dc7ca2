/* What comes or goes above the rows, a banner or a notice, must not put another row under the finger: the page moves
with it, and is made longer where it is too short to. */

(() => {
  "use strict";
  const top = () => document.getElementById("answers")?.getBoundingClientRect().top || 0;
  let before = 0;

  function stay() {
    const moved = () => top() - before;
    scrollBy({ top: moved(), behavior: "instant" });
    const short = moved();
    if (short < 1) return;
    const main = document.querySelector("main");
    main.style.minHeight = `${main.offsetHeight + short}px`;
    scrollBy({ top: short, behavior: "instant" });
  }

  /* Does something that may move the rows, and leaves them where they were. */
  function inPlace(act) {
    before = top();
    act();
    stay();
  }

  document.addEventListener("htmx:before:swap", () => {
    before = top();
  });
  document.addEventListener("htmx:after:swap", stay);

  window.dermyo.inPlace = inPlace;
})();
