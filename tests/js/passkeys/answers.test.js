import assert from "node:assert/strict";
import { test } from "node:test";
import {
  answerOf,
  optionsToMake,
  optionsToSign,
  toBytes,
  toText,
  whyNot,
} from "../../../exam/static/js/passkeys/answers.js";

const ALL = Uint8Array.from({ length: 256 }, (_, at) => at);

test("bytes are written as base64url and read again", () => {
  assert.equal(toText(Uint8Array.from([251, 255, 254]).buffer), "-__-");
  assert.deepEqual([...toBytes("-__-")], [251, 255, 254]);
  assert.equal(toText(Uint8Array.from([1]).buffer), "AQ");
  assert.deepEqual([...toBytes("AQ")], [1]);
  assert.deepEqual(toBytes(toText(ALL.buffer)), ALL);
});

test("a browser is asked to make a passkey, with bytes where it takes bytes", () => {
  const before = { type: "public-key", id: "Ag", transports: ["usb"] };
  const asked = { challenge: "AQ", user: { id: "Aw", name: "a" }, excludeCredentials: [before], attestation: "none" };
  assert.deepEqual(optionsToMake(asked), {
    challenge: Uint8Array.from([1]),
    user: { id: Uint8Array.from([3]), name: "a" },
    excludeCredentials: [{ type: "public-key", id: Uint8Array.from([2]), transports: ["usb"] }],
    attestation: "none",
  });
});

test("a browser is asked to sign", () => {
  assert.deepEqual(optionsToSign({ challenge: "AQ", allowCredentials: [], rpId: "clinic.example" }), {
    challenge: Uint8Array.from([1]),
    allowCredentials: [],
    rpId: "clinic.example",
  });
});

test("of the answer only what is there is sent", () => {
  const bytes = (...given) => Uint8Array.from(given).buffer;
  const response = { clientDataJSON: bytes(1), signature: bytes(2), userHandle: null, attestationObject: undefined };
  assert.deepEqual(JSON.parse(answerOf({ id: "AQ", type: "public-key", rawId: bytes(1), response }, ["usb"])), {
    id: "AQ",
    type: "public-key",
    rawId: "AQ",
    response: { transports: ["usb"], clientDataJSON: "AQ", signature: "Ag" },
    clientExtensionResults: {},
  });
});

test("what went wrong is said in words", () => {
  const said = (name, message = "") => whyNot({ name, message });
  assert.equal(said("NotAllowedError"), "No passkey was given. Try again, or use your password.");
  assert.equal(said("UnknownError"), "The browser refused (UnknownError). Use your password.");
  assert.equal(
    said("NotAllowedError", "WebAuthn is not supported on sites with TLS certificate errors."),
    "This browser does not trust the certificate of this server, and so takes no passkey here.",
  );
});
