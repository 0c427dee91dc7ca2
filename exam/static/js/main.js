// @ts-check
/* Connects the parts: every tap goes into the queue, the queue is sent, and the page shows what is waiting. */

import { chooseThere, notChosen, say } from "./messages.js";
import { ask, button, element, find, linkButton } from "./page/elements.js";
import { readConflict, swap, wordsOf } from "./page/fragments.js";
import { notify } from "./page/notices.js";
import { page } from "./page/page.js";
import { holdPlaceWhenTurned } from "./page/place.js";
import { sleepWhileSending, Taps } from "./page/taps.js";
import { Conflict } from "./queue/conflict.js";
import { Sending } from "./queue/sending.js";
import { Queue } from "./queue/store.js";
import { Windows } from "./queue/windows.js";
import { Server } from "./server.js";
import { Typed } from "./typed.js";
import { Waiting } from "./waiting.js";

/** @import { Browser, Screen } from "./queue/sending.js" */
/** @import { Dialogue } from "./queue/conflict.js" */
/** @import { Emergency } from "./emergency/banner.js" */
/** @import { Copies } from "./copies.js" */
/** @import { Left } from "./lock/left.js" */
/** @import { LockScreen } from "./lock/screen.js" */

const SAVED_AT = "dermyo-saved";
const JUST_NOW = 15_000; // milliseconds
const SOON = 1000; // milliseconds after the page, before what it does not need is loaded

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @type {Browser} */
const browser = {
  // Without locks between windows an answer may be sent twice; the server counts it once.
  alone: (act) => (navigator.locks ? navigator.locks.request("dermyo-sending", act) : act()),
  later(act, milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  },
  noteSaved: () => sessionStorage.setItem(SAVED_AT, String(Date.now())),
  savedJustNow: () => Date.now() - Number(sessionStorage.getItem(SAVED_AT)) < JUST_NOW,
};

/** @type {Dialogue} */
const dialogue = {
  ask,
  read: readConflict,
  leadThere(entry, title) {
    const link = linkButton(say("Open that examination"), `/exams/${entry.exam}/${entry.step}`);
    notify("conflict", element("p", chooseThere(entry, title, page.exam)), link);
  },
  putOff: (title, again) => notify("conflict", element("p", notChosen(title)), button(say("Choose"), again)),
  clear: () => notify("conflict"),
};

/* To another place of the same page a browser only scrolls: it is loaded again. */
/** @param {string} address */
function goTo(address) {
  const there = new URL(address, location.href);
  if (there.pathname === location.pathname) {
    history.replaceState(null, "", there);
    location.reload();
  } else {
    location.assign(there);
  }
}

/** @type {Screen} */
const screen = {
  show: () => waiting.show(),
  swap,
  wordsOf,
  goTo,
  reload: () => location.reload(),
  isTyping: () => typed.isTyping(),
};

async function resume() {
  await sending.catchUp();
  await sending.send();
}

/** @type {Promise<Emergency | null> | undefined} */
let loading;

/** Loaded later: a first page needs none of it. Null where it could not be loaded. */
function emergency() {
  loading ??= import(new URL("./emergency/banner.js", import.meta.url).href)
    .then((banner) => new banner.Emergency(server, waiting.now))
    .catch(() => {
      loading = undefined;
      return null;
    });
  return loading;
}

const loadEmergency = async () => (await emergency())?.load();
const showEmergency = async () => (await emergency())?.show();

/** @type {Promise<LockScreen | null> | undefined} */
let locking;

/** Loaded later as well, and tried again where it could not be: a tablet must not stay open for want of it. */
function lockScreen() {
  const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=dermyo-lock]"));
  if (!meta) return null;
  const count = () => queue.waiting(page.account).length;
  locking ??= import(new URL("./lock/screen.js", import.meta.url).href)
    .then((screens) => new screens.LockScreen(meta, { server, count, opened: sending.sendAndCatchUp }))
    .catch(() => {
      locking = undefined;
      setTimeout(lockScreen, SOON);
      return null;
    });
  return locking;
}

const windows =
  typeof BroadcastChannel === "undefined" ? undefined : new Windows(() => new BroadcastChannel("dermyo-queue"));
// Not imported above: if it does not load, the rest must work without it.
export const queue = new Queue(import("../vendor/idb-keyval/index.js"), windows);
export const server = new Server(page);
const conflict = new Conflict({ queue, exam: page.exam, dialogue, resume });
export const sending = new Sending({ queue, server, page, screen, browser, conflict });
const waiting = new Waiting({ queue, sending: () => sending, showEmergency });
const typed = new Typed({ queue, server, conflict, sending });
const taps = new Taps({ queue, meant: waiting.meant, show: waiting.show, sending, saveWords: typed.save });

/** @type {Promise<Copies | null> | undefined} */
let copying;

/** Loaded later as well. */
function copies() {
  copying ??= import(new URL("./copies.js", import.meta.url).href)
    .then((made) => new made.Copies(queue, import.meta.url, loadEmergency))
    .catch(() => {
      copying = undefined;
      return null;
    });
  return copying;
}

/** At once where that is over: early.js may load this after it. @param {() => void} act */
const whenLoaded = (act) => (document.readyState === "complete" ? act() : window.addEventListener("load", act));

const startCopies = async () => (await copies())?.start();

/** @type {Promise<Left | null> | undefined} */
let leaving;

/** Loaded later as well. */
function leftPage() {
  leaving ??= import(new URL("./lock/away.js", import.meta.url).href)
    .then((away) => away.leftPage(server, sendWhenVisible))
    .catch(() => {
      leaving = undefined;
      return null;
    });
  return leaving;
}

/* What early.js has hidden. */
async function shownAgain() {
  const left = await leftPage();
  // It may have been left again.
  if (document.visibilityState !== "visible") return;
  if (left) await left.ask();
  // Without a connection a copy would load as the same one, without what shows it.
  else if (page.isCopy) setTimeout(shownAgain, SOON);
  else location.reload();
}

async function sendWhenVisible() {
  windows?.doubt();
  if (document.visibilityState === "visible") await sending.sendAndCatchUp();
}

server.onLocked = async () => (await lockScreen())?.show(true);
if (page.isCopy || "locked" in document.documentElement.dataset) void lockScreen();
whenLoaded(() => setTimeout(lockScreen, SOON));
if (page.account) whenLoaded(() => setTimeout(leftPage, SOON));
holdPlaceWhenTurned();
taps.listen();
typed.listen();
sleepWhileSending();
// The page without a connection leads to them.
if (find("back-to-steps")) void startCopies();
else whenLoaded(() => setTimeout(startCopies, SOON));
document.addEventListener("dermyo:drawn", () => {
  waiting.show();
  void copies().then((made) => made?.changed());
});
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("#patient a");
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
  event.preventDefault();
  // The page of the editor, where its script does not load.
  import(new URL("./patient/editor.js", import.meta.url).href)
    .then(({ openEditor }) => openEditor(link))
    .catch(() => location.assign(link.href));
});
document.addEventListener("visibilitychange", sendWhenVisible);
window.addEventListener("online", sendWhenVisible);
window.addEventListener("pagehide", () => windows?.close());
window.addEventListener("pageshow", () => windows?.open());
document.addEventListener("dermyo:again", (event) => {
  event.preventDefault();
  void shownAgain();
});
window.addEventListener("beforeunload", (event) => {
  if (!queue.isLasting) event.preventDefault();
});
document.addEventListener("DOMContentLoaded", () => {
  // Without it the page works with plain forms, which early.js handles. One that loads this later has no others.
  if (typeof htmx === "undefined") return;
  // By itself htmx starts a moment later: taps repeated before would be posted as plain forms, and only the last would
  // arrive.
  htmx.process(document.body);
  document.dispatchEvent(new Event("dermyo:ready"));
});
async function begin() {
  await queue.ready;
  const old = queue.abandoned(page.account);
  if (old.length) await queue.remove(old);
  waiting.show();
  await sending.send();
}

// What cannot be read of the queue is never shown as saved.
void begin().catch(() => waiting.show());
// A browser that is short of space may then not delete what waits.
if (page.exam) void navigator.storage?.persist?.();
