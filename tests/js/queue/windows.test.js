import assert from "node:assert/strict";
import { test } from "node:test";
import { Queue } from "../../../exam/static/js/queue/store.js";
import { Windows } from "../../../exam/static/js/queue/windows.js";
import { browserWindows, database } from "../stored.js";
import { a } from "../ward.js";

function two() {
  const { channel, listening } = browserWindows();
  return { one: new Windows(channel), other: new Windows(channel), listening };
}

test("what one window tells is a doubt for the others, and none for itself", () => {
  const { one, other } = two();
  const before = [one.doubts, other.doubts];
  one.tell();
  assert.deepEqual([one.doubts, other.doubts], [before[0], before[1] + 1]);
});

test("a window that was put away tells and hears nothing, and doubts once it is back", () => {
  const { one, other, listening } = two();
  const before = [one.doubts, other.doubts];
  one.open();
  assert.equal(one.doubts, before[0]);
  one.close();
  one.close();
  assert.equal(listening.size, 1);
  one.tell();
  other.tell();
  assert.deepEqual([one.doubts, other.doubts], before);
  one.open();
  assert.equal(one.doubts, before[0] + 1);
  other.tell();
  assert.equal(one.doubts, before[0] + 2);
  one.tell();
  assert.equal(other.doubts, before[1] + 1);
});

test("a queue is known once it is read, until another window adds something", async () => {
  const { library } = database();
  const { one, other } = two();
  const [here, there] = [new Queue(library, one), new Queue(library, other)];
  assert.equal(here.isKnown, false);
  await Promise.all([here.ready, there.ready]);
  assert.deepEqual([here.isKnown, there.isKnown], [true, true]);
  const adding = there.add(a);
  assert.equal(here.isKnown, false);
  // What is read before that is stored is still in doubt.
  await here.refresh();
  await adding;
  assert.deepEqual([here.isKnown, there.isKnown], [false, true]);
  await here.refresh();
  assert.equal(here.isKnown, true);
  assert.equal(here.holds(a), true);
});

test("what a page stored as it was closed is in doubt, also where the queue was read shortly before", async () => {
  const { library } = database();
  const { createStore, update } = await library;
  const { one, other } = two();
  let act = update;
  const here = new Queue(library, one);
  const there = new Queue(Promise.resolve({ createStore, update: (...how) => act(...how) }), other);
  await Promise.all([here.ready, there.ready]);
  const known = [];
  act = async (...how) => {
    await here.refresh();
    known.push(here.isKnown);
    await update(...how);
    other.close();
  };
  await there.add(a);
  assert.deepEqual([...known, here.isKnown], [true, false]);
});

test("of what arrived, and of what is only read, no other window hears", async () => {
  const { library } = database();
  const { one, other } = two();
  const here = new Queue(library, one);
  await here.ready;
  await here.add(a);
  const before = other.doubts;
  await here.refresh();
  await here.arrived(a);
  assert.equal(other.doubts, before);
});

test("a doubt that comes up while the queue is read stays", async () => {
  const { one } = two();
  let during = () => {};
  const { createStore, update } = await database().library;
  const noting = (...how) => update(...how).then(() => during());
  const here = new Queue(Promise.resolve({ createStore, update: noting }), one);
  await here.ready;
  during = one.doubt;
  await here.refresh();
  assert.equal(here.isKnown, false);
});

test("a queue is not known without word from other windows, nor while the browser does not store", async () => {
  const without = new Queue(database().library);
  await without.ready;
  assert.equal(without.isKnown, false);
  let isFull = false;
  const full = new Queue(database(() => isFull).library, two().one);
  await full.ready;
  isFull = true;
  await full.add(a);
  assert.equal(full.isKnown, false);
  isFull = false;
  await new Promise((done) => setTimeout(done, 20));
  assert.equal(full.isKnown, true);
});
