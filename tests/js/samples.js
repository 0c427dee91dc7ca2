/* Made-up entries and parts for the tests. */

export const EXAM = "0123456789abcdef0123456789abcdef";
export const KNEE = "findings.strength.knee_extension.left";

/** An answer on the strength step; what is given replaces the rest. */
export function entry(given = {}) {
  return {
    id: "tablet-1",
    account: "1",
    exam: EXAM,
    step: "strength",
    action: `/exams/${EXAM}/strength`,
    fields: [[KNEE, "4"]],
    name: "Left knee extension, grade 4",
    seen: 1,
    at: "2026-01-01T10:00:00.000Z",
    ...given,
  };
}

export const undo = (given = {}) =>
  entry({ id: "tablet-undo", action: `/exams/${EXAM}/undo`, fields: [["step", "strength"]], name: "Undo", ...given });
