import assert from "node:assert/strict";
import { test } from "node:test";
import { EXAM, entry } from "../samples.js";
import { a, b, became, saved, ward } from "../ward.js";

test("answers of another examination or step change nothing on this page", async () => {
  const elsewhere = entry({ id: "x", exam: "other" });
  const { start, left, whats } = ward({ entries: [elsewhere] });
  await start();
  assert.deepEqual(left(), []);
  assert.deepEqual(whats(), []);
  const otherStep = ward({ entries: [entry({ step: "reflexes" })] });
  await otherStep.start();
  assert.deepEqual(otherStep.whats(), ["changesSince"]);
});

test("a step that leads to another does so when nothing is left to send", async () => {
  const to = saved({ to: "/next" });
  const one = ward({ entries: [a], replies: [to] });
  await one.start();
  assert.deepEqual(one.whats(), ["goTo"]);
  const two = ward({ entries: [a, b], replies: [to] });
  await two.start();
  assert.deepEqual(two.whats(), ["swap", "swap"]);
});

test("a saved answer without fragments makes the page catch up", async () => {
  const { start, whats } = ward({ entries: [a], replies: [saved({ text: "" })] });
  await start();
  assert.deepEqual(whats(), ["changesSince"]);
});

test("a copy becomes the page when all is sent", async () => {
  const { start, whats, posted } = ward({ entries: [a], page: { isCopy: true, token: "" } });
  await start();
  assert.equal(posted.length, 1);
  assert.deepEqual(whats(), ["reload"]);
});

test("a copy without a connection stays", async () => {
  const { start, whats, left } = ward({ entries: [a], page: { isCopy: true, token: "" }, problems: ["offline"] });
  await start();
  assert.deepEqual(whats(), ["later"]);
  assert.deepEqual(left(), ["a"]);
});

test("a page rendered while the previous one was sending catches up", async () => {
  const { start, happened } = ward({ behind: true, changes: ["<q>"] });
  await start();
  assert.deepEqual(happened, [
    ["changesSince", EXAM, "strength", 1],
    ["swap", "<q>", undefined],
  ]);
});

test("a page that must be reloaded is, unless unsaved text would be lost", async () => {
  const plain = ward({ behind: true, changes: [""] });
  await plain.start();
  assert.deepEqual(plain.whats(), ["changesSince", "reload"]);
  const typing = ward({ behind: true, changes: [""], typing: true });
  await typing.start();
  assert.deepEqual(typing.whats(), ["changesSince"]);
});

test("changes that were cut off are requested again", async () => {
  const { start, sending, whats } = ward({ behind: true, changes: [null, undefined] });
  await start();
  await sending.send();
  await sending.send();
  assert.deepEqual(whats(), ["changesSince", "changesSince"]);
});

test("a page without an examination, and a copy, have nothing to catch up with", async () => {
  for (const page of [{ exam: "" }, { isCopy: true }]) {
    const { sending, whats } = ward({ page });
    await sending.catchUp();
    assert.deepEqual(whats(), []);
  }
});

/** What is sent when an attempt fails during which `act` came. */
async function sentAfter(act) {
  const tablet = ward({
    entries: [a],
    replies: [
      async () => {
        await tablet.queue.add(b);
        await act(tablet.sending);
        return became("offline");
      },
    ],
  });
  await tablet.start();
  return tablet.posted.map(({ id }) => id);
}

test("a tap while another is being sent is sent after it, and does not repeat it at once", async () => {
  assert.deepEqual(await sentAfter((sending) => sending.send()), ["a"]);
  const { start, queue, sending, posted } = ward({
    entries: [a],
    replies: [
      async () => {
        await queue.add(b);
        await sending.send();
        return saved();
      },
    ],
  });
  await start();
  assert.deepEqual(
    posted.map(({ id }) => id),
    ["a", "b"],
  );
});

test("a connection that comes back while an attempt fails is used at once", async () => {
  assert.deepEqual(await sentAfter((sending) => sending.sendAndCatchUp()), ["a", "a", "b"]);
});

test("returning to the page sends at once and catches up", async () => {
  const { sending, queue, whats, happened } = ward({
    replies: [became("offline"), became("offline"), became("offline")],
  });
  await queue.add(a);
  await sending.send();
  await sending.sendAndCatchUp();
  await sending.sendAndCatchUp();
  assert.deepEqual(
    happened.map(([, , pause]) => pause),
    [2000, 3000, 4500],
  );
  await sending.sendAndCatchUp();
  assert.deepEqual(whats().slice(-2), ["swap", "changesSince"]);
});

test("what must not overtake a tap waits until the tap is sent, also one made meanwhile", async () => {
  const happened = [];
  const { start, queue, sending, left } = ward({
    entries: [a],
    replies: [
      async () => {
        await queue.add(b);
        void sending.sendFirst().then(() => happened.push(left()));
        return saved();
      },
    ],
  });
  await start();
  await sending.sendFirst();
  assert.deepEqual(happened, [[]]);
});

test("what must not overtake a tap does not wait for a connection", async () => {
  const { start, sending, left } = ward({ entries: [a], replies: [became("offline"), became("offline")] });
  await start();
  await sending.sendFirst();
  assert.deepEqual(left(), ["a"]);
});
