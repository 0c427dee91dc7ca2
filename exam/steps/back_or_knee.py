"""Step 3: what points to the spine, and what to the knee or hip."""

from exam.steps.sections import step_of_questions

STEP = step_of_questions("back_or_knee", "Back or knee", "Where the pain comes from")
