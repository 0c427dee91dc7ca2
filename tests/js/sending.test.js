import assert from "node:assert/strict";
import { test } from "node:test";
import { SERVER_FAILED } from "../../exam/static/js/messages.js";
import { Sending } from "../../exam/static/js/queue/sending.js";
import { Queue } from "../../exam/static/js/queue/store.js";
import { EXAM, entry, undo } from "./samples.js";

const NOTICE = '<div class="notice-error">Not accepted.</div>';
const saved = (given = {}) => ({ became: "saved", text: "<p>", to: null, revision: 2, ...given });
const became = (outcome, text = NOTICE) => ({ became: outcome, text, to: null, revision: 0 });

/**
 * Sending with everything around it made up. `replies` are the server's to what is posted, in that order; `problems`
 * those to who is signed in. What happens on the page is noted in `happened`.
 */
function ward({
  entries = [],
  replies = [],
  problems = [],
  changes = [],
  page = {},
  behind = false,
  typing = false,
} = {}) {
  const happened = [];
  const posted = [];
  const note =
    (what) =>
    (...given) =>
      void happened.push([what, ...given]);
  const queue = new Queue(Promise.reject(new Error("Not in a test.")));
  const server = {
    problem: async () => problems.shift() ?? "",
    post: async (one) => {
      posted.push(one);
      const reply = replies.shift() ?? saved();
      return typeof reply === "function" ? reply(one) : reply;
    },
    changesSince: async (...asked) => {
      happened.push(["changesSince", ...asked]);
      return changes.shift();
    },
  };
  const screen = {
    show: () => {},
    swap: async (text, one) => void happened.push(["swap", text, one?.id]),
    wordsOf: (text) => text.replace(/<.*?>/g, ""),
    goTo: note("goTo"),
    reload: note("reload"),
    isTyping: () => typing,
  };
  const browser = {
    alone: (act) => act(),
    later: note("later"),
    noteSaved: note("noteSaved"),
    savedJustNow: () => behind,
  };
  const conflict = { raise: async (one, text) => void happened.push(["raise", one.id, text]), isOver: note("isOver") };
  const place = { account: "1", exam: EXAM, step: "strength", isCopy: false, token: "t", revision: () => 1, ...page };
  const sending = new Sending({ queue, server, page: place, screen, browser, conflict });
  const start = async () => {
    await queue.ready;
    for (const one of entries) await queue.add(one);
    await sending.send();
  };
  const whats = () => happened.map(([what]) => what).filter((what) => what !== "noteSaved");
  return { queue, sending, posted, happened, start, whats, left: () => queue.all().map(({ id }) => id) };
}

const [a, b] = [entry({ id: "a" }), entry({ id: "b" })];

test("answers are sent one after another in the order of the taps, and each leaves when it was saved", async () => {
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

test("an answer is noted as sent before it is, since it may arrive without our hearing", async () => {
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

test("nobody signed in sends nothing, and keeps everything", async () => {
  const { start, posted, left } = ward({ entries: [a], page: { account: "" } });
  await start();
  assert.deepEqual(posted, []);
  assert.deepEqual(left(), ["a"]);
});

test("a colleague's answers stay where they are", async () => {
  const { start, posted, left } = ward({ entries: [entry({ id: "y", account: "2" })] });
  await start();
  assert.deepEqual(posted, []);
  assert.deepEqual(left(), ["y"]);
});

test("without a connection everything waits, and is tried again later and later", async () => {
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

test("what was sent at last is tried soon again when the connection goes once more", async () => {
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

test("still too old with a new token, it is put aside with the reason", async () => {
  const { start, queue } = ward({ entries: [a], replies: [became("too-old"), became("too-old")] });
  await start();
  assert.deepEqual(
    queue.refused("1").map(({ aside }) => aside),
    ["Not accepted."],
  );
});

test("a refused answer is put aside with the reason, its undo goes, and the rest is sent", async () => {
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

test("after three failures of the server an answer still waits; after the fourth it is said not to be saved", async () => {
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

test("an answer is never put aside without a reason to read", async () => {
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

test("an undo in conflict is put aside: it must not take back what another tablet answered", async () => {
  const { start, queue } = ward({ entries: [undo({ id: "u" })], replies: [became("conflict")] });
  await start();
  assert.deepEqual(
    queue.refused("1").map(({ id }) => id),
    ["u"],
  );
});

test("an answer in conflict that was taken back asks nothing, and goes with its undo", async () => {
  const { start, left, whats } = ward({ entries: [{ ...a, tried: true }, undo()], replies: [became("conflict")] });
  await start();
  assert.deepEqual(left(), []);
  assert.deepEqual(whats(), ["isOver", "changesSince"]);
});

test("an answer that was given up in this very moment is not sent", async () => {
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

test("a step that leads on does so when nothing is left to send", async () => {
  const to = saved({ to: "/next" });
  const one = ward({ entries: [a], replies: [to] });
  await one.start();
  assert.deepEqual(one.whats(), ["goTo"]);
  const two = ward({ entries: [a, b], replies: [to] });
  await two.start();
  assert.deepEqual(two.whats(), ["swap", "swap"]);
});

test("a saved answer without pieces of a page makes it catch up", async () => {
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

test("a page drawn while the one before was sending catches up", async () => {
  const { start, happened } = ward({ behind: true, changes: ["<q>"] });
  await start();
  assert.deepEqual(happened, [
    ["changesSince", EXAM, "strength", 1],
    ["swap", "<q>", undefined],
  ]);
});

test("a page that must be drawn anew is, unless words on it would be lost", async () => {
  const plain = ward({ behind: true, changes: [""] });
  await plain.start();
  assert.deepEqual(plain.whats(), ["changesSince", "reload"]);
  const typing = ward({ behind: true, changes: [""], typing: true });
  await typing.start();
  assert.deepEqual(typing.whats(), ["changesSince"]);
});

test("changes that were cut off are asked for again", async () => {
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

test("a tap while another is being sent is sent after it", async () => {
  const { start, queue, sending, posted } = ward({
    entries: [a],
    replies: [
      async () => {
        await queue.add(b);
        await sending.send();
        return became("offline");
      },
    ],
  });
  await start();
  assert.deepEqual(
    posted.map(({ id }) => id),
    ["a", "a", "b"],
  );
});

test("someone back at the page sends at once and catches up", async () => {
  const { sending, queue, whats, happened } = ward({
    replies: [became("offline"), became("offline"), became("offline")],
  });
  await queue.add(a);
  await sending.send();
  await sending.send();
  await sending.sendAndCatchUp();
  assert.deepEqual(
    happened.map(([, , pause]) => pause),
    [2000, 4000, 2000],
  );
  await sending.send();
  assert.deepEqual(whats().slice(-2), ["swap", "changesSince"]);
});
