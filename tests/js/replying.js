import { mock } from "node:test";
import { Server } from "../../exam/static/js/server.js";

/** A server whose replies are given; an error is a connection that failed. */
export function serverThat(...replies) {
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
