"""Suggested studies and tests in words: the verdict first, and those that come later apart."""

from __future__ import annotations

from collections.abc import Iterable

from exam.domain.language import mark, say
from exam.domain.reasoning.conclusions import LATER, Study, SuggestedTest, WithheldStudy
from exam.domain.words.grammar import joined
from reference import load_reference
from reference.vocabulary import URGENCIES, Urgency

LATER_HEADING = mark("Later, if still needed")


def study_heading(suggested: Study | SuggestedTest) -> str:
    """The label and the verdict: "MRI of the lumbar spine: now"; the label alone where the heading above says when."""
    verdict = suggested.verdict.removesuffix(LATER)
    label = say(suggested.label)
    return f"{label}: {say(verdict)}" if verdict else label


def is_later(suggested: Study | SuggestedTest, urgency: Urgency) -> bool:
    """Whether it is less urgent than the patient, and so comes after what is urgent."""
    return URGENCIES.index(suggested.priority) > URGENCIES.index(urgency)


def caution_words(caution: str) -> str:
    """What to consider before a study. It is made of the cautions of rows, and each of them is a message."""
    reference = load_reference()
    tables = (reference.imaging, reference.alternatives, reference.precautions)
    known = {row.caution for table in tables for row in table.values() if row.caution and row.caution in caution}
    parts = sorted(known, key=caution.index)
    # A note that was signed may have a caution that the reference no longer has.
    return " ".join(map(say, parts)) if " ".join(parts) == caution else caution


def withheld_sentences(withheld: Iterable[WithheldStudy]) -> tuple[str, ...]:
    """One sentence for each study that an alert withholds."""
    alerts = load_reference().alerts
    return tuple(
        say("{study}: withheld because of the alert {alerts}.").format(
            study=say(study.label), alerts=joined(f"“{say(alerts[id].label)}”" for id in study.alerts)
        )
        for study in withheld
    )
