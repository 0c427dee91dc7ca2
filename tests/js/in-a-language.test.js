import assert from "node:assert/strict";
import { test } from "node:test";

const MESSAGES = {
  Saving: "Guardando",
  "In another examination: {words}": "{words} (otra exploración)",
  "{number} answer waiting": { one: "{number} respuesta en espera", other: "{number} respuestas en espera" },
};

globalThis.document = {
  getElementById: (id) => (id === "messages" ? { textContent: JSON.stringify(MESSAGES) } : null),
  documentElement: { lang: "es" },
};
const { say, sayCount, saveState } = await import("../../exam/static/js/messages.js");

test("a message is said in the language of the page, its places wherever that has them", () => {
  assert.equal(say("In another examination: {words}", { words: "$& {words}" }), "$& {words} (otra exploración)");
});

test("a message that the page does not bring stays English", () => {
  assert.equal(say("On this tablet: {answer}", { answer: "4" }), "On this tablet: 4");
  assert.equal(sayCount("{number} leg", "{number} legs", 2), "2 legs");
});

test("a message that depends on a number has the form of that language", () => {
  const waiting = (number) => saveState({ waiting: number, refused: 0, state: "offline", isCopy: false }).words;
  assert.equal(waiting(1), "1 respuesta en espera");
  assert.equal(waiting(3), "3 respuestas en espera");
  // A million has a form of its own in Spanish, which is not among these.
  assert.equal(waiting(1_000_000), "1000000 answers waiting");
});
