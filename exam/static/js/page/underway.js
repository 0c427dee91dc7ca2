// @ts-check
/* A plain form that is being sent is asleep: a second tap on its button sends nothing. It wakes when the page is shown
   again, as after Back, and after a while, since an answer may never come. */

const WAKES_AFTER = 20_000; // milliseconds

/** @type {Map<HTMLFormElement, ReturnType<typeof setTimeout>>} */
const asleep = new Map();

/** @param {HTMLFormElement} form */
const buttonsOf = (form) => [...form.elements].filter((one) => one instanceof HTMLButtonElement);

/** @param {HTMLFormElement} form */
export const isAsleep = (form) => asleep.has(form);

/** The buttons keep the focus and their place; they only do nothing. @param {HTMLFormElement} form */
export function sleep(form) {
  clearTimeout(asleep.get(form));
  asleep.set(
    form,
    setTimeout(() => wake(form), WAKES_AFTER),
  );
  for (const button of buttonsOf(form)) button.setAttribute("aria-disabled", "true");
}

/** @param {HTMLFormElement} form */
export function wake(form) {
  clearTimeout(asleep.get(form));
  asleep.delete(form);
  for (const button of buttonsOf(form)) button.removeAttribute("aria-disabled");
}

/** A page from the browser's memory has the ids of forms that were sent: what is sent now is something new. */
function renewIds() {
  for (const field of document.querySelectorAll("input[name=form_id]")) {
    /** @type {HTMLInputElement} */ (field).value = crypto.randomUUID().replaceAll("-", "");
  }
}

export function sleepWhileSending() {
  // After all other listeners: a form that one of them holds back is not being sent.
  window.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (event.defaultPrevented || form.method !== "post") return;
    if (isAsleep(form)) event.preventDefault();
    else sleep(form);
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    for (const form of asleep.keys()) wake(form);
    if (persisted) renewIds();
  });
}
