/* Copies of the steps for when the server cannot be reached, made by the server without reference, comments or names.
Only those of the examination that is open are kept, and of one whose answers still wait; none after signing out.
Service workers need HTTPS or this very machine; without one there are no copies, and what waits is kept all the same. */

(() => {
  "use strict";
  const { page, queue } = window.dermyo;
  const COPIES = "dermyo-copies-";
  const SHELL = "dermyo-shell";
  const OFFLINE = "/offline";
  const ALARM = "dermyo-alarm";
  const UNHURRIED = 2000;
  const can = "caches" in window && "serviceWorker" in navigator;
  let timer;
  // Everything once for a page, and then the step that it shows, whenever it changed.
  let whole = true;
  let alarmed;

  const alerts = () => page.find("alerts")?.textContent.trim();
  const copies = () => caches.open(COPIES + page.account);

  async function dropCopies(keeps) {
    for (const name of await caches.keys()) {
      if (!name.startsWith(COPIES)) continue;
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (!keeps(name, new URL(request.url).pathname.split("/")[2])) await cache.delete(request);
      }
    }
  }

  const isNeeded = (name, exam) =>
    name === COPIES + page.account && (exam === page.exam || queue.all().some((entry) => entry.exam === exam));

  /* The scripts, the sheets and the fonts of this page, and the page that stands in for those without a copy. */
  async function keepShell() {
    const cache = await caches.open(SHELL);
    const fetched = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
    for (const { pathname, href } of fetched.filter((url) => url.pathname.startsWith("/static/"))) {
      if (await cache.match(href)) continue;
      await cache.delete(pathname, { ignoreSearch: true });
      await cache.add(href);
    }
    const answer = await fetch(OFFLINE, { credentials: "omit" });
    if (answer.ok) await cache.put(OFFLINE, answer);
  }

  /* A step changes by its own page, unless all are wanted anew. */
  async function keepStep(cache, path, anew) {
    const kept = await cache.match(path, { ignoreVary: true });
    if (kept && path !== location.pathname && !anew) return;
    if (kept?.headers.get("Dermyo-Revision") === String(page.revision())) return;
    const answer = await fetch(`${path}/copy`);
    if (answer.ok && answer.headers.has("Dermyo-Revision")) await cache.put(path, answer);
  }

  function steps() {
    const links = [...document.querySelectorAll("#stepper a")].map((link) => link.pathname);
    const last = (path) => path.endsWith("/assessment") || path.endsWith("/note");
    const here = (path) => path === location.pathname;
    return links.filter((path) => !last(path)).sort((one, other) => here(other) - here(one));
  }

  async function keep(anew) {
    await navigator.serviceWorker.register("/service-worker.js").catch(() => {});
    await keepShell();
    if (!page.account) return;
    await dropCopies(isNeeded);
    if (!page.exam) return;
    const cache = await copies();
    for (const path of steps()) await keepStep(cache, path, anew);
  }

  async function keepThisStep() {
    if (steps().includes(location.pathname)) await keepStep(await copies(), location.pathname);
  }

  /* An emergency belongs on every copy, and off every one when it is over, also on a page that comes after. */
  async function keepNow() {
    if (alerts() !== alarmed) whole = true;
    alarmed = alerts();
    await (whole ? keep(alarmed || sessionStorage.getItem(ALARM) === page.exam) : keepThisStep());
    whole = false;
    if (alarmed) sessionStorage.setItem(ALARM, page.exam);
    else if (page.exam) sessionStorage.removeItem(ALARM);
  }

  /* A connection that is gone again ends this early; the copies made so far stay. */
  function soon() {
    clearTimeout(timer);
    if (can && !page.isCopy) timer = setTimeout(() => keepNow().catch(() => {}), UNHURRIED);
  }

  async function forget() {
    await queue.remove(queue.of(page.account));
    if (can) await dropCopies((name) => name !== COPIES + page.account);
  }

  /* On the page that stands in for another: the way back to the examination of which there are copies. */
  async function leadBack() {
    const link = page.find("back-to-steps");
    if (!link) return;
    link.href = location.href;
    for (const name of await caches.keys()) {
      const [request] = name.startsWith(COPIES) ? await (await caches.open(name)).keys() : [];
      if (request) link.after(page.element("a", "Back to the examination", { className: "button", href: request.url }));
    }
  }

  if (can) {
    window.addEventListener("load", soon);
    leadBack();
  }
  Object.assign(window.dermyo, { copies: { soon, forget } });
})();
