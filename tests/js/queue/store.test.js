import assert from "node:assert/strict";
import { test } from "node:test";
import { Queue } from "../../../exam/static/js/queue/store.js";
import { entry, undo } from "../samples.js";

/** A browser's database: what it keeps outlasts a queue. `fails` takes a key and says whether a change of it fails. */
function database(fails = () => false) {
  const kept = new Map();
  let last = Promise.resolve();
  const update = (key, act) => {
    const change = async () => {
      await undefined;
      if (fails(key)) throw new Error("The quota is full.");
      kept.set(key, structuredClone(act(kept.get(key))));
    };
    const done = last.then(change);
    last = done.catch(() => {});
    return done;
  };
  return { kept, library: Promise.resolve({ createStore: () => () => {}, update }) };
}

const ids = (queue) => queue.all().map(({ id }) => id);

test("what was added is still there after the page is closed", async () => {
  const { library } = database();
  const before = new Queue(library);
  await before.add(entry({ id: "a" }));
  assert.equal(before.isLasting, true);
  const after = new Queue(library);
  await after.ready;
  assert.deepEqual(ids(after), ["a"]);
});

test("two windows see each other's answers, and lose none", async () => {
  const { library } = database();
  const [one, other] = [new Queue(library), new Queue(library)];
  await Promise.all([one.add(entry({ id: "a" })), other.add(entry({ id: "b" }))]);
  await one.refresh();
  await other.refresh();
  assert.deepEqual(ids(one).sort(), ["a", "b"]);
  assert.deepEqual(ids(other), ids(one));
});

test("a browser keeps its own part of every id, and no two ids are the same", async () => {
  const { library } = database();
  const [one, other] = [new Queue(library), new Queue(library)];
  await Promise.all([one.ready, other.ready]);
  const given = [one.newId(), one.newId(), other.newId()];
  assert.equal(new Set(given.map((id) => id.split("-")[0])).size, 1);
  assert.equal(new Set(given).size, 3);
  assert.match(given[0], /^[0-9a-f]{16}-[0-9a-f]{32}$/);
});

test("without the library answers are stored in the page only", async () => {
  const queue = new Queue(Promise.reject(new Error("It did not come.")));
  await queue.add(entry({ id: "a" }));
  await queue.add(entry({ id: "b" }));
  assert.deepEqual(ids(queue), ["a", "b"]);
  assert.equal(queue.isLasting, false);
});

test("a full browser loses nothing: neither what it stored nor what it refuses", async () => {
  let isFull = false;
  const { library, kept } = database(() => isFull);
  const queue = new Queue(library);
  await queue.add(entry({ id: "a" }));
  isFull = true;
  await queue.add(entry({ id: "b" }));
  assert.deepEqual(ids(queue), ["a", "b"]);
  assert.equal(queue.isLasting, false);
  assert.deepEqual(
    kept.get("answers").map(({ id }) => id),
    ["a"],
  );
});

test("a change that the browser refuses is not overtaken by one that it accepts", async () => {
  const failures = [false, false, true];
  const { library } = database(() => failures.shift() ?? false);
  const queue = new Queue(library);
  await Promise.all([queue.add(entry({ id: "a" })), queue.add(entry({ id: "b" })), queue.add(entry({ id: "c" }))]);
  assert.deepEqual(ids(queue), ["a", "b", "c"]);
});

test("a database that never responds is no longer used, and the tap is kept", async () => {
  const library = { createStore: () => () => {}, update: () => new Promise(() => {}) };
  const queue = new Queue(Promise.resolve(library), 5);
  await queue.ready;
  await queue.add(entry({ id: "a" }));
  assert.deepEqual(ids(queue), ["a"]);
  assert.equal(queue.isLasting, false);
});

test("each method makes the change that it names", async () => {
  const queue = new Queue(database().library);
  const [a, b, c] = ["a", "b", "c"].map((id) => entry({ id, tried: true }));
  for (const one of [a, b, c, entry({ id: "y", account: "2" })]) await queue.add(one);
  await queue.add(undo({ id: "u", fields: [] }));
  assert.deepEqual(ids(queue), ["a", "b", "c", "y", "u"]);
  assert.deepEqual(
    queue.waiting("1").map(({ id }) => id),
    ["a", "b"],
  );
  assert.equal(queue.isWanted(c), false);
  assert.equal(queue.holds(c), true);
  await queue.arrived(a);
  await queue.putAside(b, "No.");
  await queue.amend([c], { failures: 1 });
  assert.deepEqual(
    queue.refused("1").map(({ aside }) => aside),
    ["No."],
  );
  assert.equal(queue.next("1").id, "c");
  assert.equal(queue.next("1").failures, 1);
  assert.deepEqual(
    queue.ofOthers("1").map(({ id }) => id),
    ["y"],
  );
  assert.deepEqual(
    queue.aboutTheSamePaths(entry({ account: "2" })).map(({ id }) => id),
    ["y"],
  );
  assert.deepEqual(queue.abandoned("1"), []);
  await queue.remove([c]);
  assert.deepEqual(
    queue.ofAccount("1").map(({ id }) => id),
    ["b"],
  );
});
