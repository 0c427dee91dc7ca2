import assert from "node:assert/strict";
import { test } from "node:test";
import * as entries from "../../../exam/static/js/queue/entries.js";
import { entry, undo } from "../samples.js";

const [a, b, c] = ["a", "b", "c"].map((id) => entry({ id }));
const ids = (list) => list.map(({ id }) => id);

test("answers stay in the order of the taps", () => {
  assert.deepEqual(ids(entries.added([a, b], c)), ["a", "b", "c"]);
});

test("no function changes the list that it is given", () => {
  const list = Object.freeze([Object.freeze(a), Object.freeze({ ...b, tried: true })]);
  entries.added(list, undo({ id: "u" }));
  entries.amended(list, [a], { seen: 9 });
  entries.putAside(list, a, "No.");
  entries.without(list, [a]);
  assert.deepEqual(ids(list), ["a", "b"]);
  assert.equal(list[0].seen, 1);
});

test("an undo takes back the last answer that was never sent, and is not sent itself", () => {
  assert.deepEqual(ids(entries.added([a, b], undo())), ["a"]);
});

test("an undo of an answer that may have arrived is sent after it", () => {
  const list = entries.added([a, { ...b, tried: true }], undo({ id: "u" }));
  assert.deepEqual(ids(list), ["a", "b", "u"]);
  assert.equal(list[2].of, "b");
});

test("an undo with nothing of its examination waiting is for the server", () => {
  const others = [entry({ id: "x", exam: "other" }), entry({ id: "y", account: "2" }), { ...a, aside: "No." }];
  for (const list of [[], others]) {
    const after = entries.added(list, undo({ id: "u" }));
    assert.deepEqual(ids(after), [...ids(list), "u"]);
    assert.equal(after.at(-1).of, undefined);
  }
});

test("a second undo is sent after the first", () => {
  const first = entries.added([{ ...a, tried: true }], undo({ id: "u" }));
  const second = entries.added(first, undo({ id: "v" }));
  assert.deepEqual(ids(second), ["a", "u", "v"]);
  assert.equal(second[2].of, undefined);
});

test("an undo does not affect other examinations and accounts", () => {
  const list = [a, entry({ id: "x", exam: "other" }), entry({ id: "y", account: "2" })];
  assert.deepEqual(ids(entries.added(list, undo())), ["x", "y"]);
});

test("a waiting entry is not refused, not the undo of an answer, and not undone", () => {
  const list = [
    a,
    { ...b, tried: true },
    undo({ id: "u", of: "b" }),
    { ...c, aside: "No." },
    entry({ id: "y", account: "2" }),
  ];
  assert.deepEqual(ids(entries.waiting(list, "1")), ["a"]);
});

test("an undo that the server is to make waits as well", () => {
  assert.deepEqual(ids(entries.waiting([undo({ id: "u" })], "1")), ["u"]);
});

test("the oldest that was not refused is sent next, also if an undo follows", () => {
  const list = [{ ...a, aside: "No." }, entry({ id: "y", account: "2" }), { ...b, tried: true }, undo({ of: "b" })];
  assert.equal(entries.next(list, "1").id, "b");
  assert.equal(entries.next([], "1"), undefined);
});

test("an entry set aside with an empty reason by an older release is not sent again and again", () => {
  assert.equal(entries.next([{ ...a, aside: "" }], "1"), undefined);
  assert.deepEqual(ids(entries.refused([{ ...a, aside: "" }, b], "1")), ["a"]);
});

test("each account has its own answers", () => {
  const list = [a, entry({ id: "y", account: "2" })];
  assert.deepEqual(ids(entries.ofAccount(list, "1")), ["a"]);
  assert.deepEqual(ids(entries.ofOthers(list, "1")), ["y"]);
  // What was refused is never sent, whoever signs in.
  assert.deepEqual(entries.ofOthers([entry({ account: "2", aside: "No." })], "1"), []);
  assert.deepEqual(
    ids(
      entries.refused(
        [
          { ...a, aside: "No." },
          { ...list[1], aside: "No." },
        ],
        "1",
      ),
    ),
    ["a"],
  );
});

test("an answer that arrived is removed, and its undo is still sent", () => {
  assert.deepEqual(ids(entries.afterArrival([a, undo({ id: "u", of: "a" }), b], a)), ["u", "b"]);
});

test("an answer is dropped together with its undo, and with nothing else", () => {
  const list = [a, undo({ id: "u", of: "a" }), undo({ id: "v" }), b];
  assert.deepEqual(ids(entries.without(list, [a])), ["v", "b"]);
});

test("a refused answer stays in its place with the reason, and its undo is dropped", () => {
  const list = entries.putAside([a, b, undo({ id: "u", of: "a" })], a, "No.");
  assert.deepEqual(ids(list), ["a", "b"]);
  assert.deepEqual(
    list.map(({ aside }) => aside),
    ["No.", undefined],
  );
});

test("only the entries that are named are amended", () => {
  assert.deepEqual(
    entries.amended([a, b, c], [a, c], { seen: 7 }).map(({ seen }) => seen),
    [7, 1, 7],
  );
});

test("an answer is wanted while it is in the list and not undone", () => {
  assert.equal(entries.isWanted([a], a), true);
  assert.equal(entries.isWanted([b], a), false);
  assert.equal(entries.isWanted([a, undo({ of: "a" })], a), false);
  assert.equal(entries.holds([a, undo({ of: "a" })], a), true);
});

test("a choice is for all answers of the examination to the same path, and for no undo", () => {
  const same = entry({
    id: "same",
    fields: [
      ["other.path", "1"],
      [a.fields[0][0], "5"],
    ],
  });
  const list = [
    a,
    entry({ id: "else", fields: [["other.path", "1"]] }),
    entry({ id: "x", exam: "other" }),
    entry({ id: "y", account: "2" }),
    { ...undo({ id: "u" }), fields: a.fields },
    { ...b, aside: "No." },
    same,
  ];
  assert.deepEqual(ids(entries.aboutTheSamePaths(list, a)), ["a", "same"]);
});

test("a demonstration is nobody's work, and is forgotten when it is over", () => {
  const now = Date.parse("2026-11-21T10:30:00Z");
  const list = [
    entry({ id: "old", account: "training-a", at: "2026-11-21T09:00:00Z" }),
    entry({ id: "new", account: "training-b", at: "2026-11-21T10:00:00Z" }),
    entry({ id: "real", account: "1", at: "2026-11-20T10:00:00Z" }),
  ];
  assert.deepEqual(ids(entries.ofOthers(list, "2")), ["real"]);
  assert.deepEqual(ids(entries.abandoned(list, "1", now)), ["old"]);
  assert.deepEqual(ids(entries.abandoned(list, "training-b", now)), ["old"]);
  assert.deepEqual(ids(entries.abandoned(list, "training-c", now)), ["old", "new"]);
});

const triedB = { ...b, tried: true };

test("a change names what was added, replaced and taken away", () => {
  assert.deepEqual(entries.changeOf([a, b], [triedB, c]), { put: [triedB, c], gone: ["a"] });
  assert.deepEqual(entries.changeOf([a, b], [a, b]), { put: [], gone: [] });
});

test("a change made twice, or to another list, is the same as once", () => {
  const change = entries.changeOf([a, b], [triedB, c]);
  const once = entries.changed([a, b], change);
  assert.deepEqual(once, [triedB, c]);
  assert.deepEqual(entries.changed(once, change), once);
  assert.deepEqual(entries.changed([], change), [triedB, c]);
});
