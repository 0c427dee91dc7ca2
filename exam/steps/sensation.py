"""Step 5: light touch and pinprick at the key point of each dermatome."""

from exam.steps.sections import step_of_tests

STEP = step_of_tests("sensation", "Sensation", "Grade 2 is normal, 1 altered, 0 absent")
