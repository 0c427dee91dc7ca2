import assert from "node:assert/strict";
import { test } from "node:test";
import { Keeping } from "../../../exam/static/js/lock/keeping.js";

/** Windows of one browser, which share what it keeps and a clock. */
function tablet(stored = {}) {
  const clock = { now: 1_000_000 };
  const kept = {
    getItem: (key) => stored[key] ?? null,
    setItem: (key, value) => void Object.assign(stored, { [key]: value }),
    removeItem: (key) => Reflect.deleteProperty(stored, key),
  };
  const open = (page = {}) =>
    new Keeping({ kept, now: () => clock.now, page: { minutes: 15, opening: "one", isLocked: false, ...page } });
  const passes = (minutes) => {
    clock.now += minutes * 60_000;
  };
  return { open, passes, stored, clock };
}

test("it is due 15 minutes after the last use", () => {
  const { open, passes } = tablet();
  const window = open();
  passes(14.99);
  assert.equal(window.isDue, false);
  window.use();
  passes(14.99);
  assert.equal(window.isDue, false);
  passes(0.01);
  assert.equal(window.isDue, true);
});

test("use of one window counts for all, also of a page opened later", () => {
  const { open, passes } = tablet();
  const [first, second] = [open(), open()];
  passes(10);
  second.use();
  passes(10);
  assert.equal(first.isDue, false);
  open();
  passes(10);
  assert.equal(first.isDue, false);
  passes(5);
  assert.deepEqual([first.isDue, second.isDue], [true, true]);
});

test("a clock that was set back does not keep it open", () => {
  const { open, passes } = tablet({ "dermyo-used": "9000000000" });
  const window = open({ opening: "" });
  assert.equal(window.isDue, true);
  const other = tablet();
  const fresh = other.open();
  other.stored["dermyo-used"] = "9000000000";
  other.passes(15);
  assert.equal(fresh.isDue, true);
  passes(1);
});

test("one window that is locked locks all, until one is unlocked", () => {
  const { open, stored } = tablet();
  const [first, second] = [open(), open()];
  first.lock();
  assert.deepEqual([first.isDue, second.isDue, second.isOpenedElsewhere], [true, true, false]);
  first.open("two");
  assert.deepEqual([first.isDue, second.isDue, second.isOpenedElsewhere], [false, false, true]);
  assert.equal(second.lastOpening, "two");
  assert.equal(first.opening, "two");
  assert.equal(stored["dermyo-locked"], undefined);
});

test("a page of the opening that was locked stays locked, and one of a later opening does not", () => {
  const { open } = tablet();
  open().lock();
  assert.equal(open().isDue, true);
  assert.equal(open({ opening: "two" }).isDue, false);
  assert.equal(open().isDue, false);
});

test("the page of a tablet that the server locked locks the other windows", () => {
  const { open } = tablet();
  const window = open();
  open({ isLocked: true });
  assert.equal(window.isDue, true);
});

test("a copy is open only while the tablet is in use, and locks the opening of the page before it", () => {
  const { open, passes, stored } = tablet();
  open();
  passes(14);
  assert.equal(open({ opening: "" }).isDue, false);
  passes(1);
  const copy = open({ opening: "" });
  assert.equal(copy.isDue, true);
  copy.lock();
  assert.equal(stored["dermyo-locked"], "one");
  assert.equal(open().isDue, true);
});

test("a copy is locked where nothing is known of the tablet", () => {
  const { open, stored } = tablet();
  const copy = open({ opening: "" });
  assert.equal(copy.isDue, true);
  copy.lock();
  assert.equal(stored["dermyo-locked"], "copy");
});

test("a browser that keeps nothing locks the page alone", () => {
  const refuse = () => {
    throw new Error("No storage.");
  };
  const kept = { getItem: refuse, setItem: refuse, removeItem: refuse };
  let now = 0;
  const window = new Keeping({ kept, now: () => now, page: { minutes: 1, opening: "one", isLocked: false } });
  assert.equal(window.isDue, false);
  now = 60_000;
  assert.equal(window.isDue, true);
  window.open("two");
  assert.equal(window.isDue, false);
  window.lock();
  assert.equal(window.isDue, true);
  window.open("three");
  assert.equal(window.isDue, false);
});

test("only what is about the lock concerns it", () => {
  const window = tablet().open();
  assert.deepEqual(["dermyo-locked", "dermyo-used", null].map(window.concerns), [true, false, false]);
});
