"""Step 6: strength, movement by movement."""

from exam.steps.sections import step_of_tests

STEP = step_of_tests("strength", "Strength", "MRC, 5 is full")
