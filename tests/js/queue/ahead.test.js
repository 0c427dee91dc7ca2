import assert from "node:assert/strict";
import { test } from "node:test";
import { Queue } from "../../../exam/static/js/queue/store.js";
import { Windows } from "../../../exam/static/js/queue/windows.js";
import { undo } from "../samples.js";
import { browserWindows, database } from "../stored.js";
import { a, b, became, saved, ward } from "../ward.js";

const ids = (list) => list.map(({ id }) => id);
const moment = () => new Promise((done) => setTimeout(done));

/** A page that knows its queue, and what the database holds whenever something is posted. `hold` stops the database. */
async function page(given = {}, shared = database(), { channel } = browserWindows()) {
  const windows = new Windows(channel);
  const atPost = [];
  const noting = (one) => {
    atPost.push((shared.kept.get("answers") ?? []).map(({ id, tried }) => `${id}${tried ? " tried" : ""}`));
    return saved(one);
  };
  let held = Promise.resolve();
  const { createStore, update } = await shared.library;
  const library = Promise.resolve({ createStore, update: (...how) => held.then(() => update(...how)) });
  const made = ward({ library, windows, replies: Array(9).fill(noting), ...given });
  await made.queue.ready;
  const hold = () => {
    let release;
    held = new Promise((done) => {
      release = done;
    });
    return release;
  };
  const tap = (one) => Promise.all([made.sending.add(one), made.sending.send()]);
  return { ...made, ...shared, windows, channel, atPost, hold, tap };
}

test("an answer is posted while it is being stored, and its reply changes the page before it is", async () => {
  const { tap, hold, posted, whats, kept, left } = await page();
  const release = hold();
  const tapped = tap(a);
  await moment();
  assert.deepEqual(ids(posted), ["a"]);
  assert.deepEqual(kept.get("answers"), []);
  assert.deepEqual(whats(), ["swap"]);
  release();
  await tapped;
  assert.deepEqual(ids(posted), ["a"]);
  assert.deepEqual(whats(), ["swap"]);
  assert.deepEqual(left(), []);
  assert.deepEqual(kept.get("answers"), []);
});

test("what is posted ahead is stored as tried, so that an undo comes after it", async () => {
  const { tap, hold, posted, sending, queue } = await page();
  const release = hold();
  const tapped = [tap(a), tap(undo({ id: "u" }))];
  release();
  await Promise.all(tapped);
  assert.deepEqual(
    posted.map(({ id, of }) => [id, of]),
    [
      ["a", undefined],
      ["u", "a"],
    ],
  );
  assert.deepEqual(queue.all(), []);
  assert.equal(sending.isFree, true);
});

test("nothing is posted ahead while another answer waits, and no undo ever", async () => {
  const { tap, atPost } = await page();
  await Promise.all([tap(a), tap(b)]);
  assert.deepEqual(atPost, [[], ["b tried"]]);
  await tap(undo({ id: "u" }));
  assert.deepEqual(atPost.at(-1), ["u tried"]);
});

test("nothing is posted ahead of what another window added", async () => {
  const { tap, posted, channel, library, atPost } = await page();
  await new Queue(library, new Windows(channel)).add(a);
  await tap(b);
  assert.deepEqual(ids(posted), ["a", "b"]);
  assert.deepEqual(atPost, [["a tried", "b"], ["b tried"]]);
});

test("other windows hear of an answer before it is stored, and after", async () => {
  const { tap, hold, channel } = await page();
  const other = new Windows(channel);
  for (const answers of [[a], [a, b]]) {
    const before = other.doubts;
    const release = hold();
    const tapped = answers.map(tap);
    await moment();
    const meanwhile = other.doubts;
    assert.ok(meanwhile > before);
    release();
    await Promise.all(tapped);
    assert.ok(other.doubts > meanwhile);
  }
});

test("nothing is posted ahead of what another window posted and left behind as it was closed", async () => {
  const shared = database();
  const there = await page({ replies: [() => new Promise(() => {})] }, shared);
  const here = await page({}, shared, there);
  const release = there.hold();
  void there.tap(a);
  await moment();
  there.windows.close();
  release();
  await moment();
  await here.tap(b);
  assert.deepEqual(ids(here.posted), ["a", "b"]);
});

test("where posting ahead fails, the answer is posted again in its turn", async () => {
  const { tap, sending, posted, left } = await page({ replies: [() => Promise.reject(new Error("A fault."))] });
  await tap(a);
  assert.deepEqual(left(), ["a"]);
  await sending.sendFirst();
  assert.deepEqual(ids(posted), ["a", "a"]);
  assert.deepEqual(left(), []);
});

test("after an answer that did not arrive nothing is posted ahead", async () => {
  const { tap, posted, left } = await page({ replies: [became("offline")] });
  await tap(a);
  await tap(b);
  assert.deepEqual(ids(posted), ["a"]);
  assert.deepEqual(left(), ["a", "b"]);
});

test("an answer that the browser cannot store is posted once and saved", async () => {
  let isFull = false;
  const { tap, posted, whats, left } = await page(
    {},
    database(() => isFull),
  );
  isFull = true;
  await tap(a);
  isFull = false;
  assert.deepEqual(ids(posted), ["a"]);
  assert.deepEqual(whats(), ["swap"]);
  assert.deepEqual(left(), []);
});

test("where the turn to send fails, the reply is read at the next one, and nothing is posted again", async () => {
  let fails = true;
  const alone = (act) => (fails ? Promise.reject(new Error("No lock.")) : act());
  const { tap, sending, posted, whats, left } = await page({ alone });
  await tap(a);
  assert.deepEqual(left(), ["a"]);
  fails = false;
  await sending.sendFirst();
  assert.deepEqual(ids(posted), ["a"]);
  assert.deepEqual(whats(), ["later", "swap"]);
  assert.deepEqual(left(), []);
});

test("what another window sent as well is shown by its own reply, or fetched once it is known to be gone", async () => {
  for (const taps of [0, 1]) {
    const shared = database();
    let isFirst = true;
    const alone = async (act) => {
      await moment();
      if (isFirst) await new Queue(shared.library).arrived(a);
      // It reads the queue anew.
      if (isFirst && taps) await here.tap(b);
      isFirst = false;
      return act();
    };
    const here = await page({ alone, changes: ["<p>"] }, shared);
    await here.tap(a);
    assert.deepEqual(ids(here.posted), taps ? ["a", "b"] : ["a"]);
    assert.deepEqual(here.whats(), taps ? ["swap", "changesSince", "swap"] : ["swap"]);
    assert.deepEqual(here.left(), []);
  }
});
