import assert from "node:assert/strict";
import { test } from "node:test";
import {
  aboutTheSame,
  isChosen,
  isCleared,
  markOf,
  meant,
  nameOf,
  partOf,
  saidHere,
} from "../../../exam/static/js/queue/answers.js";
import { entry, KNEE } from "../samples.js";

const SITES = "presentation.pain_sites.left";
const AGE = "patient.age";
const button = (given = {}) => ({ name: KNEE, answer: "4", value: "4", pressed: false, waits: "", ...given });
const site = (given = {}) => button({ name: SITES, answer: "+knee", value: "+knee", ...given });
const says = (path, value, given = {}) => entry({ fields: [[path, value]], ...given });

test("an answer is about one site, one digit of an age, or all of its path", () => {
  assert.deepEqual(["+knee", "-knee", "tens:50", "4-", ""].map(partOf), ["knee", "knee", "tens", "4-", ""]);
});

test("two grades of one test exclude each other", () => {
  assert.equal(aboutTheSame(KNEE, "4", "5"), true);
  assert.equal(aboutTheSame(KNEE, "not_tested:pain", "not_tested:refused"), true);
});

test("two sites do not, nor do the tens and the units of an age", () => {
  assert.equal(aboutTheSame(SITES, "+knee", "+hip"), false);
  assert.equal(aboutTheSame(SITES, "+knee", "-knee"), true);
  assert.equal(aboutTheSame("presentation.paraesthesia_sites.right", "+knee", "+hip"), false);
  assert.equal(aboutTheSame("presentation.zoster_dermatomes.right", "+L4", "+L5"), false);
  assert.equal(aboutTheSame("presentation.zoster_dermatomes.right", "+L4", "-L4"), true);
  assert.equal(aboutTheSame("impression.diagnoses", "+sciatica", "+fracture"), false);
  assert.equal(aboutTheSame("impression.diagnoses", "+sciatica", "-sciatica"), true);
  assert.equal(aboutTheSame(AGE, "tens:50", "units:4"), false);
  assert.equal(aboutTheSame(AGE, "tens:50", "tens:60"), true);
});

test("clearing all is about every part", () => {
  assert.equal(aboutTheSame(SITES, "", "+hip"), true);
  assert.equal(aboutTheSame(SITES, "+hip", ""), true);
});

test("an empty value and a site taken off the list are cleared; a grade with a minus is not", () => {
  assert.deepEqual(["", "-knee", "4-", "+knee"].map(isCleared), [true, true, false, false]);
});

test("with nothing waiting a tap sends what the server wrote on the button", () => {
  assert.equal(meant([], button(), "strength"), "4");
  assert.equal(meant([], button({ value: "" }), "strength"), "");
  assert.equal(meant([says("findings.strength.hip_abduction.left", "3")], button({ value: "" }), "strength"), "");
});

test("with another answer waiting a tap sends this one, also where the page would clear it", () => {
  assert.equal(meant([says(KNEE, "3")], button({ value: "" }), "strength"), "4");
  assert.equal(meant([says(KNEE, "")], button({ value: "" }), "strength"), "4");
});

test("a tap on the answer that waits clears it", () => {
  assert.equal(meant([says(KNEE, "4")], button({ waits: "waiting" }), "strength"), "");
  assert.equal(meant([says(SITES, "+knee")], site({ waits: "waiting" }), "complaint"), "-knee");
});

test("a tap on a site that is being taken off puts it back", () => {
  assert.equal(meant([says(SITES, "-knee")], site({ value: "-knee", pressed: true }), "complaint"), "+knee");
});

test("a second tap while an answer is being sent does nothing", () => {
  assert.equal(meant([says(KNEE, "4")], button({ waits: "sending" }), "strength"), null);
});

test("the last of several taps counts", () => {
  const list = [says(KNEE, "4"), says(KNEE, "3")];
  assert.equal(meant(list, button({ waits: "waiting" }), "strength"), "4");
  assert.equal(meant(list, button({ answer: "3", waits: "waiting" }), "strength"), "");
});

test("all normal is separate for each step", () => {
  const fill = button({ name: "group", answer: "", value: "" });
  const waiting = [says("group", "", { step: "strength" })];
  assert.equal(meant(waiting, fill, "strength"), null);
  assert.equal(meant(waiting, fill, "reflexes"), "");
});

test("an answer that waits is marked, and differently while it is held up", () => {
  assert.equal(markOf([says(KNEE, "4")], button(), "strength", false), "sending");
  assert.equal(markOf([says(KNEE, "4")], button(), "strength", true), "waiting");
});

test("no other answer is marked", () => {
  assert.equal(markOf([], button(), "strength", true), "");
  assert.equal(markOf([says(KNEE, "3")], button({ pressed: true }), "strength", true), "");
  assert.equal(markOf([says(SITES, "+hip")], site(), "complaint", true), "");
});

test("the saved answer that is to be cleared is marked so", () => {
  assert.equal(markOf([says(KNEE, "")], button({ pressed: true }), "strength", true), "clearing");
  assert.equal(markOf([says(KNEE, "")], button({ pressed: true }), "strength", false), "sending");
  assert.equal(markOf([says(SITES, "-knee")], site({ pressed: true }), "complaint", true), "clearing");
  assert.equal(markOf([says(KNEE, "")], button(), "strength", true), "");
});

test("the last answer is the chosen one, also before it is saved", () => {
  const given = [says(KNEE, "3"), says(KNEE, "4")];
  assert.equal(isChosen(given, button(), "strength"), true);
  assert.equal(isChosen(given, button({ answer: "3", pressed: true }), "strength"), false);
  assert.equal(isChosen([says(KNEE, "")], button({ pressed: true }), "strength"), false);
  assert.equal(isChosen([says(SITES, "+knee"), says(SITES, "+hip")], site(), "complaint"), true);
  assert.equal(isChosen([says(SITES, "-knee")], site({ pressed: true }), "complaint"), false);
});

test("with nothing waiting the saved answer is the chosen one", () => {
  assert.equal(isChosen([], button({ pressed: true }), "strength"), true);
  assert.equal(isChosen([], button(), "strength"), false);
});

test("an answer is called what its button is, also where it clears that", () => {
  assert.equal(nameOf("Left knee, pain", "+knee"), "Left knee, pain");
  assert.equal(nameOf("Left knee, pain", "-knee"), "Left knee, pain: cleared");
  assert.equal(nameOf("Grade 4", ""), "Grade 4: cleared");
  assert.equal(nameOf("Undo", undefined), "Undo");
  assert.equal(nameOf("", "5"), "An answer");
});

test("in a conflict this tablet shows its last answer to a path, and both digits of an age", () => {
  assert.equal(saidHere([says(KNEE, "4", { name: "grade 4" }), says(KNEE, "3", { name: "grade 3" })]), "grade 3");
  const age = [
    says(AGE, "tens:50", { name: "fifties" }),
    says(AGE, "units:4", { name: "4" }),
    says(AGE, "tens:60", { name: "sixties" }),
  ];
  assert.equal(saidHere(age), "sixties; 4");
  assert.equal(saidHere([entry({ fields: [], name: "nothing" })]), "nothing");
});
