"""Step 4: the reflexes."""

from exam.steps.sections import step_of_tests

STEP = step_of_tests("reflexes", "Reflexes", "0 to 4, 2 is normal")
