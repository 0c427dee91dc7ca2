// @ts-check
/* Beside the pages of a note: copy its text, print its pages, share its file. Without this script the same buttons are
   links to pages of ours, and "Share" is hidden. */

import { say } from "../messages.js";
import { all, element, find } from "../page/elements.js";
import { page } from "../page/page.js";
import { copyText } from "./clipboard.js";
import { copied, fileName, HANDED_OUT, NOT_COPIED, NOT_SHARED, OVER, READY, secondsLeft } from "./words.js";

/** @type {File | null} */
let fetched = null;
/** @type {ReturnType<typeof setInterval> | undefined} */
let counting;

/** @param {string} words */
function tell(words) {
  const said = find("note-done");
  if (said) said.textContent = words;
}

/** Instead of the undo of a note that was just signed. @param {string} words */
function endUndo(words) {
  const undo = find("undo-signing");
  clearInterval(counting);
  undo?.replaceChildren(element("p", words));
  undo?.removeAttribute("id");
}

function countDown() {
  const undo = find("undo-signing");
  const left = secondsLeft(Number(undo?.dataset.seconds ?? 0), performance.now());
  const shown = find("undo-left");
  if (shown) shown.textContent = say("({seconds} s)", { seconds: left });
  if (undo && !left) endUndo(OVER);
}

/* A print of the browser's asks the server for nothing: it is notified here. */
function noteThatItLeaves() {
  if (!find("undo-signing")) return;
  const how = { method: "POST", headers: { "X-CSRFToken": page.token }, keepalive: true };
  void fetch(`/exams/${page.exam}/handed-out`, how).catch(() => null);
  endUndo(HANDED_OUT);
}

/** @param {string} address */
async function ask(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  endUndo(HANDED_OUT);
  return response;
}

/** @param {HTMLAnchorElement} link */
async function copy(link) {
  const text = ask(link.dataset.text ?? "").then((response) => response.text());
  try {
    await copyText(text);
    const form = new URL(link.href).searchParams.get("form") ?? "";
    tell(copied(form, await text));
  } catch {
    // The page of the text, where a browser lets no script copy.
    const reached = await text.catch(() => null);
    if (reached === null) tell(NOT_COPIED);
    else location.assign(link.href);
  }
}

/** The pages after the first: how many there are is known once the note is printed. */
async function bringFurther() {
  const further = document.querySelector(".note-further");
  const link = /** @type {HTMLAnchorElement | null | undefined} */ (further?.querySelector("a"));
  if (!further || !link) return;
  const response = await fetch(link.href, { headers: { "HX-Request": "true" } }).catch(() => null);
  const text = response?.ok ? await response.text().catch(() => null) : null;
  // Otherwise the link to all pages stays.
  if (text === null) return;
  const template = document.createElement("template");
  template.innerHTML = text;
  further.replaceWith(template.content);
}

/** The pages in the fineness of paper, then the browser's own print. @param {HTMLAnchorElement} link */
async function print(link) {
  await coming;
  if (document.querySelector(".note-further")) {
    location.assign(link.href);
    return;
  }
  const images = all("#note-pages img").map((one) => /** @type {HTMLImageElement} */ (one));
  for (const image of images) image.src = image.dataset.fine ?? image.src;
  await Promise.all(images.map((image) => image.decode().catch(() => null)));
  window.print();
}

/** @param {string} address */
async function fileAt(address) {
  const response = await ask(address);
  const name = fileName(response.headers.get("Content-Disposition"));
  return new File([await response.blob()], name, { type: "application/pdf" });
}

/** @param {string} address */
async function share(address) {
  try {
    fetched ??= await fileAt(address);
  } catch {
    tell(NOT_SHARED);
    return;
  }
  try {
    await navigator.share({ files: [fetched] });
    fetched = null;
  } catch (refused) {
    // The tap is too long ago for a browser that asks for one.
    if (refused instanceof DOMException && refused.name === "NotAllowedError") tell(READY);
  }
}

const canShare = () =>
  navigator.canShare?.({ files: [new File([""], "note.pdf", { type: "application/pdf" })] }) ?? false;

const isOnHomeScreen = () => matchMedia("(display-mode: standalone)").matches;

/** @param {HTMLElement | null} found @param {(link: HTMLAnchorElement) => void} act */
function instead(found, act) {
  const link = /** @type {HTMLAnchorElement | null} */ (found);
  link?.addEventListener("click", (event) => {
    event.preventDefault();
    act(link);
  });
}

function offerSharing() {
  const button = find("share");
  if (!button || !canShare()) return;
  button.hidden = false;
  button.addEventListener("click", () => void share(button.dataset.file ?? ""));
  if (!isOnHomeScreen()) return;
  // There, a PDF has no bars, and nothing leads out of it: it is given to other applications instead.
  for (const link of all("a[download][href*='.pdf']")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      fetched = null;
      void share(/** @type {HTMLAnchorElement} */ (link).href);
    });
  }
}

const coming = bringFurther();
for (const link of all(".copies")) instead(link, (one) => void copy(one));
instead(find("print"), (link) => void print(link));
offerSharing();
countDown();
if (find("undo-signing")) counting = setInterval(countDown, 1000);
for (const link of all("a[download]")) link.addEventListener("click", () => endUndo(HANDED_OUT));
window.addEventListener("beforeprint", noteThatItLeaves);
