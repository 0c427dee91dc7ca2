// @ts-check
/* Copying text. A browser offers its clipboard only over HTTPS; over HTTP on a clinic's network the text is selected
   and copied as by hand. */

/**
 * Copy a text that is still on its way. Rejects where the browser refuses, or the text does not come.
 *
 * @param {Promise<string>} text
 */
export async function copyText(text) {
  if (navigator.clipboard && window.ClipboardItem) {
    // A promise, since Safari lets a page write only while the tap is handled.
    const blob = text.then((words) => new Blob([words], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    return;
  }
  const field = document.createElement("textarea");
  Object.assign(field, { value: await text, readOnly: true, className: "visually-hidden" });
  document.body.append(field);
  try {
    copySelected(field);
  } finally {
    field.remove();
  }
}

/** @param {HTMLTextAreaElement} field */
export function copySelected(field) {
  const before = document.activeElement;
  field.focus({ preventScroll: true });
  field.setSelectionRange(0, field.value.length);
  const done = document.execCommand("copy");
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  if (!done) throw new Error("refused");
}
