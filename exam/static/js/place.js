/* A banner that comes or goes above must not put another row under the finger: the page moves with it. */

(() => {
  "use strict";
  const top = () => document.getElementById("answers")?.getBoundingClientRect().top || 0;
  let before = 0;

  document.addEventListener("htmx:before:swap", () => {
    before = top();
  });
  document.addEventListener("htmx:after:swap", () => scrollBy({ top: top() - before, behavior: "instant" }));
})();
