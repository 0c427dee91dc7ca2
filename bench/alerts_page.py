"""The page of the alerts, for a clinic to read and accept: `python -m bench.alerts_page` writes docs/alerts.md."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from exam.domain.words.grammar import heading
from exam.domain.words.rules import rule_words
from exam.domain.words.sources import BASIS_WORDS
from reference import load_reference
from reference.model import Alert, Pattern, Row, When
from reference.vocabulary import URGENCIES

PAGE = Path(__file__).parents[1] / "docs" / "alerts.md"
URGENCY = {
    "emergency": "Emergency: the patient is sent now",
    "urgent": "Urgent: without delay",
    "routine": "To note",
}
HEAD = """# The alerts

Generated from `reference/data/alerts.toml` by `python -m bench.alerts_page`; a test fails while it is out of date.
It is meant for those who answer for a clinic's safety: every alert, when it is raised and when not, what it says and
on what it rests. No clinician has reviewed it yet.

- Alerts are rules over what was recorded. No probability, no further finding and no missing answer silences one.
- A duration or a course that was not stated counts as new.
- A red flag that is stated to be long-standing and unchanged raises nothing above *to note*.
- A leg with a known old deficit: what only its old weakness, reflexes, tone, clonus, plantar response, gait and wasting
  raise is lowered to *to note* and printed with what was said about it. Saddle, sphincter, bladder, pulse, fever, trunk
  and worsening are never taken for old.
- Of the most urgent alerts one action is shown, in this order: {order}. The others are named in one line.
- An alert is answered (acted on, known and old, another explanation). The answer is printed beside it and silences
  nothing.
- An alert is changed in its row; this page, the screens and the notes follow.

Disputed among specialists: whether fresh, painful weakness of one leg of MRC 2 or less is an emergency (here it is,
within two weeks; NICE calls it urgent); whether a tender spine makes a risk of infection one. Both say so below.

Of the published patients without an emergency in `tests/cases`, those called one are listed with the alerts in
`docs/localisation.md`. Of the records on a border in `tests/cases_triage` none is too urgent or not urgent enough.

Read and accepted for: ______________________ by: ______________________ on: ____________
"""


def page() -> str:
    """The whole page."""
    rows = load_reference().alerts.values()
    parts = [HEAD.format(order=_order())]
    for urgency in URGENCIES:
        parts.append(f"## {URGENCY[urgency]}\n")
        parts += [_alert(row) for row in rows if row.urgency == urgency]
    parts.append("## Patterns\n\nWhat several alerts share. A pattern raises nothing by itself.\n")
    parts += [_pattern(row) for row in load_reference().patterns.values()]
    return "\n".join(parts)


def _order() -> str:
    rows = [row for row in load_reference().alerts.values() if row.urgency == "emergency"]
    return "; ".join(row.label for row in sorted(rows, key=lambda row: row.turn))


def _alert(row: Alert) -> str:
    return "\n".join([f"### {row.label}\n", f"`{row.id}`{_former(row)}\n", *_lines(row), ""])


def _former(row: Alert) -> str:
    return f", formerly `{'`, `'.join(row.was)}`" if row.was else ""


def _lines(row: Alert) -> Iterator[str]:
    reference = load_reference()
    studies = {study.study: study.label for study in reference.imaging.values()}
    yield f"- Raised by: {rule_words(_positive(row.when))}"
    if row.when.none:
        yield "- " + rule_words(When(none=row.when.none)).replace("Not with", "Not raised with", 1)
    if row.action:
        yield f"- Says: {row.action}"
    if row.checks:
        yield f"- Asks, unless it is recorded: {' '.join(check.do for check in row.checks)}"
    if row.not_a_root:
        yield "- While it is raised, no root is said to fit."
    if row.withholds:
        unless = "; ".join(reference.alerts[alert].label for alert in row.unless)
        withheld = "; ".join(dict.fromkeys(studies[study] for study in row.withholds))
        yield f"- Not suggested meanwhile: {withheld}{f', unless this is raised too: {unless}' if unless else ''}."
    yield from _provenance(row)


def _positive(when: When) -> When:
    """The condition without what keeps it from holding."""
    return When(all=when.all, any=when.any, at_least=when.at_least)


def _pattern(row: Pattern) -> str:
    holds = [f"- Holds with: {rule_words(_positive(row.when))}"] if row.when.all or row.when.any else []
    if row.when.none:
        holds.append(f"- {rule_words(When(none=row.when.none))}")
    return "\n".join([f"### {heading(row.label)}\n", f"`{row.id}`\n", *holds, *_provenance(row), ""])


def _provenance(row: Row) -> Iterator[str]:
    sources = load_reference().sources
    cited = "; ".join(sources[source].short for source in row.sources)
    said = BASIS_WORDS[row.basis]
    yield f"- {heading(said) + ': ' if said else ''}{row.why}"
    if cited:
        yield f"- Sources: {cited}."


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} written\n")


if __name__ == "__main__":
    main()
