// @ts-check
/* What the server asks of a browser for a passkey, and what it is answered: bytes as base64url in JSON, as in
   WebAuthn's own toJSON, which not every browser has yet. And the wording when nothing came of it. */

import { say } from "../messages.js";

/** @typedef {{ type: "public-key", id: string, transports: string[] }} Named */
/** @typedef {{ challenge: string, user: { id: string }, excludeCredentials: Named[] }} ToMake */
/** @typedef {{ challenge: string, allowCredentials: Named[] }} ToSign */
/** @typedef {{ create?: ToMake, get?: ToSign }} Asked one of both */

/**
 * @typedef {object} Credential what a browser gives; of its response what there is
 * @property {string} id
 * @property {string} type
 * @property {ArrayBuffer} rawId
 * @property {Record<string, unknown>} response
 */

const FIELDS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

/** @param {string} text base64url */
export const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

/** @param {ArrayBuffer} bytes */
export const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** @param {Named[]} passkeys */
const named = (passkeys) => passkeys.map((one) => ({ ...one, id: toBytes(one.id) }));

/** For `navigator.credentials.create`. @param {ToMake} asked */
export const optionsToMake = (asked) => ({
  ...asked,
  challenge: toBytes(asked.challenge),
  user: { ...asked.user, id: toBytes(asked.user.id) },
  excludeCredentials: named(asked.excludeCredentials),
});

/** For `navigator.credentials.get`. @param {ToSign} asked */
export const optionsToSign = (asked) => ({
  ...asked,
  challenge: toBytes(asked.challenge),
  allowCredentials: named(asked.allowCredentials),
});

/**
 * What is sent to the server.
 *
 * @param {Credential} credential
 * @param {string[]} transports how the browser reaches the authenticator
 */
export function answerOf({ id, type, rawId, response }, transports) {
  /** @type {Record<string, unknown>} */
  const said = { transports };
  for (const field of FIELDS) {
    const bytes = response[field];
    if (bytes instanceof ArrayBuffer) said[field] = toText(bytes);
  }
  return JSON.stringify({ id, type, rawId: toText(rawId), response: said, clientExtensionResults: {} });
}

export const NOT_REACHED = say("The server was not reached. Try again.");
export const NOT_ASKED = say("That did not work. Reload this page and try again.");
export const UNKNOWN_HERE = say("This browser does not know passkeys.");

/** @type {Record<string, string>} */
const WHY = {
  NotAllowedError: say("No passkey was given. Try again, or use your password."),
  InvalidStateError: say("This device has a passkey of yours for this address already."),
  SecurityError: say("This browser takes no passkey at this address. Use your password."),
};

const NOT_TRUSTED = say("This browser does not trust the certificate of this server, and so takes no passkey here.");

/** @param {{ name: string, message: string }} refused by a browser; Chromium says of a certificate only in words */
export function whyNot({ name, message }) {
  if (/certificate/i.test(message)) return NOT_TRUSTED;
  return WHY[name] ?? say("The browser refused ({reason}). Use your password.", { reason: name });
}
