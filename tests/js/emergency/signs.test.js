import assert from "node:assert/strict";
import { test } from "node:test";
import { emergencies, notYetSaved } from "../../../exam/static/js/emergency/signs.js";
import { entry } from "../samples.js";

const CAUDA = { label: "Signs of cauda equina compression", action: "Send now." };
const CORD = { label: "Possible compression of the spinal cord", action: "Scan now." };
const NUMB = "red_flags.saddle_numbness";
const COURSE = "red_flag_course.saddle_numbness";
const SITES = "presentation.paraesthesia_sites.midline";
const TOUCH = "findings.saddle.perianal_light_touch.left";
const RESIDUAL = "findings.saddle.post_void_residual_ml";
const LEVEL = "findings.long_tract.trunk_sensory_level";
const WEAK = "findings.strength.hip_flexion.left";

const sign = (path, given = {}) => ({ path, answers: [], between: null, unless: [], alerts: [0], ...given });
const KNOWN = {
  word: "Emergency",
  icon: "",
  alerts: [CAUDA, CORD],
  signs: [
    sign(NUMB, { answers: ["true"], unless: [[COURSE, "long_standing"]] }),
    sign(SITES, { answers: ["+perineum"] }),
    sign(TOUCH, { answers: ["0", "1"] }),
    sign(RESIDUAL, { between: [201, 3000] }),
    sign(LEVEL, { answers: ["present"], alerts: [0, 1] }),
    sign(WEAK, { answers: ["0", "1"], alerts: [1] }),
  ],
};

const raisedBy = (...fields) =>
  emergencies(
    KNOWN,
    fields.map((field) => entry({ fields: [field] })),
  );

test("an answer that raises an emergency by itself gives its alert", () => {
  assert.deepEqual(raisedBy([NUMB, "true"]), [CAUDA]);
  assert.deepEqual(raisedBy([TOUCH, "1"]), [CAUDA]);
  assert.deepEqual(raisedBy([SITES, "+perineum"]), [CAUDA]);
});

test("other answers, and the same answer elsewhere, give none", () => {
  assert.deepEqual(raisedBy(), []);
  assert.deepEqual(raisedBy([NUMB, "false"], [TOUCH, "2"], [SITES, "+low_back"]), []);
  assert.deepEqual(raisedBy(["red_flags.fever", "true"]), []);
  assert.deepEqual(raisedBy([TOUCH, "not_tested:declined"], [RESIDUAL, "not_tested:other"]), []);
});

test("the last answer to an item counts, and one that is cleared no longer does", () => {
  assert.deepEqual(raisedBy([NUMB, "true"], [NUMB, "false"]), []);
  assert.deepEqual(raisedBy([NUMB, "true"], [NUMB, ""]), []);
  assert.deepEqual(raisedBy([NUMB, "false"], [NUMB, "true"]), [CAUDA]);
  assert.deepEqual(raisedBy([NUMB, "true"], [TOUCH, "2"]), [CAUDA]);
});

test("each place of a list is an item", () => {
  assert.deepEqual(raisedBy([SITES, "+perineum"], [SITES, "+low_back"]), [CAUDA]);
  assert.deepEqual(raisedBy([SITES, "+perineum"], [SITES, "-low_back"]), [CAUDA]);
  assert.deepEqual(raisedBy([SITES, "+perineum"], [SITES, "-perineum"]), []);
});

test("a measurement counts between its bounds, as it is typed", () => {
  assert.deepEqual(raisedBy([RESIDUAL, "200"]), []);
  assert.deepEqual(raisedBy([RESIDUAL, "201"]), [CAUDA]);
  assert.deepEqual(raisedBy([RESIDUAL, " 1000 "]), [CAUDA]);
  assert.deepEqual(raisedBy([RESIDUAL, "3001"]), []);
  assert.deepEqual(raisedBy([RESIDUAL, "much"]), []);
});

test("a grade that is limited by pain counts as the grade", () => {
  assert.deepEqual(raisedBy([WEAK, "limited_by_pain:1"]), [CORD]);
  assert.deepEqual(raisedBy([WEAK, "limited_by_pain:4"]), []);
});

test("a sign that is said to be old is none, whichever was tapped first", () => {
  assert.deepEqual(raisedBy([NUMB, "true"], [COURSE, "long_standing"]), []);
  assert.deepEqual(raisedBy([COURSE, "long_standing"], [NUMB, "true"]), []);
  assert.deepEqual(raisedBy([NUMB, "true"], [COURSE, "new"]), [CAUDA]);
  assert.deepEqual(raisedBy([NUMB, "true"], [COURSE, "long_standing"], [COURSE, ""]), [CAUDA]);
  assert.deepEqual(raisedBy([NUMB, "true"], [COURSE, "long_standing"], [TOUCH, "0"]), [CAUDA]);
});

test("several answers in one entry are several answers", () => {
  const both = [
    [NUMB, "true"],
    [COURSE, "long_standing"],
  ];
  assert.deepEqual(emergencies(KNOWN, [entry({ fields: both })]), []);
});

test("several alerts come in the order to act on, each once", () => {
  assert.deepEqual(raisedBy([LEVEL, "present"]), [CAUDA, CORD]);
  assert.deepEqual(raisedBy([WEAK, "0"], [NUMB, "true"], [TOUCH, "0"]), [CAUDA, CORD]);
});

test("the words say that it is not saved, and why", () => {
  assert.equal(notYetSaved("offline"), "Not yet saved: no connection.");
  assert.equal(notYetSaved("signed-out"), "Not yet saved: you are signed out.");
  assert.equal(notYetSaved("locked"), "Not yet saved: this tablet is locked.");
  assert.equal(notYetSaved("conflict"), "Not yet saved.");
  assert.equal(notYetSaved(""), "Not yet saved.");
});
