import assert from "node:assert/strict";
import { test } from "node:test";
import { Conflict } from "../../../exam/static/js/queue/conflict.js";
import { Queue } from "../../../exam/static/js/queue/store.js";
import { EXAM, entry, KNEE } from "../samples.js";

const FOUND = { title: "Changed on another screen", there: "4", revision: 7 };
const knee = (id, grade) => entry({ id, fields: [[KNEE, grade]], name: `grade ${grade}` });
const other = entry({ id: "other", fields: [["findings.strength.hip_abduction.left", "3"]] });

/** A conflict over the first of two answers to the same, with an answer to something else between them. */
async function raised(choice, { exam = EXAM, first = knee("first", "4-") } = {}) {
  const happened = [];
  const choices = [choice].flat();
  const note =
    (what) =>
    (...given) =>
      void happened.push([what, ...given]);
  const queue = new Queue(Promise.reject(new Error("Not in a test.")));
  for (const one of [first, other, knee("last", "3")]) await queue.add(one);
  const dialogue = {
    ask: async (...asked) => {
      happened.push(["ask", ...asked]);
      return choices.shift();
    },
    read: () => FOUND,
    leadThere: note("leadThere"),
    putOff: note("putOff"),
    clear: note("clear"),
  };
  const conflict = new Conflict({ queue, exam, dialogue, resume: async () => void happened.push(["resume"]) });
  await conflict.raise(first, "<c>");
  return { conflict, queue, happened, first, whats: () => happened.map(([what]) => what) };
}

const seen = (queue) => queue.all().map(({ id, seen: revision }) => [id, revision]);

test("the clinician sees both answers, and of this tablet the last", async () => {
  const { happened } = await raised("mine");
  const [, title, lines, answers] = happened[0];
  assert.equal(title, FOUND.title);
  assert.deepEqual(lines, ["On the other tablet: 4", "On this tablet: grade 3"]);
  assert.deepEqual(answers, [
    ["theirs", "Use the other tablet's answer: 4"],
    ["mine", "Use mine"],
  ]);
});

test("mine: all answers to the same item are sent again, over the current one, and sending resumes", async () => {
  const { queue, whats } = await raised("mine");
  assert.deepEqual(seen(queue), [
    ["first", 7],
    ["other", 1],
    ["last", 7],
  ]);
  assert.deepEqual(whats(), ["ask", "clear", "resume"]);
});

test("theirs: all answers to the same item are dropped, and nothing else", async () => {
  const { queue, whats } = await raised("theirs");
  assert.deepEqual(seen(queue), [["other", 1]]);
  assert.deepEqual(whats(), ["ask", "clear", "resume"]);
});

test("a postponed choice loses nothing, and can be made later", async () => {
  const { queue, happened, whats } = await raised(["", "theirs"]);
  assert.deepEqual(seen(queue), [
    ["first", 1],
    ["other", 1],
    ["last", 1],
  ]);
  assert.deepEqual(whats(), ["ask", "putOff"]);
  const [, title, again] = happened[1];
  assert.equal(title, FOUND.title);
  await again();
  assert.deepEqual(seen(queue), [["other", 1]]);
});

test("nobody chooses for a patient who is not on the page", async () => {
  const { queue, happened, first } = await raised("theirs", { exam: "another" });
  assert.deepEqual(happened, [["leadThere", first, FOUND.title]]);
  assert.equal(queue.all().length, 3);
});

test("the question is asked once, however often the conflict is raised", async () => {
  const raisedAgain = [];
  const { conflict, first, whats } = await raised("");
  conflict.dialogue.ask = async () => {
    await conflict.raise(first, "<c>");
    raisedAgain.push("asked");
    return "";
  };
  await conflict.raise(first, "<c>");
  assert.deepEqual(raisedAgain, ["asked"]);
  assert.deepEqual(whats(), ["ask", "putOff", "putOff"]);
});

test("a question that failed can be asked again", async () => {
  const { conflict, first, happened } = await raised("");
  const { ask } = conflict.dialogue;
  conflict.dialogue.ask = () => Promise.reject(new Error("There was no dialog."));
  await assert.rejects(conflict.raise(first, "<c>"));
  conflict.dialogue.ask = ask;
  happened.length = 0;
  await conflict.raise(first, "<c>");
  assert.equal(happened[0][0], "ask");
});

test("with no other answer to the same item waiting, the answer itself is named", async () => {
  const { happened } = await raised("mine", { first: { ...knee("first", "4"), fields: [] } });
  assert.deepEqual(happened[0][2], ["On the other tablet: 4", "On this tablet: grade 4"]);
});

test("a conflict that is over is not shown any more", async () => {
  const { conflict, whats } = await raised("");
  conflict.isOver();
  assert.deepEqual(whats(), ["ask", "putOff", "clear"]);
});
