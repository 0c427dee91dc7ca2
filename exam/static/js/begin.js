/* The last script: all others are there, so what waited is sent, and taps made before are made again. */

(() => {
  "use strict";
  const { begin, queue, send, show, copies } = window.dermyo;
  document.addEventListener("htmx:after:swap", () => {
    show();
    copies.soon();
  });
  document.addEventListener("DOMContentLoaded", () => begin());
  queue.begun.then(() => {
    show();
    return send();
  });
})();
