// @ts-check
/* What the server's replies mean. Only a reply that carries a revision says that an answer was saved. */

/**
 * What became of an entry that was sent. "too-old": its form has expired, so a new token may help; "failed": the server
 * failed.
 *
 * @typedef {"saved" | "offline" | "signed-out" | "locked" | "conflict" | "too-old" | "failed" | "refused"} Became
 */

/**
 * @typedef {"" | "offline" | "signed-out" | "locked" | "other-account"} Problem why nothing can be sent; "" when all is
 *     well
 */

// The statuses of a proxy that cannot reach the server.
const UNREACHABLE = [502, 503, 504];

/** @param {number} status */
export const isUnreachable = (status) => UNREACHABLE.includes(status);

/** @param {string | null} text @returns {text is string} */
export const isOurNotice = (text) => text?.includes("notice-error") === true;

/**
 * @param {{ status: number, revision: string | null, text: string | null }} reply with text null where it was cut off
 * @returns {Became}
 */
export function becameOf({ status, revision, text }) {
  if (revision !== null) return "saved";
  if (status === 401) return "signed-out";
  if (status === 423) return "locked";
  if (status === 500) return "failed";
  // Cut off, or a page of another server, such as the login page of a public Wi-Fi.
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
  if (status === 423) return "locked";
  if (!found?.token) return "offline";
  return found.account === account ? "" : "other-account";
}
