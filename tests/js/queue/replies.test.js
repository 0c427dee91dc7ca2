import assert from "node:assert/strict";
import { test } from "node:test";
import { becameOf, isOurNotice, isUnreachable, problemOf } from "../../../exam/static/js/queue/replies.js";

const NOTICE = '<div class="notice notice-error">No.</div>';
const CONFLICT = '<div class="notice notice-error" data-conflict="2">No.</div>';
const became = (status, text, revision = null) => becameOf({ status, revision, text });

test("only an answer with a revision was saved, whatever else it says", () => {
  assert.equal(became(200, "", "2"), "saved");
  assert.equal(became(200, null, "2"), "saved");
  assert.equal(became(200, "<p>Welcome to the guest network</p>"), "offline");
  assert.equal(became(200, ""), "offline");
  assert.equal(became(302, null), "offline");
});

test("a refusal is ours only by its notice", () => {
  assert.equal(became(422, NOTICE), "refused");
  assert.equal(became(404, NOTICE), "refused");
  assert.equal(became(403, "<h1>Blocked by your network</h1>"), "offline");
  assert.equal(became(422, null), "offline");
  assert.equal(isOurNotice(NOTICE), true);
  assert.equal(isOurNotice("no"), false);
  assert.equal(isOurNotice(null), false);
});

test("a conflict is one that says what the other answer is", () => {
  assert.equal(became(409, CONFLICT), "conflict");
  assert.equal(became(409, NOTICE), "refused");
});

test("a form that is too old may be sent again with a new token", () => {
  assert.equal(became(400, NOTICE), "too-old");
});

test("an answer is kept when the session ended or the server failed", () => {
  assert.equal(became(401, NOTICE), "signed-out");
  assert.equal(became(423, NOTICE), "locked");
  assert.equal(became(500, NOTICE), "failed");
  assert.equal(became(500, null), "failed");
});

test("a reply of a proxy that cannot reach the server counts as offline", () => {
  assert.deepEqual([500, 502, 503, 504, 200].map(isUnreachable), [false, true, true, true, false]);
});

test("answers are sent only for the account that entered them, with a token", () => {
  assert.equal(problemOf({ status: 200, found: { account: "1", token: "t" } }, "1"), "");
  assert.equal(problemOf({ status: 200, found: { account: "2", token: "t" } }, "1"), "other-account");
  assert.equal(problemOf({ status: 423, found: { token: "t" } }, "1"), "locked");
  assert.equal(problemOf({ status: 200, found: { account: "1" } }, "1"), "offline");
  assert.equal(problemOf({ status: 200, found: null }, "1"), "offline");
  assert.equal(problemOf({ status: 401, found: null }, "1"), "signed-out");
});
