"""The note as a clinician would type it into the record: abbreviations of the field, whole words for sides.

It names only what has a result, what could not be done, and which core tests are missing. The conclusions of the
program are not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exam.domain.language import mark, say
from exam.domain.note.brief.clauses import (
    SHORT,
    SIDE_WORDS,
    leg_clauses,
    named,
    of_leg,
    other_sentences,
)
from exam.domain.note.history import Line
from exam.domain.note.note import Note
from exam.domain.note.parts.missing import ALL_HAVE_RESULTS, core_lacking, core_total, emergency_tests_sentence
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.grades import is_normal
from exam.domain.record.model import ExamRecord, Finding, FindingKey
from exam.domain.words.grammar import inside
from exam.domain.words.values import one_line
from reference import load_reference
from reference.vocabulary import SIDES, Urgency

AS_RIGHT, OTHERWISE = mark("as right"), mark("otherwise as right")
NO_OTHERS = mark("Not examined: no other core test.")
ALERTS: dict[Urgency, str] = {
    "emergency": mark("EMERGENCY ALERT"),
    "urgent": mark("URGENT ALERT"),
    "routine": mark("To note"),
}
NOTHING_OF_CORE = mark("Not examined: the whole core examination.")
HEADS = {"right": mark("Right"), "left": mark("Left")}
WHERE = {**SIDE_WORDS, "both": mark("right and left")}


def shorthand_text(record: ExamRecord, assessment: Assessment, note: Note) -> str:
    """A line for each part: whom and when, history, each leg, the rest, what is missing, alerts, impression, plan."""
    lines = (
        note.mark,
        f"{note.title}. {_joined(note.patient)}",
        f"{note.status_by}.",
        _joined(note.complaint),
        _headed(say("Red flags"), note.red_flags),
        *_legs(record),
        *other_sentences(record.findings, SHORT, _of_alerts(assessment)),
        note.stated_normal or "",
        not_examined_line(record, assessment.not_examined),
        emergency_tests_sentence(record, assessment),
        _headed(note.compared_title, note.compared),
        *alert_lines(note),
        _joined(note.contradictory),
        _joined(note.impression),
        _joined(note.plan),
        _headed(say("Comments"), note.comments),
        *addendum_lines(note),
        note.mark,
    )
    return "\n".join(line for line in lines if line) + "\n"


def alert_lines(note: Note) -> Iterator[str]:
    """The headlines of the alerts, each with the clinician's answer."""
    for group in note.alerts:
        said = (f"{alert.label} ({inside(alert.answer)})" if alert.answer else alert.label for alert in group.alerts)
        yield f"{say(ALERTS[group.urgency])}: {'; '.join(said)}."


def addendum_lines(note: Note) -> Iterator[str]:
    """The addenda, each on a line with its author and time."""
    words = say("Addendum, {who}: {text}")
    return (words.format(who=line.head, text=one_line(line.text)) for line in note.addenda_lines)


def not_examined_line(record: ExamRecord, paths: Sequence[str]) -> str:
    """The core tests that were not tried: `paths` have no result. Where some were refused, not all have a result."""
    lacking = core_lacking(record, paths)
    if len(lacking.untried) == core_total():
        return say(NOTHING_OF_CORE)
    if lacking.untried:
        tests = "; ".join(_by_side(lacking.untried))
        return say("Not examined (core tests): {tests}.").format(tests=tests)
    if lacking.refused:
        return say(NO_OTHERS)
    return say(ALL_HAVE_RESULTS) if lacking.whole else ""


def _by_side(keys: Iterable[FindingKey]) -> Iterator[str]:
    """Tests with their side, right before left; those missing on both sides once."""
    keys = list(keys)
    of = {side: [key.test for key in keys if key.side == side] for side in SIDES}
    both = [test for test in of["right"] if test in of["left"]]
    alone = {side: [test for test in tests if test not in both] for side, tests in of.items()}
    for where, tests in (("both", both), *alone.items()):
        if tests:
            yield f"{say(WHERE[where])} {', '.join(named(tests, SHORT))}"


def _legs(record: ExamRecord) -> Iterator[str]:
    found = {side: of_leg(record.findings, side) for side in SIDES}
    for side, one in found.items():
        clauses = _left(found["right"], one) if side == "left" else leg_clauses(one, SHORT)
        if clauses:
            yield f"{say(HEADS[side])}: {'; '.join(clauses)}."


def _left(right: dict[str, Finding], left: dict[str, Finding]) -> list[str]:
    """The left leg. What is normal on both sides is "as right" if everything tried on the right was on the left too."""
    shared = [test for test, one in left.items() if is_normal(test, one) and right.get(test) == one]
    if not shared or not right.keys() <= left.keys():
        return leg_clauses(left, SHORT)
    own = leg_clauses({test: one for test, one in left.items() if test not in shared}, SHORT)
    return [*own, say(OTHERWISE if own else AS_RIGHT)]


def _of_alerts(assessment: Assessment) -> list[str]:
    """The families that an emergency rests on, in the order of its reasons: they are written first."""
    paths = [path for alert in assessment.alerts if alert.urgency == "emergency" for path in alert.because]
    tests = [path.split(".")[1] for path in paths if path.startswith("findings.")]
    return list(dict.fromkeys(name for name in tests if name in load_reference().families))


def _headed(head: str, lines: Iterable[Line | str]) -> str:
    words = _joined(lines)
    return f"{head}: {words}" if words else ""


def _joined(lines: Iterable[Line | str]) -> str:
    """Headed lines as sentences in one line: "Plan: MRI. Review: in 6 weeks."."""
    said = (f"{line.head}: {line.text}" if isinstance(line, Line) else line for line in lines)
    return " ".join(f"{one_line(words).rstrip('.')}." for words in said)
