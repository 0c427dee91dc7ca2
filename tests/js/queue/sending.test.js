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

test("without a connection everything waits, and is tried again at growing intervals", async () => {
  const { start, sending, left, posted, happened } = ward({
    entries: [a, b],
    replies: Array(4).fill(became("offline")),
  });
  await start();
  for (let number = 0; number < 3; number++) await sending.send();
  assert.deepEqual(left(), ["a", "b"]);
  assert.equal(sending.state, "offline");
  assert.deepEqual(new Set(posted.map(({ id }) => id)), new Set(["a"]));
  assert.deepEqual(
    happened.map(([what, , pause]) => [what, pause]),
    [2000, 4000, 5000, 5000].map((pause) => ["later", pause]),
  );
});

test("after a success, the next lost connection starts with a short interval again", async () => {
  const replies = [became("offline"), became("offline"), saved(), became("offline")];
  const { start, sending, happened } = ward({ entries: [a, b], replies });
  await start();
  await sending.send();
  await sending.send();
  assert.deepEqual(
    happened.filter(([what]) => what === "later").map(([, , pause]) => pause),
    [2000, 4000, 2000],
  );
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

test("after three failures of the server an answer still waits; after the fourth it is shown as not saved", async () => {
  const { start, sending, queue, posted } = ward({ entries: [a, b], replies: Array(4).fill(became("failed")) });
  await start();
  await sending.send();
  await sending.send();
  assert.deepEqual(
    queue.waiting("1").map(({ id }) => id),
    ["a", "b"],
  );
  assert.deepEqual(queue.refused("1"), []);
  await sending.send();
  assert.deepEqual(
    queue.refused("1").map(({ id, aside }) => [id, aside]),
    [["a", "Not accepted."]],
  );
  assert.deepEqual(
    posted.map(({ id }) => id),
    ["a", "a", "a", "a", "b"],
  );
});

test("an answer is never set aside without a reason to show", async () => {
  for (const text of ["", null, "<h1>A proxy's page</h1>", '<i class="notice-error"></i>']) {
    const { start, queue, posted } = ward({ entries: [{ ...a, failures: 3 }], replies: [became("failed", text)] });
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
