// @ts-check
/* Sends what locks and unlocks a tablet, which is no answer and never waits. */

/** @import { Server } from "../server.js" */

/**
 * With a new token once more if that of the page has expired, or it has none, as a copy.
 *
 * @param {Server} server
 * @param {string} address
 * @param {FormData} [form]
 * @returns {Promise<Response | null>} null where the server was not reached
 */
export async function sendForm(server, address, form) {
  if (!server.session.token) await server.problem();
  const response = await sendOnce(server, address, form);
  if (response?.status !== 400) return response;
  await server.problem();
  return sendOnce(server, address, form);
}

/** @param {Server} server @param {string} address @param {FormData} [form] */
function sendOnce(server, address, form) {
  const body = new URLSearchParams();
  for (const [name, value] of form ?? []) body.set(name, String(value));
  const headers = { "X-CSRFToken": server.session.token };
  // It arrives also if the page is left meanwhile.
  return server.reach(address, { method: "POST", body, headers, keepalive: true });
}
