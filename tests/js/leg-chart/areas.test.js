import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenOf, stateOf, tapped, worstOf } from "../../../exam/static/js/leg-chart/areas.js";

const button = (answer, given = {}) => ({ answer, pressed: false, waits: "", level: undefined, ...given });
const answers = (buttons) => buttons.map(({ answer }) => answer);

test("the answer that was saved is chosen", () => {
  assert.equal(chosenOf([button("1"), button("2", { pressed: true })]).answer, "2");
  assert.equal(chosenOf([button("1")]), undefined);
});

test("a waiting answer replaces it", () => {
  for (const waits of ["waiting", "sending"]) {
    assert.equal(chosenOf([button("1", { waits }), button("2", { pressed: true })]).answer, "1");
  }
});

test("an answer that is being cleared is no longer chosen", () => {
  assert.equal(chosenOf([button("1"), button("2", { pressed: true, waits: "clearing" })]), undefined);
});

test("an area is what its chosen grade means, and not examined without one", () => {
  assert.equal(stateOf([button("0", { pressed: true, level: "absent" })]), "absent");
  assert.equal(stateOf([button("0", { level: "absent" })]), "not_examined");
  assert.equal(stateOf([button("0", { pressed: true })]), "not_examined");
});

test("of two tests the worse counts, and only two normal ones make an area normal", () => {
  assert.equal(worstOf(["normal", "absent"]), "absent");
  assert.equal(worstOf(["altered", "not_tested"]), "altered");
  assert.equal(worstOf(["not_tested", "normal"]), "not_tested");
  assert.equal(worstOf(["normal", "not_examined"]), "not_examined");
  assert.equal(worstOf(["normal", "normal"]), "normal");
  assert.equal(worstOf([]), "not_examined");
});

test("a tap gives the grade in each test that has another", () => {
  const touch = [button("1"), button("2", { pressed: true })];
  const pin = [button("1", { pressed: true }), button("2")];
  assert.deepEqual(tapped([touch, pin], "1"), [touch[0]]);
  assert.deepEqual(tapped([touch, pin], "2"), [pin[1]]);
  assert.deepEqual(tapped([touch], "1"), [touch[0]]);
});

test("where every test already has this grade, the same tap removes it", () => {
  const touch = [button("1", { pressed: true })];
  const pin = [button("1", { waits: "waiting" })];
  assert.deepEqual(tapped([touch, pin], "1"), [touch[0], pin[0]]);
});

test("a grade that a test does not have is not given to it", () => {
  const touch = [button("1"), button("2")];
  const pin = [button("2", { pressed: true })];
  assert.deepEqual(answers(tapped([touch, pin], "1")), ["1"]);
  assert.deepEqual(tapped([[button("2")]], "1"), []);
});

test("clearing removes the grades that were given, and does nothing where there are none", () => {
  const touch = [button("1", { pressed: true })];
  assert.deepEqual(tapped([touch, [button("1")]], "clear"), [touch[0]]);
});
