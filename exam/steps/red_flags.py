"""Step 2, the red flags: what must not wait. Not asked is not the same as no."""

from exam.steps.sections import step_of_questions

STEP = step_of_questions("red_flags", "Red flags", "Dashed means not asked", at_once=True)
