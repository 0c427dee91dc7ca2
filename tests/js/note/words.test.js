import assert from "node:assert/strict";
import { test } from "node:test";
import { copied, fileName, secondsLeft } from "../../../exam/static/js/note/words.js";

test("what was copied is named, with its length", () => {
  assert.equal(copied("full", "TITLE\nDraft\n\nALERTS\n"), "Copied: the whole note as plain text, 4 lines.");
  assert.equal(copied("shorthand", "One\nTwo\n"), "Copied: the text for the record, 2 lines.");
  assert.equal(copied("", "One\n"), "Copied: the whole note as plain text, 1 lines.");
});

test("a shared file has the name that the server gave it", () => {
  assert.equal(fileName('attachment; filename="note-2026-11-28-1ac57c45.pdf"'), "note-2026-11-28-1ac57c45.pdf");
  assert.equal(fileName("attachment"), "note.pdf");
  assert.equal(fileName(null), "note.pdf");
});

test("the seconds left are counted down to none", () => {
  assert.equal(secondsLeft(60, 0), 60);
  assert.equal(secondsLeft(60, 1), 60);
  assert.equal(secondsLeft(60, 1000), 59);
  assert.equal(secondsLeft(2, 9000), 0);
});
