// @ts-check
/* Offline copies of the steps, made by the server without reference, comments or names.
Only those of the examination that is open are kept, and of one whose answers still wait; none after signing out.
Service workers need HTTPS or localhost; without one there are no copies, and what waits is kept all the same. */

import { say } from "./messages.js";
import { all, find, linkButton } from "./page/elements.js";
import { page } from "./page/page.js";
import { isTraining } from "./queue/entries.js";

/** @import { Queue } from "./queue/store.js" */

const COPIES = "dermyo-copies-";
const SHELL = "dermyo-shell";
const OFFLINE = "/offline";
const ALARM = "dermyo-alarm";
const GONE = 410; // the examination was erased
const LEFT = "dermyo-left";
const UNCHANGED = 304;
const OPENED = 1000; // milliseconds after this was loaded, so that copying does not delay the page
const STILL = 30_000; // milliseconds after the last touch, so that copying does not delay the response to a tap
const IDLE = 500; // the same, between two steps: a server process draws a copy in as long as it answers two taps
const LONGEST = 5000; // milliseconds that all steps together wait for it
const LOOKS = 100; // milliseconds until it is looked at again
const isSupported = "caches" in window && "serviceWorker" in navigator;
// A demonstration needs the server: it makes no copies, and leaves those of patients as they are; nor is
// an examination of a colleague copied, which is only read.
const isReadOnly = document.querySelector("[data-no-copies]") !== null;
const makesCopies = isSupported && !isTraining(page.account) && !isReadOnly;

const alerts = () => find("alerts")?.textContent.trim() ?? "";

/** @param {string} path */
const isShown = (path) => path === location.pathname;

/** @param {(name: string, exam: string) => boolean} isKept */
async function dropCopies(isKept) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(COPIES)) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const exam = new URL(request.url).pathname.split("/")[2] ?? "";
      if (!isKept(name, exam)) await cache.delete(request);
    }
  }
}

/** The scripts, style sheets and fonts of this page, and the page that replaces those without a copy. */
async function keepShell() {
  const cache = await caches.open(SHELL);
  const fetched = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
  for (const { pathname, href } of fetched.filter((url) => url.pathname.startsWith("/static/"))) {
    if (await cache.match(href)) continue;
    await cache.delete(pathname, { ignoreSearch: true });
    await cache.add(href);
  }
  const response = await fetch(OFFLINE, { credentials: "omit" });
  if (response.ok) await cache.put(OFFLINE, response);
}

/** Once no copy of this examination asks for them. @param {string} current where the scripts of now are */
async function dropOldScripts(current) {
  const cache = await caches.open(SHELL);
  for (const request of await cache.keys()) {
    const isScript = /^\/static\/[0-9a-f]{16}\//.test(new URL(request.url).pathname);
    if (isScript && !request.url.startsWith(current)) await cache.delete(request);
  }
}

/** The addresses of the steps, the one on the page first, without the assessment and the note. */
function steps() {
  const links = all("#stepper a").map((link) => /** @type {HTMLAnchorElement} */ (link).pathname);
  const copied = links.filter((path) => !(path.endsWith("/assessment") || path.endsWith("/note")));
  return [...copied.filter(isShown), ...copied.filter((path) => !isShown(path))];
}

/* Kept for the pages that follow: the steps that were changed since they were copied, and the alerts on all copies. */

const left = () => new Set(/** @type {string[]} */ (JSON.parse(sessionStorage.getItem(LEFT) ?? "[]")));

/** @param {Set<string>} paths */
const setLeft = (paths) => sessionStorage.setItem(LEFT, JSON.stringify([...paths]));

const alarm = () => `${page.exam} ${alerts()}`;

/**
 * Which steps are asked for: those without a copy, the one on the page and those that were left since they changed; all
 * that are older than the page; or all, with the scripts of another release.
 *
 * @typedef {"missing" | "changed" | "all"} Which
 */

/** On the page shown without a connection: the link to the examination that has copies. */
async function leadBack() {
  const link = /** @type {HTMLAnchorElement | null} */ (find("back-to-steps"));
  if (!link) return;
  link.href = location.href;
  for (const name of await caches.keys()) {
    const [request] = name.startsWith(COPIES) ? await (await caches.open(name)).keys() : [];
    if (request) link.after(linkButton(say("Back to the examination"), request.url));
  }
}

/** All copies of this account on the tablet, and what waits of it. @param {Queue} queue */
export async function forget(queue) {
  await queue.remove(queue.ofAccount(page.account));
  if (isSupported) await dropCopies((name) => name !== COPIES + page.account);
}

export class Copies {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #isLeaving = false;
  #touchedAt = -IDLE;
  #hasShell = false;
  // One after another.
  #last = Promise.resolve();
  /** The revision at which the server said that a step's copy is as it was. @type {Map<string, number>} */
  #checked = new Map();

  /**
   * @param {Queue} queue
   * @param {string} release the address of the scripts, which changes with each release
   * @param {() => Promise<void>} load what is needed without a connection and not by the page
   */
  constructor(queue, release, load) {
    this.queue = queue;
    this.release = release;
    this.load = load;
  }

  start() {
    if (isSupported) void leadBack();
    if (page.isCopy) return;
    setTimeout(this.#keepSoon, OPENED);
    document.addEventListener("pointerdown", this.#touched, { passive: true });
    // On the way to another page nothing can be kept any more: that page does it.
    window.addEventListener("pagehide", () => {
      this.#isLeaving = true;
    });
    window.addEventListener("pageshow", () => {
      this.#isLeaving = false;
    });
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.#timer && !this.#isLeaving) this.#keepChanged();
    });
  }

  /** An emergency must be on every copy, and removed from all when it is over; the rest can wait until nobody taps. */
  changed = () => {
    if (page.isCopy || !makesCopies) return;
    const were = left();
    if (steps().some(isShown) && !were.has(location.pathname)) setLeft(were.add(location.pathname));
    if (alarm() === sessionStorage.getItem(ALARM)) this.#wait();
    else this.#keepChanged();
  };

  #touched = () => {
    this.#touchedAt = performance.now();
    if (this.#timer) this.#wait();
  };

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#keepChanged, STILL);
  }

  #keepChanged = () => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#keepNext("changed");
  };

  #keepSoon = () => this.#keepNext(alarm() === sessionStorage.getItem(ALARM) ? "missing" : "changed");

  /** If the connection is lost again this ends early; the copies made so far stay. @param {Which} which */
  #keepNext(which) {
    this.#last = this.#last.then(() => this.#keep(which)).catch(() => {});
  }

  /** @param {Which} which */
  async #keep(which) {
    if (page.account) await this.load();
    if (!makesCopies) return;
    const now = alarm();
    await navigator.serviceWorker.register("/service-worker.js").catch(() => {});
    // A copy made by another release links to that release's scripts and style sheets.
    const isUpgraded = (await caches.match(this.release, { cacheName: SHELL })) === undefined;
    if (!this.#hasShell) await keepShell();
    this.#hasShell = true;
    if (!page.account) return;
    await dropCopies(this.#isNeeded);
    if (!page.exam) return;
    const cache = await caches.open(COPIES + page.account);
    const until = performance.now() + LONGEST;
    for (const path of steps()) await this.#keepStep(cache, path, isUpgraded ? "all" : which, until);
    if (which === "changed") sessionStorage.setItem(ALARM, now);
    if (isUpgraded) await dropOldScripts(new URL("..", this.release).href);
  }

  /**
   * @param {Cache} cache
   * @param {string} path
   * @param {Which} which
   * @param {number} until when it waits no longer for whoever taps
   */
  async #keepStep(cache, path, which, until) {
    const revision = page.revision();
    const kept = await cache.match(path, { ignoreVary: true });
    if (kept && which !== "all" && this.#isCurrent(path, kept, which)) return;
    const mark = which === "all" ? null : kept?.headers.get("ETag");
    await this.#untilIdle(until);
    const response = await fetch(`${path}/copy`, mark ? { headers: { "If-None-Match": mark } } : {});
    if (response.status === GONE) await dropCopies((_name, exam) => exam !== page.exam);
    const isCopy = response.ok && response.headers.has("Dermyo-Revision");
    if (isCopy) await cache.put(path, response);
    if (isCopy || response.status === UNCHANGED) this.#noteCopied(path, revision);
  }

  /**
   * Until nobody taps and nothing that was tapped waits; not for ever, since an emergency must be on the copies.
   *
   * @param {number} until
   */
  async #untilIdle(until) {
    const isBusy = () => performance.now() - this.#touchedAt < IDLE || this.queue.waiting(page.account).length > 0;
    while (isBusy() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, LOOKS));
  }

  /** @param {string} path @param {Response} kept @param {Which} which */
  #isCurrent(path, kept, which) {
    if (which === "missing" && !isShown(path) && !left().has(path)) return true;
    return (this.#checked.get(path) ?? Number(kept.headers.get("Dermyo-Revision"))) === page.revision();
  }

  /** @param {string} path @param {number} revision */
  #noteCopied(path, revision) {
    this.#checked.set(path, revision);
    const others = left();
    // What was tapped meanwhile is on no copy yet.
    if (others.delete(path) && page.revision() === revision) setLeft(others);
  }

  /** @param {string} name @param {string} exam */
  #isNeeded = (name, exam) => {
    const isOpen = exam === page.exam || this.queue.all().some((entry) => entry.exam === exam);
    return name === COPIES + page.account && isOpen && exam !== page.erased;
  };
}
