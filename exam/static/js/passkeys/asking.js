// @ts-check
/* Asks the browser for a passkey. */

import { answerOf, NOT_ASKED, optionsToMake, optionsToSign, whyNot } from "./answers.js";

/** @import { Asked } from "./answers.js" */

/** With the words for the page. */
export class Refused extends Error {}

/** What the server asks, in its reply. @param {Response} response */
export async function askedBy(response) {
  const isAsked = response.ok && response.headers.get("Content-Type")?.startsWith("application/json");
  if (!isAsked) throw new Refused(NOT_ASKED);
  return /** @type {Asked} */ (await response.json());
}

/** @param {Asked} asked */
export async function answerTo({ create, get }) {
  const given = create
    ? await navigator.credentials.create({
        publicKey: /** @type {PublicKeyCredentialCreationOptions} */ (/** @type {unknown} */ (optionsToMake(create))),
      })
    : get &&
      (await navigator.credentials.get({
        publicKey: /** @type {PublicKeyCredentialRequestOptions} */ (/** @type {unknown} */ (optionsToSign(get))),
      }));
  if (!(given instanceof PublicKeyCredential)) throw new Refused(NOT_ASKED);
  const { id, type, rawId, response } = given;
  const transports = response instanceof AuthenticatorAttestationResponse ? (response.getTransports?.() ?? []) : [];
  const { clientDataJSON, attestationObject, authenticatorData, signature, userHandle } = /** @type {any} */ (response);
  const said = { clientDataJSON, attestationObject, authenticatorData, signature, userHandle };
  return answerOf({ id, type, rawId, response: said }, transports);
}

/** Why there is no answer, in words. @param {unknown} refused */
export const inWords = (refused) =>
  refused instanceof Refused ? refused.message : whyNot(/** @type {Error} */ (refused));
