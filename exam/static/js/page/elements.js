// @ts-check
/* Finding and making the elements of a page. */

/** @import { Answers } from "../messages.js" */

/** @param {string} id */
export const find = (id) => document.getElementById(id);

/** @param {string} selector @param {ParentNode} [within] @returns {HTMLElement[]} */
export const all = (selector, within = document) => [...within.querySelectorAll(selector)].map(asElement);

/** @param {Element} element */
const asElement = (element) => /** @type {HTMLElement} */ (element);

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} text
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 */
export function element(tag, text, properties = {}) {
  const made = Object.assign(document.createElement(tag), properties);
  made.textContent = text;
  return made;
}

/** @param {string} text @param {() => void} act */
export function button(text, act) {
  const made = element("button", text, { type: "button", className: "button" });
  made.addEventListener("click", act);
  return made;
}

/** @param {string} text @param {string} href */
export const linkButton = (text, href) => element("a", text, { className: "button", href });

/**
 * A question over the page.
 *
 * @param {string} title
 * @param {string[]} lines
 * @param {Answers} answers
 * @returns {Promise<string>} the answer's key, or "" when it was put off
 */
export function ask(title, lines, answers) {
  const dialog = element("dialog", "", { className: "ask" });
  dialog.setAttribute("aria-labelledby", "ask-title");
  const buttons = element("div", "", { className: "buttons" });
  buttons.append(...answers.map(([key, words]) => button(words, () => dialog.close(key))));
  dialog.append(element("h2", title, { id: "ask-title" }), ...lines.map((line) => element("p", line)), buttons);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}
