"""The headings and labels of the note, on paper, on the screen and as text alike."""

from __future__ import annotations

HEADINGS = {
    "void": "This note is void",
    "version": "Version",
    "alerts": "Alerts",
    "impression": "The clinician's impression",
    "plan": "Plan and safety net",
    "statement": "What the program found",
    "history": "History",
    "flags": "Red flags",
    "findings": "Findings",
    "compared": "Compared with an earlier examination",
    "comments": "Comments",
    "why": "Why the program found this",
    "origin": "Knee or spine",
    "conditions": "Conditions to consider",
    "imaging": "Suggested imaging",
    "tests": "Other suggested tests",
    "signature": "Signature",
    "addenda": "Addenda",
}
# The sentence shown in an empty section; an empty section that is not listed here is left out.
NOTHING = {
    "alerts": "No alerts from what was asked and examined.",
    "impression": "None entered.",
    "history": "None recorded.",
    "imaging": "None suggested by what was asked and examined.",
}
LABELS = {
    "triggered_by": "Triggered by",
    "based_on": "Based on",
    "caution": "Caution",
    "members": "Of these",
    "next": "To test next",
    "could_not_be_tested": "Could not be tested",
    "not_examined": "Not examined",
}
