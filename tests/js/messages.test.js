import assert from "node:assert/strict";
import { test } from "node:test";
import * as messages from "../../exam/static/js/messages.js";
import { askBeforeSigningOut } from "../../exam/static/js/signing-out/question.js";
import { EXAM, entry } from "./samples.js";

const state = (given) => messages.saveState({ waiting: 0, refused: 0, state: "", isCopy: false, ...given });

test("nothing that waits or was refused is called saved", () => {
  assert.deepEqual(state({ waiting: 2 }), { words: "Saving", mood: "saving" });
  assert.deepEqual(state({ waiting: 1, state: "offline" }), { words: "1 answer waiting", mood: "waiting" });
  assert.deepEqual(state({ waiting: 3, state: "conflict" }), { words: "3 answers waiting", mood: "waiting" });
  assert.equal(state({ waiting: 1, state: "signed-out" }).words, "1 answer waiting: sign in to send it");
  assert.equal(state({ waiting: 2, state: "signed-out" }).words, "2 answers waiting: sign in to send them");
  assert.deepEqual(state({ refused: 1 }), { words: "1 answer not saved", mood: "unsaved" });
  assert.equal(state({ waiting: 1, refused: 1 }).words, "Saving");
  assert.deepEqual(state({ isBroken: true }), { words: "Not saved", mood: "unsaved" });
});

test("a copy is never called saved", () => {
  assert.deepEqual(state({ isCopy: true, state: "offline" }), { words: "Offline", mood: "waiting" });
  assert.equal(state({ state: "offline" }).words, "");
});

test("a refusal names the answer, the reason and, where it is another, the examination", () => {
  const refused = entry({ aside: "Not accepted." });
  assert.equal(messages.notSaved(refused, EXAM), "Not saved: Left knee extension, grade 4. Not accepted.");
  assert.match(messages.notSaved(refused, "other"), /^In another examination: Not saved: Left knee/);
  assert.equal(messages.notSaved({ ...refused, name: "", exam: "" }, "other"), "Not saved: an answer. Not accepted.");
});

test("someone signed out sees how many answers wait", () => {
  assert.equal(messages.signedOut(2), "You are signed out. 2 answers are waiting: sign in to send them.");
  assert.equal(messages.signedOut(1), "You are signed out. 1 answer is waiting: sign in to send it.");
  assert.equal(messages.signedOut(0), "You are signed out.");
  assert.equal(messages.waitingToBeSent(1), "1 answer is waiting to be sent.");
});

test("what a colleague entered is counted, and nobody is named", () => {
  const ofColleague = "entered by a colleague are waiting on this tablet and will be sent when they sign in.";
  assert.equal(messages.ofOthers(3, true), `3 answers ${ofColleague}`);
  assert.match(messages.ofOthers(1, true), /^1 answer entered by a colleague is waiting/);
  assert.match(messages.ofOthers(1, false), /^1 answer is waiting on this tablet .* whoever entered it signs in\.$/);
  assert.match(
    messages.ofOthers(2, false),
    /^2 answers are waiting on this tablet .* whoever entered them signs in\.$/,
  );
});

test("a conflict says that sending waits for the choice, and where", () => {
  assert.equal(messages.notChosen("Changed"), "Changed. Sending will resume once you choose.");
  assert.equal(messages.chooseThere(entry(), "Changed", EXAM), messages.notChosen("Changed"));
  assert.match(messages.chooseThere(entry(), "Changed", "other"), /^In another examination: Changed\./);
});

test("after typed text was not saved, the message says that it is still there", () => {
  assert.equal(
    messages.formNotSaved("offline", true),
    "Not saved: there is no connection. What you typed is still here: save it again later.",
  );
  assert.equal(messages.formNotSaved("signed-out", false), "Not saved: you are signed out.");
  assert.equal(messages.formNotSaved("locked", false), "Not saved: this tablet is locked.");
  assert.match(messages.formNotSaved("other-account", false), /someone else is now signed in\.$/);
  assert.equal(messages.wordsRefused("Too long."), "Not saved: Too long. What you typed is still here.");
});

test("signing out says what it deletes, and offers to send what can be sent", () => {
  const keys = ({ answers }) => answers.map(([key]) => key);
  const one = askBeforeSigningOut(1, 0);
  assert.equal(one.title, "1 answer is waiting");
  assert.deepEqual(one.lines, ["It is on this tablet only. Signing out deletes it."]);
  assert.deepEqual(keys(one), ["send", "discard", "cancel"]);
  const both = askBeforeSigningOut(2, 1);
  assert.deepEqual(both.lines, [
    "They are on this tablet only. Signing out deletes them.",
    "1 answer could not be saved and will not be sent.",
  ]);
  const locked = askBeforeSigningOut(2, 1, true);
  assert.deepEqual(
    locked.answers.map(([key]) => key),
    ["discard", "cancel"],
  );
  const refused = askBeforeSigningOut(0, 2);
  assert.equal(refused.title, "2 answers not saved");
  assert.deepEqual(keys(refused), ["discard", "cancel"]);
  assert.equal(refused.lines.length, 1);
});

test("what was tapped after the end of a demonstration is not saved", () => {
  const over = { waiting: 1, refused: 0, state: "signed-out", isCopy: false, isTraining: true };
  assert.deepEqual(messages.saveState(over), { words: "Not saved", mood: "unsaved" });
  assert.equal(messages.saveState({ ...over, state: "offline" }).words, "1 answer waiting");
});
