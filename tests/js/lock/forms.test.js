import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { sendForm } from "../../../exam/static/js/lock/forms.js";
import { Server } from "../../../exam/static/js/server.js";

const NOTICE = '<div class="notice-error">No.</div>';

/** A server whose replies are given; an error is a connection that failed. */
function serverThat(...replies) {
  const asked = [];
  mock.method(globalThis, "fetch", async (address, how) => {
    asked.push({ address, ...how });
    const reply = replies.shift();
    if (reply instanceof Error) throw reply;
    return reply;
  });
  const session = { account: "1", token: "old" };
  return { server: new Server(session), session, asked };
}

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
