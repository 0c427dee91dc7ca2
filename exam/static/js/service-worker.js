/* Between the pages and the server: when the server cannot be reached, a copy of the step that was asked for, or a page
that says so. It keeps nothing itself; copies.js does, and says what. */

"use strict";

const SHELL = "dermyo-shell";
const OFFLINE = "/offline";
const PATIENCE = 6000;
const UNREACHABLE = [502, 503, 504];

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // A form goes its own way: nothing can stand in for what it asks.
  if (origin !== self.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (pathname.startsWith("/static/")) event.respondWith(asset(request));
});

async function asset(request) {
  return (await caches.match(request.url, { cacheName: SHELL, ignoreVary: true })) || fetch(request);
}

/* A page that is slow to come gives way to its copy. */
async function page(request, pathname) {
  const copy = await caches.match(pathname, { ignoreVary: true });
  const coming = fetch(request).then((answer) => (UNREACHABLE.includes(answer.status) ? Promise.reject(answer) : answer));
  const late = new Promise((resolve) => copy && setTimeout(() => resolve(copy), PATIENCE));
  try {
    return await Promise.race([coming, late]);
  } catch (failed) {
    const instead = copy || (await caches.match(OFFLINE, { cacheName: SHELL, ignoreVary: true }));
    return instead || (failed instanceof Response ? failed : Response.error());
  }
}
