/* What a run of the tests says: what failed, what no test reached, and how many passed. */

const failure = ({ name, details }) => `failed: ${name}\n${details.error.cause?.stack ?? details.error.message}\n\n`;

function unreached({ path, lines, branches, functions }) {
  const missed = [...lines, ...branches, ...functions].filter(({ count }) => count === 0);
  const numbers = [...new Set(missed.map(({ line }) => line))].sort((one, other) => one - other);
  return numbers.length ? `no test reaches ${path}: line ${numbers.join(", ")}\n` : "";
}

export default async function* report(events) {
  let passed = 0;
  for await (const { type, data } of events) {
    if (type === "test:pass") passed += 1;
    else if (type === "test:fail") yield failure(data);
    else if (type === "test:coverage") yield data.summary.files.map(unreached).join("");
    else if (type === "test:diagnostic" && data.level === "error") yield `${data.message}\n`;
  }
  yield `${passed} tests of the scripts passed\n`;
}
