import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";

const here = new URL("./", import.meta.url);
const { files } = JSON.parse(
  (await readFile(new URL("tsconfig.pageless.json", here), "utf8")).replace(/^ *\/\/.*$/m, ""),
);
const pageless = files.map((file) => file.split("/static/js/")[1]);

test("every script without access to the page has tests, so that coverage is measured", async () => {
  const names = (await readdir(here, { recursive: true })).filter(
    (name) => name.endsWith(".js") && name !== "tested.test.js",
  );
  const tests = await Promise.all(names.map((name) => readFile(new URL(name, here), "utf8")));
  assert.deepEqual(
    pageless.filter((name) => !tests.some((text) => text.includes(`static/js/${name}"`))),
    [],
  );
});

test("no script of the queue has access to the page", async () => {
  const queue = await readdir(new URL("../../exam/static/js/queue/", here));
  assert.deepEqual(
    queue.map((name) => `queue/${name}`).filter((name) => !pageless.includes(name)),
    [],
  );
});
