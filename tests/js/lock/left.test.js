import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { forgetWhoIsSignedIn, Left } from "../../../exam/static/js/lock/left.js";

const KEY = "dermyo-signed-in";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

/** A page of account 1 that was left, in a browser that keeps this; the test replies for the server. */
function pageLeft(stored = { [KEY]: "1" }, account = "1") {
  const shown = [];
  const asked = [];
  const kept = {
    getItem: (key) => stored[key] ?? null,
    setItem: (key, value) => void Object.assign(stored, { [key]: value }),
    removeItem: (key) => Reflect.deleteProperty(stored, key),
  };
  const screen = {
    hide: (words, isStaying) => shown.push([words.split(" ")[0], isStaying]),
    show: (isLocked) => shown.push(isLocked ? "locked" : "page"),
    reload: () => shown.push("sign-in"),
  };
  const server = { problem: () => new Promise((resolve) => asked.push(resolve)) };
  const left = new Left({ server, account, kept: () => kept, screen });
  return { left, shown, asked, stored, kept, screen, server };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function passes(milliseconds) {
  mock.timers.tick(milliseconds);
  await settled();
}

async function shownAfter(problem, ...how) {
  const { left, shown, asked, stored } = pageLeft(...how);
  const asking = left.ask();
  assert.deepEqual(shown, []);
  asked[0](problem);
  await asking;
  return [...shown, stored[KEY]];
}

test("it is shown once the server has said that the same person is signed in, whatever the browser noted", async () => {
  assert.deepEqual(await shownAfter(""), ["page", "1"]);
  assert.deepEqual(await shownAfter("", {}), ["page", "1"]);
  assert.deepEqual(await shownAfter("locked"), ["locked", "1"]);
});

test("it is not shown to nobody and to nobody else", async () => {
  assert.deepEqual(await shownAfter("signed-out"), ["sign-in", "1"]);
  assert.deepEqual(await shownAfter("other-account", { [KEY]: "2" }), ["sign-in", "2"]);
});

test("without the server it is shown unless somebody signed out, or somebody else signed in", async () => {
  assert.deepEqual(await shownAfter("offline"), ["page", "1"]);
  assert.deepEqual(await shownAfter("offline", {}), [["Somebody", true], undefined]);
  assert.deepEqual(await shownAfter("offline", { [KEY]: "2" }), [["Somebody", true], "2"]);
});

test("a demonstration is shown without the server, and is nobody who is signed in", async () => {
  assert.deepEqual(await shownAfter("offline", {}, "training-a"), ["page", undefined]);
  assert.deepEqual(await shownAfter("", {}, "training-a"), ["page", undefined]);
});

test("signing out is noted before it is sent", async () => {
  const { left, stored, kept, asked, shown } = pageLeft();
  forgetWhoIsSignedIn(() => kept);
  assert.equal(KEY in stored, false);
  const asking = left.ask();
  asked[0]("offline");
  await asking;
  assert.deepEqual(shown, [["Somebody", true]]);
});

test("a browser that keeps nothing shows it once the server has replied", async () => {
  const { shown, screen, server, asked } = pageLeft();
  const kept = () => {
    throw new Error("The browser keeps nothing.");
  };
  const left = new Left({ server, account: "1", kept, screen });
  forgetWhoIsSignedIn(kept);
  for (const problem of ["offline", ""]) {
    const asking = left.ask();
    asked.at(-1)(problem);
    await asking;
  }
  assert.deepEqual(shown, [["Somebody", true], "page"]);
});

test("a server that is slow to reply counts as none, until it replies", async () => {
  const { left, shown, asked } = pageLeft();
  void left.ask();
  await passes(999);
  assert.deepEqual(shown, []);
  await passes(1);
  assert.deepEqual(shown, [["Asking", false]]);
  await passes(5000);
  assert.deepEqual(shown, [["Asking", false], "page"]);
  asked[0]("signed-out");
  await settled();
  assert.deepEqual(shown.at(-1), "sign-in");
});

test("what was asked before it was left once more does not show it", async () => {
  const { left, shown, asked } = pageLeft();
  const first = left.ask();
  left.leave();
  asked[0]("offline");
  await first;
  assert.deepEqual(shown, []);
  const second = left.ask();
  asked[1]("");
  await second;
  assert.deepEqual(shown, ["page"]);
});

test("it asks once, and again when the clinician wants it", async () => {
  const { left, shown, asked } = pageLeft({});
  void left.ask();
  void left.ask();
  assert.equal(asked.length, 1);
  const again = left.tryAgain();
  asked[1]("offline");
  await again;
  assert.deepEqual(shown, [["Somebody", true]]);
});
