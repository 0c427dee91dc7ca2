"""Step 7: the tension tests. The side is the leg that hurts."""

from exam.steps.sections import step_of_tests

STEP = step_of_tests("tension", "Tension", "The side is the leg that hurts")
