/* What is typed is saved by a button. Whoever goes on without it is stopped once: text that nobody saved is not lost
unseen, and no note is signed without the words that stand below it. */

(() => {
  "use strict";
  const typed = new Set();

  function button(name, act) {
    const made = document.createElement("button");
    made.className = "button";
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", act);
    return made;
  }

  function stop(event, goOn) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const box = document.getElementById("unsaved");
    const [form] = typed;
    const words = document.createElement("p");
    words.textContent = "Not saved yet: what you typed.";
    const save = button("Save it", () => {
      box.replaceChildren();
      form.requestSubmit();
    });
    const leave = button("Leave it", () => {
      typed.clear();
      goOn();
    });
    box.replaceChildren(words, save, " ", leave);
  }

  document.addEventListener("input", ({ target }) => {
    if (target.matches("textarea")) typed.add(target.form);
  });

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (typed.delete(form) || !typed.size || form.hasAttribute("hx-post")) return;
      stop(event, () => form.requestSubmit());
    },
    true,
  );

  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest("a[href]");
      if (!link || !typed.size || link.getAttribute("href").startsWith("#")) return;
      stop(event, () => location.assign(link.href));
    },
    true,
  );

  window.addEventListener("beforeunload", (event) => {
    if (typed.size) event.preventDefault();
  });
})();
