import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { serverThat } from "./replying.js";
import { EXAM, entry, KNEE } from "./samples.js";

const NOTICE = '<div class="notice-error">No.</div>';

const cutOff = (headers) => {
  const response = new Response("", { headers });
  response.text = () => Promise.reject(new Error("It was cut off."));
  return response;
};

afterEach(() => mock.restoreAll());

test("an answer is sent with its id, the revision that was shown, and its own account", async () => {
  const { server, asked } = serverThat(new Response("<p>", { headers: { "Dermyo-Revision": "7" } }));
  const reply = await server.post(entry({ id: "tablet-1", seen: 3, account: "1" }));
  assert.deepEqual(reply, { became: "saved", text: "<p>", to: null, revision: 7 });
  const [{ address, method, body, headers }] = asked;
  assert.equal(address, `/exams/${EXAM}/strength`);
  assert.equal(method, "POST");
  assert.deepEqual(
    [...body],
    [
      [KNEE, "4"],
      ["answer_id", "tablet-1"],
      ["seen_revision", "3"],
    ],
  );
  assert.deepEqual(headers, { "HX-Request": "true", "X-CSRFToken": "old", "Dermyo-Account": "1" });
});

test("an answer without a reply is not known to be saved", async () => {
  const unheard = [new TypeError("There is no connection."), new Response("", { status: 503 })];
  const { server } = serverThat(...unheard);
  for (const _ of unheard) assert.equal((await server.post(entry())).became, "offline");
});

test("an answer whose reply was cut off is saved if the headers say so, and not otherwise", async () => {
  const { server } = serverThat(cutOff({ "Dermyo-Revision": "2" }), cutOff({}));
  assert.equal((await server.post(entry())).became, "saved");
  assert.equal((await server.post(entry())).became, "offline");
});

test("a refusal has its text, and a saved step the next page", async () => {
  const to = new Response("", { headers: { "Dermyo-Revision": "2", "HX-Redirect": "/exams" } });
  const { server } = serverThat(new Response(NOTICE, { status: 422 }), to);
  const refused = await server.post(entry());
  assert.deepEqual(refused, { became: "refused", text: NOTICE, to: null, revision: 0 });
  assert.equal((await server.post(entry())).to, "/exams");
});

test("the account that is signed in gets a new token", async () => {
  const { server, session } = serverThat(Response.json({ account: "1", token: "new" }));
  assert.equal(await server.problem(), "");
  assert.equal(session.token, "new");
});

test("no token is taken from another account or another server", async () => {
  const { server, session } = serverThat(
    Response.json({ account: "2", token: "new" }),
    new Response("<h1>Guest network</h1>"),
    new Response("", { status: 401 }),
    new Response("", { status: 404 }),
    new Error("There is no connection."),
  );
  const problems = [];
  for (let number = 0; number < 5; number++) problems.push(await server.problem());
  assert.deepEqual(problems, ["other-account", "offline", "signed-out", "offline", "offline"]);
  assert.equal(session.token, "old");
});

test("changes are fragments, a page to reload, cut off, or none", async () => {
  const ours = { headers: { "Dermyo-Revision": "3" } };
  const { server, asked } = serverThat(
    new Response("<p>", ours),
    new Response("", ours),
    cutOff({ "Dermyo-Revision": "3" }),
    new Response(null, { status: 204 }),
    new Error("There is no connection."),
  );
  const changes = [];
  for (let number = 0; number < 5; number++) changes.push(await server.changesSince(EXAM, "strength", 2));
  assert.deepEqual(changes, ["<p>", "", null, undefined, undefined]);
  assert.equal(asked[0].address, `/exams/${EXAM}/changes?since=2&step=strength`);
});

test("a demonstration asks who it is by itself, also where somebody is signed in", async () => {
  const { server, session, asked } = serverThat(Response.json({ account: "training-a", token: "new" }));
  session.account = "training-a";
  assert.equal(await server.problem(), "");
  assert.equal(asked[0].address, "/training/who");
});

test("a locked tablet is said wherever the server says so, and gives a token for unlocking it", async () => {
  const { server, session } = serverThat(
    Response.json({ token: "new" }, { status: 423 }),
    new Response("not ours", { status: 423 }),
    new Response(NOTICE, { status: 423 }),
  );
  const onLocked = mock.fn();
  await server.problem();
  server.onLocked = onLocked;
  assert.equal(session.token, "new");
  assert.equal(await server.problem(), "locked");
  assert.equal(session.token, "new");
  assert.equal((await server.post(entry())).became, "locked");
  assert.equal(onLocked.mock.callCount(), 2);
});
