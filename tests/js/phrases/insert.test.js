import assert from "node:assert/strict";
import { test } from "node:test";

import { inserted } from "../../../exam/static/js/phrases/insert.js";

test("a phrase has a space to the words beside it, and none where there is one or nothing", () => {
  assert.equal(inserted("", 0, 0, "Rest."), "Rest.");
  assert.equal(inserted("MRI.", 4, 4, "Rest."), " Rest.");
  assert.equal(inserted("MRI. ", 5, 5, "Rest."), "Rest.");
  assert.equal(inserted("MRI.\n", 5, 5, "Rest."), "Rest.");
  assert.equal(inserted("MRI.Then", 4, 4, "Rest."), " Rest. ");
});

test("what is selected is replaced", () => {
  assert.equal(inserted("MRI soon.", 4, 8, "later"), "later ");
});
