import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { sendForm } from "../../../exam/static/js/lock/forms.js";
import { serverThat } from "../replying.js";

const NOTICE = '<div class="notice-error">No.</div>';

afterEach(() => mock.restoreAll());

test("what is posted and answered tells the server that the tablet is used", async () => {
  const { server } = serverThat(
    new Response(null, { status: 204 }),
    new Response(NOTICE, { status: 422 }),
    new TypeError("There is no connection."),
  );
  server.heardAt = 0;
  await sendForm(server, "/account/used");
  assert.ok(server.heardAt > 0);
  server.heardAt = 0;
  await sendForm(server, "/account/used");
  assert.equal(await sendForm(server, "/account/used"), null);
  assert.equal(server.heardAt, 0);
});

test("a form is sent with the token of now, and again with a new one", async () => {
  const { server, session, asked } = serverThat(
    new Response(NOTICE, { status: 400 }),
    Response.json({ token: "new" }, { status: 423 }),
    new Response("{}"),
    Response.json({ account: "1", token: "newest" }),
    new Response("{}"),
  );
  const form = new FormData();
  form.set("pin", "7394");
  assert.equal((await sendForm(server, "/account/unlock", form)).status, 200);
  assert.deepEqual(
    asked.map(({ address, headers }) => [address, headers["X-CSRFToken"]]),
    [
      ["/account/unlock", "old"],
      ["/who", undefined],
      ["/account/unlock", "new"],
    ],
  );
  assert.deepEqual([...asked[2].body], [["pin", "7394"]]);
  session.token = "";
  await sendForm(server, "/account/lock");
  assert.equal(asked.at(-1).headers["X-CSRFToken"], "newest");
});
