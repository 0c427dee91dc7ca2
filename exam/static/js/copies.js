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
const DELAY = 2000; // milliseconds after a change, so that copying does not delay the response to a tap
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

/**
 * Which steps are copied: those without a copy and the one on the page if it changed, all that changed, or all.
 *
 * @typedef {"missing" | "changed" | "all"} Which
 */

/**
 * @param {Cache} cache
 * @param {string} path
 * @param {Which} which
 */
async function keepStep(cache, path, which) {
  const kept = await cache.match(path, { ignoreVary: true });
  if (kept && which === "missing" && !isShown(path)) return;
  if (which !== "all" && kept?.headers.get("Dermyo-Revision") === String(page.revision())) return;
  const response = await fetch(`${path}/copy`);
  if (response.status === GONE) await dropCopies((_name, exam) => exam !== page.exam);
  if (response.ok && response.headers.has("Dermyo-Revision")) await cache.put(path, response);
}

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

export class Copies {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  // All steps once for each page, and then the step that it shows whenever it has changed.
  #keepAll = true;
  /** The alerts on the page when the copies were made. @type {string | undefined} */
  #alerts;

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
    window.addEventListener("load", this.keepSoon);
    if (isSupported) void leadBack();
  }

  /** If the connection is lost again this ends early; the copies made so far stay. */
  keepSoon = () => {
    clearTimeout(this.#timer);
    if (!page.isCopy) this.#timer = setTimeout(() => this.#keep().catch(() => {}), DELAY);
  };

  /** All copies of this account on the tablet. */
  forget = async () => {
    await this.queue.remove(this.queue.ofAccount(page.account));
    if (isSupported) await dropCopies((name) => name !== COPIES + page.account);
  };

  /** An emergency must be on every copy, and removed from all when it is over, also if the page has changed since. */
  async #keep() {
    if (page.account) await this.load();
    if (!makesCopies) return;
    if (alerts() !== this.#alerts) this.#keepAll = true;
    this.#alerts = alerts();
    const isAlarmed = this.#alerts !== "" || sessionStorage.getItem(ALARM) === page.exam;
    if (this.#keepAll) await this.#keepEverything(isAlarmed ? "changed" : "missing");
    else if (steps().some(isShown)) await keepStep(await this.#open(), location.pathname, "missing");
    this.#keepAll = false;
    if (this.#alerts) sessionStorage.setItem(ALARM, page.exam);
    else if (page.exam) sessionStorage.removeItem(ALARM);
  }

  #open = () => caches.open(COPIES + page.account);

  /** @param {Which} which */
  async #keepEverything(which) {
    await navigator.serviceWorker.register("/service-worker.js").catch(() => {});
    // A copy made by another release links to that release's scripts and style sheets.
    const isUpgraded = (await caches.match(this.release, { cacheName: SHELL })) === undefined;
    await keepShell();
    if (!page.account) return;
    await dropCopies(this.#isNeeded);
    if (!page.exam) return;
    const cache = await this.#open();
    for (const path of steps()) await keepStep(cache, path, isUpgraded ? "all" : which);
    if (isUpgraded) await dropOldScripts(new URL("..", this.release).href);
  }

  /** @param {string} name @param {string} exam */
  #isNeeded = (name, exam) => {
    const isOpen = exam === page.exam || this.queue.all().some((entry) => entry.exam === exam);
    return name === COPIES + page.account && isOpen && exam !== page.erased;
  };
}
