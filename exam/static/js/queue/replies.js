// @ts-check
/* What the server's replies mean. Only a reply that carries a revision says that an answer was saved. */

/**
 * What became of one entry. "too-old": its form was, so a new token may help; "failed": the server did.
 *
 * @typedef {"saved" | "offline" | "signed-out" | "conflict" | "too-old" | "failed" | "refused"} Outcome
 */

/** @typedef {"" | "offline" | "signed-out" | "other-account"} Problem why nothing can be sent; "" when all is well */

// What a proxy says of a server that it does not reach.
const UNREACHABLE = [502, 503, 504];

/** @param {number} status */
export const isUnreachable = (status) => UNREACHABLE.includes(status);

/** @param {string | null} text @returns {text is string} */
export const isOurNotice = (text) => text?.includes("notice-error") === true;

/**
 * @param {{ status: number, revision: string | null, text: string | null }} reply with text null where it was cut off
 * @returns {Outcome}
 */
export function outcomeOf({ status, revision, text }) {
  if (revision !== null) return "saved";
  if (status === 401) return "signed-out";
  if (status === 500) return "failed";
  // Cut off on its way, or somebody else's page, such as the sign-in of a network.
  if (!isOurNotice(text)) return "offline";
  if (status === 409 && text.includes("data-conflict")) return "conflict";
  return status === 400 ? "too-old" : "refused";
}

/**
 * @param {{ status: number, found: { account?: unknown, token?: unknown } | null }} reply found null: not our server's
 * @param {string} account the one that the page belongs to
 * @returns {Problem}
 */
export function problemOf({ status, found }, account) {
  if (status === 401) return "signed-out";
  if (!found?.token) return "offline";
  return found.account === account ? "" : "other-account";
}
