import assert from "node:assert/strict";
import { test } from "node:test";
import { Queue } from "../../../exam/static/js/queue/store.js";
import { entry, undo } from "../samples.js";
import { database } from "../stored.js";

const moment = (milliseconds = 0) => new Promise((done) => setTimeout(done, milliseconds));

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
  await queue.remove(queue.all());
  // Nothing of it was ever stored.
  assert.equal(queue.isLasting, true);
});

test("a full browser loses nothing, and stores what it refused once it has room", async () => {
  let isFull = false;
  const { library, kept } = database(() => isFull);
  const queue = new Queue(library);
  await queue.add(entry({ id: "a" }));
  isFull = true;
  await queue.add(entry({ id: "b" }));
  await queue.add(entry({ id: "c" }));
  assert.deepEqual(ids(queue), ["a", "b", "c"]);
  assert.equal(queue.isLasting, false);
  assert.deepEqual(
    kept.get("answers").map(({ id }) => id),
    ["a"],
  );
  isFull = false;
  await moment(400);
  assert.equal(queue.isLasting, true);
  const after = new Queue(library);
  await after.ready;
  assert.deepEqual(ids(after), ["a", "b", "c"]);
});

test("a browser that refuses for long is asked less and less often", async () => {
  let asked = 0;
  let isFull = true;
  const queue = new Queue(database((key) => key === "answers" && ++asked > 1 && isFull).library);
  await queue.ready;
  await queue.add(entry({ id: "a" }));
  await moment(1000);
  // Twice at once, then once without delay, after 250 and 500 milliseconds.
  assert.ok(asked >= 4 && asked <= 6, `asked ${asked} times`);
  assert.deepEqual(ids(queue), ["a"]);
  isFull = false;
});

test("one failure is not noticed: nothing is lost, and what was taken back does not return", async () => {
  for (const [act, left] of [
    [(queue) => queue.add(entry({ id: "b" })), ["a", "b"]],
    [(queue) => queue.add(undo()), []],
  ]) {
    const failures = [];
    const { library } = database((key) => key === "answers" && failures.shift() === true);
    const queue = new Queue(library);
    await queue.add(entry({ id: "a" }));
    failures.push(true);
    await act(queue);
    assert.equal(queue.isLasting, true);
    const after = new Queue(library);
    await after.ready;
    assert.deepEqual(ids(after), left);
  }
});

test("what was taken back while the browser refused is taken back from what it stored", async () => {
  let isFull = false;
  const { library } = database(() => isFull);
  const queue = new Queue(library);
  await queue.add(entry({ id: "a" }));
  await queue.add(entry({ id: "b", tried: true }));
  isFull = true;
  await queue.remove([entry({ id: "a" })]);
  await queue.amend([entry({ id: "b" })], { seen: 9 });
  assert.equal(queue.isLasting, false);
  isFull = false;
  await moment(400);
  const after = new Queue(library);
  await after.ready;
  assert.deepEqual(
    after.all().map(({ id, seen }) => [id, seen]),
    [["b", 9]],
  );
});

test("a page holds what the browser's emptied storage held, and stores it again, with the browser's name", async () => {
  const { library, kept } = database();
  const queue = new Queue(library);
  await queue.add(entry({ id: "a" }));
  await queue.ready;
  const name = kept.get("browser");
  kept.clear();
  await queue.refresh();
  assert.deepEqual(ids(queue), ["a"]);
  await moment();
  assert.equal(kept.get("browser"), name);
  kept.clear();
  await queue.add(entry({ id: "b" }));
  const after = new Queue(library);
  await after.ready;
  assert.deepEqual(ids(after), ["a", "b"]);
});

test("what another window sent or dismissed stays away", async () => {
  const { library } = database();
  const [one, other] = [new Queue(library), new Queue(library)];
  await one.add(entry({ id: "a" }));
  await other.refresh();
  await one.remove(one.all());
  await other.refresh();
  assert.deepEqual(ids(other), []);
});

test("a change that the browser refuses is not overtaken by one that it accepts", async () => {
  const failures = [false, false, true, true];
  const { library } = database(() => failures.shift() ?? false);
  const queue = new Queue(library);
  await Promise.all([queue.add(entry({ id: "a" })), queue.add(entry({ id: "b" })), queue.add(entry({ id: "c" }))]);
  assert.deepEqual(ids(queue), ["a", "b", "c"]);
});

test("a fault in the queue itself is never taken for saved", async () => {
  const queue = new Queue(database().library);
  await queue.add(entry({ id: "a" }));
  await assert.rejects(queue.amend(null, {}));
  assert.equal(queue.isBroken, true);
  assert.deepEqual(ids(queue), ["a"]);
  await queue.add(entry({ id: "b" }));
  assert.deepEqual(ids(queue), ["a", "b"]);
});

test("what was given up because the browser was slow is not stored later", async () => {
  const held = [];
  const { library, kept } = database();
  const slow = library.then(({ createStore, update }) => ({
    createStore,
    update: async (key, act) => {
      if (key === "answers" && held.length < 1) await new Promise((done) => held.push(done));
      return update(key, act);
    },
  }));
  const queue = new Queue(slow, undefined, 20);
  await queue.add(entry({ id: "a" }));
  await queue.remove([entry({ id: "a" })]);
  await moment(50);
  for (const go of held) go();
  await moment(50);
  assert.deepEqual(ids(queue), []);
  assert.deepEqual(kept.get("answers"), []);
});

test("a database that never responds is no longer used, and the tap is kept", async () => {
  let isOver = false;
  const library = { createStore: () => () => {}, update: async () => isOver || new Promise(() => {}) };
  const queue = new Queue(Promise.resolve(library), undefined, 5);
  await queue.ready;
  await queue.add(entry({ id: "a" }));
  assert.deepEqual(ids(queue), ["a"]);
  assert.equal(queue.isLasting, false);
  isOver = true;
});

test("what is tapped, and what arrived, shows before the database answers", async () => {
  const { library, kept } = database();
  const queue = new Queue(library);
  await queue.ready;
  const stored = queue.add(entry({ id: "a" }));
  assert.deepEqual(ids(queue), ["a"]);
  assert.equal(kept.get("answers").length, 0);
  await stored;
  assert.deepEqual(ids(queue), ["a"]);
  const noted = queue.arrived(entry({ id: "a" }));
  assert.deepEqual(ids(queue), []);
  assert.equal(kept.get("answers").length, 1);
  await noted;
  assert.deepEqual([ids(queue), kept.get("answers")], [[], []]);
});

test("an undo right after a tap takes back that tap and no other", async () => {
  const { library, kept } = database();
  const queue = new Queue(library);
  await queue.add(entry({ id: "a" }));
  const stored = [queue.add(entry({ id: "b" })), queue.add(undo())];
  assert.deepEqual(ids(queue), ["a"]);
  await Promise.all(stored);
  assert.deepEqual(ids(queue), ["a"]);
  assert.equal(kept.get("answers").length, 1);
});

test("what was tapped shows no more once the queue itself failed on it", async () => {
  const queue = new Queue(database().library);
  await queue.ready;
  await assert.rejects(queue.arrived(null));
  assert.equal(queue.isBroken, true);
  assert.deepEqual(ids(queue), []);
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
  await queue.amend([c], { seen: 7 });
  assert.deepEqual(
    queue.refused("1").map(({ aside }) => aside),
    ["No."],
  );
  assert.equal(queue.next("1").id, "c");
  assert.equal(queue.next("1").seen, 7);
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
