// @ts-check
/* How a phrase joins a text: at the cursor, with a space to the words before and after it. */

/**
 * @param {string} text
 * @param {number} start of what is selected, or where the cursor is
 * @param {number} end
 * @param {string} phrase
 */
export function inserted(text, start, end, phrase) {
  const before = /\S$/.test(text.slice(0, start)) ? " " : "";
  const after = /^\S/.test(text.slice(end)) ? " " : "";
  return `${before}${phrase}${after}`;
}
