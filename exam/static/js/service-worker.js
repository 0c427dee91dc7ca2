// @ts-check
/* Between the pages and the server: when the server cannot be reached, it responds with a copy of the requested step,
   or a page that says so. It stores nothing itself; copies.js does. */

const SHELL = "dermyo-shell";
const OFFLINE = "/offline";
const PATIENCE = 6000; // milliseconds
const UNREACHABLE = [502, 503, 504];

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // A form is left to the browser: no copy can replace its reply.
  if (origin !== worker.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (pathname.startsWith("/static/")) event.respondWith(asset(request));
});

/** @param {string} address */
const ofShell = (address) => caches.match(address, { cacheName: SHELL, ignoreVary: true });

/** The name of a static file, without the fingerprint. @param {string} address */
const nameOf = (address) => new URL(address).pathname.replace(/^\/static\/[0-9a-f]{16}\//, "/static/");

/** A static file as it is now, for a page that was copied before an upgrade. @param {string} address */
async function sameOfShell(address) {
  const requests = await (await caches.open(SHELL)).keys();
  const other = requests.findLast(({ url }) => nameOf(url) === nameOf(address));
  return other && ofShell(other.url);
}

/** @param {Request} request */
async function asset(request) {
  const kept = await ofShell(request.url);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (failed) {
    const same = await sameOfShell(request.url);
    if (same) return same;
    throw failed;
  }
}

/** If a page is slow to load, its copy is shown. @param {Request} request @param {string} pathname */
async function page(request, pathname) {
  const copy = await caches.match(pathname, { ignoreVary: true });
  const coming = fetch(request).then((response) =>
    UNREACHABLE.includes(response.status) ? Promise.reject(response) : response,
  );
  try {
    return await (copy ? Promise.race([coming, after(PATIENCE, copy)]) : coming);
  } catch (failed) {
    return copy ?? (await ofShell(OFFLINE)) ?? (failed instanceof Response ? failed : Response.error());
  }
}

/**
 * @param {number} milliseconds
 * @param {Response} response
 * @returns {Promise<Response>}
 */
const after = (milliseconds, response) =>
  new Promise((resolve) => {
    setTimeout(() => resolve(response), milliseconds);
  });
