"""The headings and labels of the note, on paper, on the screen and as text alike.

A note holds them as they were said when it was written, so that it is read in those words whatever is spoken later.
"""

from __future__ import annotations

from exam.domain.language import mark, say

TITLE = mark("Lumbar neurological examination")
HEADINGS = {
    "void": mark("This note is void"),
    "version": mark("Version"),
    "short": mark("In short"),
    "findings": mark("Findings"),
    "unknown": mark("Recorded, unknown to this version"),
    "history": mark("History"),
    "flags": mark("Red flags"),
    "comments": mark("Comments"),
    "impression": mark("Impression"),
    "plan": mark("Plan and safety net"),
    "why": mark("Why (program)"),
    "next": mark("To test next"),
    "imaging": mark("Imaging and tests"),
    "compared": mark("Compared"),
    "signature": mark("Signature"),
    "addenda": mark("Addenda"),
    "sources": mark("Sources"),
    "alerts": mark("Alerts"),
    "origin": mark("Knee or spine"),
    "conditions": mark("Conditions to consider"),
    "further": mark("More sources"),
}
# The sentence shown in an empty section; an empty section that is not listed here is left out.
NOTHING = {
    "history": mark("None recorded."),
    "imaging": mark("None suggested by what was asked and examined."),
    "alerts": mark("No alerts from what was asked and examined."),
}
NOTHING_ASKED = mark("Nothing was asked or examined.")
"""The same of a record without an answer or a finding, where that no alert is raised would be an all-clear."""

OF_WHAT_WAS_ASKED = ("nothing.alerts", "nothing.imaging")

LABELS = {
    "triggered_by": mark("Triggered by"),
    "based_on": mark("Based on"),
    "caution": mark("Caution"),
    "members": mark("Of these"),
    "do_now": mark("Do now"),
    "urgent": mark("Urgent"),
    "phoned": mark("Phoned"),
    "contradictory": mark("Contradictory entries"),
    "sides_differ": mark("Sides differ"),
    "fits": mark("Findings fit (program)"),
    "impression": mark("Impression"),
    "plan": mark("Plan"),
    "safety_net": mark("Safety-net advice given"),
    "yes": mark("yes"),
    "no": mark("no"),
    "in_full_below": mark("(in full below)"),
    "suggested": mark("Suggested"),
    "later": mark("Later, if still needed"),
    "also_normal": mark("Also examined, normal"),
    "could_not_be_tested": mark("Could not be tested"),
    "not_examined": mark("Not examined"),
    "label": mark("Patient label"),
    "status": mark("Status"),
    "name": mark("Name"),
    "role": mark("Role"),
    "registration": mark("Registration"),
    "signature": mark("Signature"),
    "date": mark("Date"),
    "training": mark("TRAINING: a demonstration, not an examined patient"),
    "about": mark("About this note"),
    "about_assessment": mark("About this assessment"),
}
STATUS = {
    "draft": mark("Draft, not signed"),
    "signed": mark("Signed"),
    "waiting": mark("Signed by a student, not valid until counter-signed"),
    "returned": mark("Signed by a student and sent back, not valid"),
    "replaced": mark("Replaced by a later version"),
    "void": mark("Void"),
}
TABLES = {"heading": HEADINGS, "nothing": NOTHING, "label": LABELS, "status": STATUS}
ENGLISH = {f"{table}.{id}": words for table, rows in TABLES.items() for id, words in rows.items()}


def said_words() -> dict[str, str]:
    """All of them by table and id, in the language that is spoken: "heading.findings", "label.caution"."""
    return {id: say(words) for id, words in ENGLISH.items()}
