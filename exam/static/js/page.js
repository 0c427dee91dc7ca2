/* What the scripts read off the page: who is signed in, which examination and step it shows, and how new it is. */

(() => {
  "use strict";
  const find = (id) => document.getElementById(id);
  const [, exam, step] = /^\/exams\/([0-9a-f]{32})\/([a-z-]+)$/.exec(location.pathname) || [];
  const copied = find("copied-at");

  const page = {
    account: document.querySelector("meta[name=dermyo-account]")?.content || "",
    exam,
    step,
    isCopy: Boolean(copied),
    token: copied ? "" : JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRFToken"],
    find,
    revision: () => Number(find("save-state")?.dataset.revision || 0),

    // What waits may be of another patient than the one on the page.
    whereIs: (entry) => (entry.exam === page.exam ? "" : "In another examination: "),

    counted: (number) => (number === 1 ? "1 answer" : `${number} answers`),

    element(tag, text, given = {}) {
      const made = Object.assign(document.createElement(tag), given);
      made.textContent = text;
      return made;
    },

    button(text, act) {
      const made = page.element("button", text, { type: "button", className: "button" });
      made.addEventListener("click", act);
      return made;
    },

    /* A question over the page; resolves to the answer's key, or to nothing when it was put off. */
    ask(title, lines, answers) {
      const dialog = page.element("dialog", "", { className: "ask" });
      dialog.setAttribute("aria-labelledby", "ask-title");
      const buttons = page.element("div", "", { className: "buttons" });
      for (const [key, words] of answers) buttons.append(page.button(words, () => dialog.close(key)));
      dialog.append(page.element("h2", title, { id: "ask-title" }), ...lines.map((line) => page.element("p", line)), buttons);
      document.body.append(dialog);
      dialog.showModal();
      return new Promise((resolve) => {
        dialog.addEventListener("close", () => {
          dialog.remove();
          resolve(dialog.returnValue);
        });
      });
    },
  };

  if (copied) {
    const at = new Date(copied.dateTime);
    const day = at.toDateString() === new Date().toDateString() ? {} : { weekday: "long", day: "numeric", month: "long" };
    copied.textContent = at.toLocaleString("en-GB", { ...day, hour: "2-digit", minute: "2-digit" });
  }
  window.dermyo.page = page;
})();
