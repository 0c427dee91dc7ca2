// What the npm package `fhir` finds wrong: reads a JSON array of documents, writes an array of arrays of sentences.
import { readFileSync } from "node:fs";
import fhir from "fhir";

const validator = new fhir.Fhir();
const found = JSON.parse(readFileSync(0, "utf8")).map((document) =>
  validator
    .validate(document, { errorOnUnexpected: true })
    .messages.filter(({ severity }) => severity === "error" || severity === "fatal")
    .map(({ location, message }) => `${location}: ${message}`),
);
process.stdout.write(JSON.stringify(found));
