"""Step 10, the note: its free text."""

from exam.steps.comments import comment_field
from exam.steps.step import Step

STEP = Step("note", "Note", "Preview, sign, print", fields=lambda: comment_field("note"))
