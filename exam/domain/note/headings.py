"""The headings and labels of the note, on paper, on the screen and as text alike."""

from __future__ import annotations

HEADINGS = {
    "void": "This note is void",
    "version": "Version",
    "short": "In short",
    "findings": "Findings",
    "unknown": "Recorded, unknown to this version",
    "history": "History",
    "flags": "Red flags",
    "comments": "Comments",
    "impression": "Impression",
    "plan": "Plan and safety net",
    "why": "Why (program)",
    "next": "To test next",
    "imaging": "Imaging and tests",
    "compared": "Compared",
    "signature": "Signature",
    "addenda": "Addenda",
    "sources": "Sources",
    "alerts": "Alerts",
    "origin": "Knee or spine",
    "conditions": "Conditions to consider",
    "further": "More sources",
}
# The sentence shown in an empty section; an empty section that is not listed here is left out.
NOTHING = {
    "history": "None recorded.",
    "imaging": "None suggested by what was asked and examined.",
    "alerts": "No alerts from what was asked and examined.",
}
LABELS = {
    "triggered_by": "Triggered by",
    "based_on": "Based on",
    "caution": "Caution",
    "members": "Of these",
    "fits": "Findings fit (program)",
    "also_normal": "Also examined, normal",
    "could_not_be_tested": "Could not be tested",
    "not_examined": "Not examined",
    "label": "Patient label",
}
