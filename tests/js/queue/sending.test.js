import assert from "node:assert/strict";
import { test } from "node:test";
import { SERVER_FAILED } from "../../../exam/static/js/messages.js";
import { entry, undo } from "../samples.js";
import { a, b, became, saved, ward } from "../ward.js";

test("answers are sent one after another in the order of the taps, and each is removed once it is saved", async () => {
  const { start, posted, left, happened } = ward({ entries: [a, b] });
  await start();
  assert.deepEqual(
    posted.map(({ id }) => id),
    ["a", "b"],
  );
  assert.deepEqual(left(), []);
  assert.deepEqual(
    happened.filter(([what]) => what === "swap"),
    [
      ["swap", "<p>", "a"],
      ["swap", "<p>", "b"],
    ],
  );
});

test("an answer is marked as tried before it is sent, since its reply may be lost", async () => {
  const tried = [];
  const { start, queue } = ward({
    entries: [a],
    replies: [
      () => {
        tried.push(queue.next("1").tried);
        return saved();
      },
    ],
  });
  await start();
  assert.deepEqual(tried, [true]);
});

test("without anyone signed in nothing is sent, and everything is kept", async () => {
  const { start, posted, left } = ward({ entries: [a], page: { account: "" } });
  await start();
  assert.deepEqual(posted, []);
  assert.deepEqual(left(), ["a"]);
});

test("a colleague's answers stay on the tablet", async () => {
  const { start, posted, left } = ward({ entries: [entry({ id: "y", account: "2" })] });
  await start();
  assert.deepEqual(posted, []);
  assert.deepEqual(left(), ["y"]);
});

/** The next attempt, when its time has come. */
const later = (happened) => happened.findLast(([what]) => what === "later")[1]();
const pauses = (happened) => happened.filter(([what]) => what === "later").map(([, , pause]) => pause);

test("without a connection, or a server that can save, everything waits, and is tried again after growing pauses", async () => {
  for (const became_ of ["offline", "failed"]) {
    const { start, sending, queue, left, posted, happened } = ward({
      entries: [a, b],
      replies: Array(12).fill(became(became_, "")),
    });
    await start();
    for (let number = 0; number < 8; number++) await later(happened);
    assert.deepEqual(left(), ["a", "b"]);
    assert.deepEqual(queue.refused("1"), []);
    assert.equal(sending.state, "offline");
    assert.deepEqual(new Set(posted.map(({ id }) => id)), new Set(["a"]));
    assert.deepEqual(pauses(happened), [2000, 3000, 4500, 6750, 10_125, 15_187.5, 20_000, 20_000, 20_000]);
  }
});

test("taps while it is waited do not make the next attempt earlier, and are sent in their order", async () => {
  const { start, sending, queue, posted, happened, left } = ward({ entries: [a], replies: [became("failed", "")] });
  await start();
  for (let number = 0; number < 9; number++) await sending.send();
  await queue.add(b);
  await sending.send();
  assert.equal(posted.length, 1);
  await later(happened);
  assert.deepEqual(
    posted.map(({ id }) => id),
    ["a", "a", "b"],
  );
  assert.deepEqual(left(), []);
  assert.equal(sending.state, "");
});

test("until something is saved, what waits is not shown as being saved", async () => {
  const states = [];
  const { start, sending, happened } = ward({
    entries: [a],
    replies: [
      became("offline"),
      () => {
        states.push(sending.state);
        return saved();
      },
    ],
  });
  await start();
  await later(happened);
  assert.deepEqual(states, ["offline"]);
  assert.equal(sending.state, "");
});

test("a connection that is back is used at once, and without success the pause goes on growing", async () => {
  const { start, sending, posted, happened } = ward({ entries: [a], replies: Array(4).fill(became("offline")) });
  await start();
  await sending.sendAndCatchUp();
  await sending.sendAndCatchUp();
  assert.equal(posted.length, 3);
  assert.deepEqual(pauses(happened), [2000, 3000, 4500]);
});

test("what must come after the taps sends them once the server answers, and not before", async () => {
  const { start, sending, posted, left } = ward({
    entries: [a],
    replies: [became("offline")],
    problems: ["offline", ""],
  });
  await start();
  await sending.sendFirst();
  assert.equal(posted.length, 1);
  await sending.sendFirst();
  assert.deepEqual(left(), []);
});

test("after a success, the next lost connection starts with a short interval again", async () => {
  const replies = [became("offline"), became("offline"), saved(), became("offline")];
  const { start, happened } = ward({ entries: [a, b], replies });
  await start();
  await later(happened);
  await later(happened);
  assert.deepEqual(pauses(happened), [2000, 3000, 2000]);
});

test("an answer that stays in the queue though it was saved is not sent without end", async () => {
  const { start, queue, posted, sending } = ward({ entries: [a] });
  queue.arrived = async () => {};
  await start();
  assert.equal(posted.length, 1);
  assert.equal(sending.state, "offline");
});

test("a fault of our own loses nothing", async () => {
  const { start, sending, left } = ward({ entries: [a], replies: [() => Promise.reject(new Error("A fault."))] });
  await start();
  assert.deepEqual(left(), ["a"]);
  assert.equal(sending.state, "offline");
});

test("when the session ended, or someone else signed in, everything waits", async () => {
  for (const [problems, state] of [
    [["signed-out"], "signed-out"],
    [["other-account"], "other-account"],
    [[], "signed-out"],
  ]) {
    const { start, sending, left, whats } = ward({ entries: [a, b], replies: [became("signed-out")], problems });
    await start();
    assert.equal(sending.state, state);
    assert.deepEqual(left(), ["a", "b"]);
    assert.deepEqual(whats(), []);
  }
});

test("a form that is too old is sent again with a new token", async () => {
  const { start, posted, left } = ward({ entries: [a], replies: [became("too-old"), saved()] });
  await start();
  assert.deepEqual(
    posted.map(({ id }) => id),
    ["a", "a"],
  );
  assert.deepEqual(left(), []);
});

test("without a new token it waits", async () => {
  const { start, sending, left } = ward({ entries: [a], replies: [became("too-old")], problems: ["offline"] });
  await start();
  assert.equal(sending.state, "offline");
  assert.deepEqual(left(), ["a"]);
});

test("still too old with a new token, it is set aside with the reason", async () => {
  const { start, queue } = ward({ entries: [a], replies: [became("too-old"), became("too-old")] });
  await start();
  assert.deepEqual(
    queue.refused("1").map(({ aside }) => aside),
    ["Not accepted."],
  );
});

test("a refused answer is set aside with the reason, its undo is dropped, and the rest is sent", async () => {
  const tried = { ...a, tried: true };
  const { start, queue, posted, left } = ward({ entries: [tried, undo({ id: "u" }), b], replies: [became("refused")] });
  await start();
  assert.deepEqual(left(), ["a"]);
  assert.deepEqual(
    posted.map(({ id }) => id),
    ["a", "b"],
  );
  assert.deepEqual(
    queue.refused("1").map(({ aside }) => aside),
    ["Not accepted."],
  );
});

test("an answer is never set aside without a reason to show", async () => {
  for (const text of ["", null, "<h1>A proxy's page</h1>", '<i class="notice-error"></i>']) {
    const { start, queue, posted } = ward({ entries: [a], replies: [became("refused", text)] });
    await start();
    assert.deepEqual(
      queue.refused("1").map(({ aside }) => aside),
      [SERVER_FAILED],
    );
    assert.equal(posted.length, 1);
  }
});

test("a conflict waits for the clinician, and so does what comes after it", async () => {
  const { start, sending, left, happened, posted } = ward({ entries: [a, b], replies: [became("conflict", "<c>")] });
  await start();
  assert.equal(sending.state, "conflict");
  assert.deepEqual(left(), ["a", "b"]);
  assert.deepEqual(happened, [["raise", "a", "<c>"]]);
  assert.equal(posted.length, 1);
});

test("a conflict that was cut off is raised all the same", async () => {
  const { start, happened } = ward({ entries: [a], replies: [became("conflict", null)] });
  await start();
  assert.deepEqual(happened, [["raise", "a", ""]]);
});

test("an undo in conflict is set aside: it must not undo what another tablet answered", async () => {
  const { start, queue } = ward({ entries: [undo({ id: "u" })], replies: [became("conflict")] });
  await start();
  assert.deepEqual(
    queue.refused("1").map(({ id }) => id),
    ["u"],
  );
});

test("an answer in conflict that was undone raises no question, and is dropped with its undo", async () => {
  const { start, left, whats } = ward({ entries: [{ ...a, tried: true }, undo()], replies: [became("conflict")] });
  await start();
  assert.deepEqual(left(), []);
  assert.deepEqual(whats(), ["isOver", "changesSince"]);
});

test("an answer that was dropped just before sending is not sent", async () => {
  const { start, queue, posted } = ward({ entries: [a] });
  await queue.ready;
  const { amend } = queue;
  queue.amend = async (which, changes) => {
    await amend(which, changes);
    await queue.remove(which);
  };
  await start();
  assert.deepEqual(posted, []);
});

test("what is tapped on a locked tablet waits, is not tried again by itself, and is sent in order after unlocking", async () => {
  const { start, sending, posted, left, whats } = ward({ entries: [a, b], replies: [became("locked")] });
  await start();
  assert.equal(sending.state, "locked");
  assert.deepEqual(left(), ["a", "b"]);
  assert.deepEqual(whats(), []);
  await sending.sendAndCatchUp();
  assert.deepEqual(
    posted.map(({ id }) => id),
    ["a", "a", "b"],
  );
  assert.deepEqual(left(), []);
  assert.equal(sending.state, "");
});
