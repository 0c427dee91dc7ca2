// The review form: keeps what is typed in this browser, and saves the answers as a file in the format dermyo-review/1.
const form = /** @type {HTMLFormElement} */ (document.querySelector("form"));
const rows = /** @type {HTMLFieldSetElement[]} */ ([...form.querySelectorAll(".claim")]);
const message = /** @type {HTMLElement} */ (document.getElementById("message"));
const count = /** @type {HTMLElement} */ (document.getElementById("count"));
const place = `dermyo-review/1 ${form.dataset.reference} ${rows.map((row) => row.dataset.figure).join(" ")}`;
let unsaved = false;

/** What the page says in its language. @param {string} name */
const said = (name) => form.dataset[name] ?? "";

/** @param {string} name */
const typed = (name) => String(new FormData(form).get(name) ?? "").trim();

/** The answer about one figure; undefined while none is chosen. @param {HTMLFieldSetElement} row @param {number} at */
function answerOf(row, at) {
  const answer = typed(`answer-${at + 1}`);
  const estimate = typed(`estimate-${at + 1}`);
  const comment = typed(`comment-${at + 1}`);
  if (!answer) return undefined;
  return {
    figure: row.dataset.figure,
    p: Number(row.dataset.p),
    answer,
    ...(estimate && { estimate: Number((Number(estimate) / 100).toPrecision(6)) }),
    ...(comment && { comment }),
  };
}

const answers = () => rows.map(answerOf).filter((answer) => answer !== undefined);

/** A row with an estimate or a comment, but no answer: it would be left out. */
const incomplete = () =>
  rows.findIndex((row, at) => !answerOf(row, at) && (typed(`estimate-${at + 1}`) || typed(`comment-${at + 1}`)));

function keep() {
  unsaved = true;
  count.textContent = String(answers().length);
  message.textContent = said("notSaved");
  try {
    localStorage.setItem(place, JSON.stringify([...new FormData(form)]));
  } catch {
    // This browser keeps nothing for files: the answers stay on the page only.
  }
}

function restore() {
  try {
    for (const [name, value] of JSON.parse(localStorage.getItem(place) ?? "[]")) set(name, value);
  } catch {
    // Nothing was kept.
  }
  count.textContent = String(answers().length);
}

/** @param {string} name @param {string} value */
function set(name, value) {
  const field = form.elements.namedItem(name);
  if (field instanceof RadioNodeList || field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    field.value = value;
  }
}

function save() {
  const reader = { name: typed("name"), role: typed("role"), on: typed("on") };
  const data = { format: "dermyo-review/1", reference: form.dataset.reference, reader, answers: answers() };
  const link = document.createElement("a");
  const words = reader.name.replace(/[^\p{L}\p{N}]+/gu, "-");
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(data, null, 1)}\n`], { type: "application/json" }));
  link.download = `dermyo-review-${words}-${reader.on}.json`;
  link.click();
  unsaved = false;
  message.textContent = said("saved").replace("{file}", link.download);
}

form.addEventListener("input", keep);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const at = incomplete();
  if (at >= 0) {
    message.textContent = said("choose").replace("{number}", String(at + 1));
    rows[at]?.querySelector("input")?.focus();
  } else if (answers().length === 0) {
    message.textContent = said("nothing");
  } else {
    save();
  }
});
addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
// A browser may write late what another page of this form kept: a page reloaded at once would else begin empty.
addEventListener("storage", (event) => {
  if (event.key === place && !unsaved) restore();
});
restore();

export {};
