import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import vm from "node:vm";

const SCRIPT = await readFile(new URL("../../exam/static/js/service-worker.js", import.meta.url), "utf8");
const HERE = "https://clinic";
const [OLD, NEW] = ["0".repeat(16), "1".repeat(16)];

/** The worker of a tablet that keeps `shell` and `copies`, by address, and whose server replies by `fetch`. */
function worker({ shell = {}, copies = {}, fetch = () => Promise.reject(new Error("There is no connection.")) }) {
  const listeners = {};
  const kept = { "dermyo-shell": shell, "dermyo-copies-1": copies };
  const absolute = (address) => new URL(address, HERE).href;
  const find = (name, address) => Object.entries(kept[name]).find(([one]) => absolute(one) === absolute(address))?.[1];
  const caches = {
    match: async (address, { cacheName } = {}) =>
      (cacheName ? [cacheName] : Object.keys(kept)).map((name) => find(name, address)).find(Boolean),
    open: async (name) => ({ keys: async () => Object.keys(kept[name]).map((one) => ({ url: absolute(one) })) }),
  };
  const self = { addEventListener: (name, act) => (listeners[name] = act), location: { origin: HERE }, clients: {} };
  const setTimeout = (act) => queueMicrotask(() => queueMicrotask(act));
  vm.runInNewContext(SCRIPT, { self, caches, fetch, URL, Response, Promise, setTimeout });
  return (address, given = {}) => {
    let answer;
    const request = { url: absolute(address), method: "GET", mode: "cors", ...given };
    listeners.fetch({ request, respondWith: (response) => (answer = response) });
    return answer;
  };
}

const page = { mode: "navigate" };

test("a page comes from the server while it can be reached", async () => {
  const get = worker({ copies: { "/exams/a/strength": "copy" }, fetch: async () => ({ status: 200, is: "page" }) });
  assert.equal((await get("/exams/a/strength", page)).is, "page");
});

test("without a connection, or behind a proxy without a server, the copy of a page is shown", async () => {
  for (const fetch of [undefined, async () => ({ status: 502 })]) {
    const get = worker({
      copies: { "/exams/a/strength": "copy" },
      shell: { "/offline": "offline" },
      ...(fetch && { fetch }),
    });
    assert.equal(await get("/exams/a/strength", page), "copy");
    assert.equal(await get("/exams/a/note", page), "offline");
  }
});

test("when a page is slow to load its copy is shown", async () => {
  const get = worker({ copies: { "/exams/a/strength": "copy" }, fetch: () => new Promise(() => {}) });
  assert.equal(await get("/exams/a/strength", page), "copy");
});

test("without a copy, a page that does not load is an error", async () => {
  assert.equal((await worker({})("/exams", page)).type, "error");
  const unreachable = new Response("", { status: 503 });
  assert.equal(await worker({ fetch: async () => unreachable })("/exams", page), unreachable);
});

test("stored scripts come from the tablet", async () => {
  const get = worker({ shell: { [`/static/${NEW}/js/main.js`]: "kept" } });
  assert.equal(await get(`/static/${NEW}/js/main.js`), "kept");
});

test("others come from the server", async () => {
  const get = worker({ shell: { [`/static/${OLD}/js/main.js`]: "kept" }, fetch: async () => "fetched" });
  assert.equal(await get(`/static/${NEW}/js/main.js`), "fetched");
});

test("a copy made before an upgrade finds the new scripts and style sheets", async () => {
  const shell = { [`/static/${NEW}/js/main.js`]: "main", "/static/css/screen.css?v=2": "screen" };
  const get = worker({ shell });
  assert.equal(await get(`/static/${OLD}/js/main.js`), "main");
  assert.equal(await get("/static/css/screen.css?v=1"), "screen");
  await assert.rejects(get(`/static/${OLD}/js/taps.js`));
});

test("a form, and a request to another server, are left to the browser", () => {
  const get = worker({});
  assert.equal(get("/exams/a/strength", { ...page, method: "POST" }), undefined);
  assert.equal(get("https://elsewhere/static/a.js"), undefined);
  assert.equal(get("/who"), undefined);
});
