/* The last script: all others are there, so what waited is sent, and taps made before are made again. */

(() => {
  "use strict";
  const { begin, queue, send, show, copies } = window.dermyo;
  document.addEventListener("htmx:after:swap", () => {
    show();
    copies.soon();
  });
  document.addEventListener("DOMContentLoaded", () => {
    // Of itself htmx begins a moment later: a tap made again before would be posted as a plain form, the last one only.
    htmx.process(document.body);
    begin();
  });
  queue.begun.then(() => {
    show();
    return send();
  });
})();
