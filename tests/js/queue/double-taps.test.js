import assert from "node:assert/strict";
import { test } from "node:test";
import { DoubleTaps } from "../../../exam/static/js/queue/answers.js";
import { KNEE } from "../samples.js";

/** Which of these taps are second ones: [path, answer, milliseconds]. */
function seconds(...taps) {
  const double = new DoubleTaps();
  return taps.map(([name, answer, at]) => double.isSecond({ name, answer }, at));
}

test("a second tap on the same grade within a moment repeats the first", () => {
  assert.deepEqual(seconds([KNEE, "4", 0], [KNEE, "4", 120]), [false, true]);
  assert.deepEqual(seconds([KNEE, "4", 1000], [KNEE, "4", 1450]), [false, true]);
  assert.deepEqual(seconds([KNEE, "4", 0], [KNEE, "4", 599]), [false, true]);
});

test("a later one is meant", () => {
  assert.deepEqual(seconds([KNEE, "4", 0], [KNEE, "4", 600]), [false, false]);
});

test("however often it is tapped in a row, it is one tap", () => {
  assert.deepEqual(seconds([KNEE, "4", 0], [KNEE, "4", 450], [KNEE, "4", 900]), [false, true, true]);
});

test("different buttons count, however quick", () => {
  const toe = "findings.strength.great_toe_extension.left";
  assert.deepEqual(seconds([KNEE, "4", 0], [toe, "4", 50], [KNEE, "3", 100]), [false, false, false]);
  assert.deepEqual(seconds([KNEE, "4", 0], [KNEE, "3", 100], [KNEE, "4", 200]), [false, false, false]);
});

test("an area that is tapped for two tests is tapped once", () => {
  const pin = "findings.pinprick.L5.left";
  const touch = "findings.light_touch.L5.left";
  assert.deepEqual(seconds([touch, "1", 0], [pin, "1", 1], [touch, "1", 120], [pin, "1", 121]), [
    false,
    false,
    true,
    true,
  ]);
});

test("each place of a list, and tens and units of an age, are items of their own", () => {
  const sites = "presentation.pain_sites.left";
  assert.deepEqual(seconds([sites, "+knee", 0], [sites, "+calf", 50], [sites, "+knee", 100]), [false, false, true]);
  const age = "patient.age";
  assert.deepEqual(seconds([age, "tens:50", 0], [age, "units:4", 50], [age, "tens:50", 100]), [false, false, true]);
  assert.deepEqual(seconds([age, "tens:50", 0], [age, "tens:60", 50], [age, "tens:50", 100]), [false, false, false]);
});

test("after an undo a quick tap on the same is meant", () => {
  const double = new DoubleTaps();
  const choice = { name: KNEE, answer: "4" };
  assert.equal(double.isSecond(choice, 0), false);
  double.forget();
  assert.equal(double.isSecond(choice, 200), false);
  assert.equal(double.isSecond(choice, 300), true);
});
