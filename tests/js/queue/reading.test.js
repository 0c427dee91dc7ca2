import assert from "node:assert/strict";
import { test } from "node:test";
import { read, VERSION } from "../../../exam/static/js/queue/reading.js";
import { Queue } from "../../../exam/static/js/queue/store.js";
import { EXAM, entry, undo } from "../samples.js";
import { database } from "../stored.js";

const how = () => {
  let number = 0;
  return { newId: () => `new-${++number}`, reason: "It cannot be read." };
};
const holes = [entry({ id: "a" })];
holes.length = 2;

/** What a browser's database may hold, by what is wrong with it, each with the number of things that are no answer. */
export const CORRUPT = {
  "nothing where a list should be": [null, 1],
  "a word": ["[]", 1],
  "a number": [7, 1],
  "one answer without a list": [entry(), 0],
  "a list in the list": [[[entry()]], 1],
  "a hole": [holes, 1],
  "nothing in the list": [[entry({ id: "a" }), null, undefined], 2],
  "an empty answer": [[{}], 1],
  "no id": [[entry({ id: "" })], 1],
  "a number as id": [[entry({ id: 5 })], 1],
  "no account": [[entry({ account: undefined })], 1],
  "an examination that is none": [[entry({ exam: "../../account" })], 1],
  "another site": [[entry({ action: "https://evil.example/exams/x" })], 1],
  "another page of this site": [[entry({ action: "/account/people" })], 1],
  "an address with more behind it": [[entry({ action: `/exams/${EXAM}/strength?next=https://evil.example` })], 1],
  "the address of another examination": [[entry({ action: `/exams/${"f".repeat(32)}/strength` })], 1],
  "a way out of the examination": [[entry({ action: `/exams/${EXAM}/../../account/sign-out` })], 1],
  "a step that is an address": [[entry({ step: "../note" })], 1],
  "fields that are no list": [[entry({ fields: "left" })], 1],
  "fields without a value": [[entry({ fields: [["findings.strength.hip_flexion.left"]] })], 1],
  "a field that is a number": [[entry({ fields: [["patient.age", 44]] })], 1],
  "a hole in the fields": [[entry({ fields: Array(1) })], 1],
  "no name": [[entry({ name: undefined })], 1],
  "no revision": [[entry({ seen: Number.NaN })], 1],
  "no time": [[entry({ at: "yesterday" })], 1],
  "a reason that is none": [[entry({ aside: 5 })], 1],
  "a mark that is none": [[entry({ tried: "yes" })], 1],
  "a newer version": [[entry({ version: VERSION + 1 })], 1],
  "two answers with one id": [[entry({ id: "a" }), entry({ id: "a", fields: [["patient.age", "9"]] })], 1],
};

test("what is no answer is put aside in its place, with what it was, and named", () => {
  const list = read([entry({ id: "a" }), { account: "1", exam: EXAM, name: "Left knee" }, entry({ id: "b" })], how());
  assert.deepEqual(
    list.map(({ id, aside, name }) => [id, aside, name]),
    [
      ["a", undefined, "Left knee extension, grade 4"],
      ["new-1", "It cannot be read.", "Left knee"],
      ["b", undefined, "Left knee extension, grade 4"],
    ],
  );
  assert.deepEqual(list[1].was, { account: "1", exam: EXAM, name: "Left knee" });
});

test("what is read once stays as it is", () => {
  for (const [kept] of Object.values(CORRUPT)) {
    const once = read(kept, how());
    assert.deepEqual(read(once, how()), once);
  }
});

test("what older and this release stored is read, and nothing else is made of it", () => {
  const given = [
    entry({ id: "a" }),
    entry({ id: "b", version: VERSION, tried: true }),
    undo({ id: "u", of: "b", fields: [] }),
    entry({ id: "c", aside: "Not accepted." }),
    entry({ id: "p", action: `/exams/${EXAM}/patient?step=strength` }),
    entry({
      id: "t",
      account: "training-x",
      exam: `training${"0".repeat(24)}`,
      action: `/exams/training${"0".repeat(24)}/strength/all-normal`,
    }),
  ];
  assert.deepEqual(read(given, how()), given);
  assert.deepEqual(read(undefined, how()), []);
});

test("the same answer twice is one", () => {
  assert.deepEqual(read([entry(), entry()], how()), [entry()]);
});

for (const [what, [kept, number]] of Object.entries(CORRUPT)) {
  test(`the queue goes on with ${what} in the store, and says what was not saved`, async () => {
    const { library, kept: store } = database();
    store.set("answers", kept);
    const queue = new Queue(library);
    await queue.add(entry({ id: "z", account: "1" }));
    assert.equal(queue.isBroken, false);
    assert.equal(queue.isLasting, true);
    // Whose it was may be unknown: then it is shown to everyone.
    assert.equal(queue.refused("1").length, number);
    assert.ok(queue.waiting("1").some(({ id }) => id === "z"));
    assert.equal(queue.ofOthers("1").length, 0);
    assert.ok(queue.refused("1").every(({ aside }) => aside.startsWith("It was stored on this tablet")));
    await queue.remove(queue.refused("1"));
    assert.equal(queue.refused("1").length, 0);
  });
}

test("a name of the browser that is none is replaced", async () => {
  for (const name of [null, 5, "a", { browser: 1 }]) {
    const { library, kept } = database();
    kept.set("browser", name);
    const queue = new Queue(library);
    await queue.ready;
    assert.match(queue.newId(), /^[0-9a-f]{16}-[0-9a-f]{32}$/);
    assert.match(kept.get("browser"), /^[0-9a-f]{16}$/);
  }
});
