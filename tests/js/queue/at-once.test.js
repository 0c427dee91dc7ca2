import assert from "node:assert/strict";
import { test } from "node:test";
import * as entries from "../../../exam/static/js/queue/entries.js";
import { Queue } from "../../../exam/static/js/queue/store.js";
import { entry, undo } from "../samples.js";
import { database } from "../stored.js";
import { a, b, became, saved, ward } from "../ward.js";

const marks = (list) => list.map(({ id, tried }) => `${id}${tried ? " tried" : ""}`);

test("what is sent at once counts as tried from the start, if nothing is to be sent before it", () => {
  const colleagues = entry({ id: "y", account: "2" });
  for (const [before, after] of [
    [[], ["b tried"]],
    [[a], ["a", "b"]],
    [
      [{ ...a, aside: "No." }, colleagues],
      ["a", "y", "b tried"],
    ],
  ]) {
    assert.deepEqual(marks(entries.added(before, b, true)), after);
    assert.ok(!entries.added(before, b).some(({ tried }) => tried));
  }
});

test("an undo that is sent at once takes back what was never sent, and comes after what may have arrived", () => {
  const last = undo({ id: "u" });
  assert.deepEqual(marks(entries.added([], last, true)), ["u tried"]);
  assert.deepEqual(marks(entries.added([a], last, true)), []);
  assert.deepEqual(marks(entries.added([{ ...a, tried: true }], last, true)), ["a tried", "u"]);
});

/** A page with a database, and what that holds whenever something is posted. */
async function page(given = {}, { library, kept, changes } = database()) {
  const atPost = [];
  const noting = (one) => {
    atPost.push(marks(kept.get("answers")));
    return saved(one);
  };
  const made = ward({ library, replies: Array(9).fill(noting), ...given });
  await made.queue.ready;
  const tap = (one) => Promise.all([made.sending.add(one), made.sending.send()]);
  return { ...made, library, kept, changes, atPost, tap };
}

test("a tap is stored once before it is sent, as tried, and once when it arrived", async () => {
  const { tap, changes, atPost, left } = await page();
  const before = changes.length;
  await tap(a);
  assert.deepEqual(changes.slice(before), ["answers", "answers"]);
  assert.deepEqual(atPost, [["a tried"]]);
  assert.deepEqual(left(), []);
});

test("a tap made while another is sent is stored before it is sent, and in its order", async () => {
  const { tap, posted, atPost } = await page();
  await Promise.all([tap(a), tap(b)]);
  assert.deepEqual(
    posted.map(({ id }) => id),
    ["a", "b"],
  );
  assert.deepEqual(atPost, [["a tried", "b"], ["b tried"]]);
});

test("what another window tapped before is sent before, though this one did not know of it", async () => {
  const { tap, posted, library, atPost } = await page();
  await new Queue(library).add(a);
  await tap(b);
  assert.deepEqual(
    posted.map(({ id }) => id),
    ["a", "b"],
  );
  assert.deepEqual(atPost, [["a tried", "b"], ["b tried"]]);
});

test("what another window sent while this one waited for its turn is not sent again", async () => {
  const shared = database();
  const alone = async (act) => {
    await new Promise((done) => setTimeout(done, 5));
    await new Queue(shared.library).arrived(a);
    return act();
  };
  const { tap, posted, left } = await page({ alone }, shared);
  await tap(a);
  assert.deepEqual(posted, []);
  assert.deepEqual(left(), []);
});

test("an undo of a tap whose turn to be sent did not come is sent after it", async () => {
  const { tap, queue, kept, posted, happened } = await page({ alone: () => Promise.reject(new Error("No lock.")) });
  await tap(a);
  await queue.add(undo({ id: "u" }));
  assert.deepEqual(marks(kept.get("answers")), ["a tried", "u"]);
  assert.deepEqual(queue.waiting("1"), []);
  assert.deepEqual(posted, []);
  assert.equal(happened.at(-1)[0], "later");
});

test("nothing is sent at once while something is in the way", async () => {
  const isFree = async (given) => {
    const { start, sending } = ward({ entries: [a], ...given });
    await start();
    return sending.isFree;
  };
  assert.equal(await isFree({}), true);
  assert.equal(await isFree({ page: { account: "" } }), false);
  assert.equal(await isFree({ page: { token: "" } }), false);
  for (const how of ["offline", "locked", "signed-out", "conflict"]) {
    assert.equal(await isFree({ replies: [became(how)] }), false);
  }
  const { queue, sending } = ward();
  await queue.ready;
  const sent = sending.send();
  assert.equal(sending.isFree, false);
  await sent;
  assert.equal(sending.isFree, true);
});
