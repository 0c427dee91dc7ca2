"""Buttons and addresses of the steps."""

import re

from exam.steps.sequence import steps

PAGES = [step.slug for step in steps() if step.slug != "note"]
KNEE = "findings.strength.knee_extension.left"
HTMX = {"HX-Request": "true"}


def button(text, label):
    """The one button with this accessible name, as its attributes."""
    (found,) = re.findall(rf'<button ([^>]*aria-label="{re.escape(label)}"[^>]*)>', text)
    return dict(re.findall(r'([\w-]+)="([^"]*)"', found))
