"""Several facts in one line, joined where both sides or several tests agree.

"right and left knee extension and hip flexion 4; L5 and S1 light touch 1 altered on the left" instead of six facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from exam.domain.language import mark, say
from exam.domain.reasoning.conclusions import Reason, SameItem, UnexplainedFinding
from exam.domain.record.earlier.changes import FindingChange
from exam.domain.record.model import WORSE, ExamRecord, Finding, FindingKey, LimitedGrade, Value, result_of, split_side
from exam.domain.words.findings import finding_label, finding_of, modality_of, path_label, test_of
from exam.domain.words.grammar import inside, joined, sided
from exam.domain.words.values import COURSE_WORDS, day_words, duration_label, one_line, value_label
from reference import load_reference
from reference.vocabulary import SIDES, Side

Result = Reason | SameItem | UnexplainedFinding
"""A result as an assessment names it: a finding or a question, its side (right, left, none) and its value."""

MOST_FACTS = 5
SIDES_OF_COMPLAINT = {
    "right": mark("complaint in the right leg"),
    "left": mark("complaint in the left leg"),
    "both": mark("complaint in both legs"),
    "none": mark("complaint in neither leg"),
}


DURATION, SECOND_LEG = "presentation.duration_weeks", "presentation.second_leg_weeks"
EARLIER_AT = "earlier.examined_at"
CIRCUMSTANCES = ("patient.", DURATION, SECOND_LEG, "presentation.onset", EARLIER_AT, "earlier.weeks")
"""What is no sign: who it is, and how long it lasts. In a list of facts it comes last."""

BOTH_LEGS = ("red_flags.bilateral_leg_symptoms", "presentation.symptom_side")
"""Two paths that record one fact; the first is enough where both are given."""

OLD_DEFICIT, FLAG = "presentation.old_deficit.", "red_flags."

COMPLAINT = ("presentation.features.", "presentation.pain_sites.", "presentation.paraesthesia_sites.")
"""What the patient reports. In a list of facts it comes after what was found."""


class _Fact(NamedTuple):
    """One finding taken apart: what was tested, where, and the result in words."""

    test: str
    side: str
    value: str


def fact_label(path: str, record: ExamRecord) -> str:
    """A path with what the record says there, inside a sentence: "left ankle dorsiflexion 2", "no fever"."""
    value, label = record.at(path), path_label(path)
    own = _own_words(path, value)
    if own:
        return own
    if path.startswith(WORSE):
        return f"{label} {_fact(path, record).value}"
    if record.is_long_standing(path.removeprefix(FLAG)):
        label += f" ({say(COURSE_WORDS['long_standing'])})"
    if value is None or value is True:
        return label
    if value is False:
        return _without(label)
    colon = ":" if isinstance(value, tuple) or path.startswith(OLD_DEFICIT) else ""
    return f"{label}{colon} {one_line(value_label(path, value))}"


def _without(label: str) -> str:
    return say("no {what}").format(what=label)


def _own_words(path: str, value: Finding | Value | None) -> str:
    """A fact that is not said as a label with its value; empty for any other."""
    if path == "presentation.symptom_side" and isinstance(value, str):
        return say(SIDES_OF_COMPLAINT[value])
    if path == DURATION and value is None:
        return say("{what} not stated").format(what=path_label(path))
    if path == SECOND_LEG and isinstance(value, (int, float)):
        return second_leg_words(value)
    if path == EARLIER_AT and isinstance(value, str):
        return say("{what} on {day}").format(what=path_label(path), day=day_words(value))
    return ""


def second_leg_words(weeks: float) -> str:
    """When it joined, inside a sentence."""
    return say("the second leg joined {duration} ago").format(duration=duration_label(weeks))


def facts_line(paths: Sequence[str], record: ExamRecord, most: int = MOST_FACTS, fits: str = "") -> str:
    """What these paths of the record say: warning signs, findings, the complaint, and last what is no sign.

    After `most` items the line only counts the others. `fits` is the wording of what the findings fit, which is not in
    the record.
    """
    paths = without_repeats(paths, record)
    findings = [path for path in paths if test_of(path)]
    tests = _together((_fact(path, record) for path in findings), most)
    others = {path: _other(path, record, fits) for path in signs_of(paths) if path not in findings}
    complaint = [words for path, words in others.items() if path.startswith(COMPLAINT)]
    warnings = [words for path, words in others.items() if not path.startswith(COMPLAINT)]
    around = [fact_label(path, record) for path in paths if is_circumstance(path)]
    return shortened([*dict.fromkeys(warnings), *tests, *dict.fromkeys(complaint), *dict.fromkeys(around)], most)


def is_circumstance(path: str) -> bool:
    """Whether a fact is no sign, but the age or sex of the patient, a time, or an onset."""
    return path.startswith(CIRCUMSTANCES)


def signs_of(paths: Iterable[str]) -> list[str]:
    """The facts that are signs."""
    return [path for path in paths if not is_circumstance(path)]


def _other(path: str, record: ExamRecord, fits: str) -> str:
    return fits if fits and path.startswith("localisation.") else fact_label(path, record)


def named_tests(paths: Iterable[str]) -> str:
    """Which tests these paths name, without any result: "left L5 and S1 light touch; right and left knee extension"."""
    return "; ".join(_together(_Fact(*_test_and_side(path), "") for path in paths))


def changed_phrases(changes: Iterable[FindingChange]) -> list[str]:
    """Findings of two examinations, the earlier first: "left ankle dorsiflexion 4, now 3"."""
    return _together(_Fact(one.key.test, one.key.side or "", _values(one)) for one in changes)


def worse_phrases(keys: Iterable[FindingKey], record: ExamRecord) -> list[str]:
    """Findings that a record says to be worse than earlier, with what it found of them."""
    found = ((key, record.findings.get(key)) for key in keys)
    return _together(
        _Fact(key.test, key.side or "", "" if one is None else value_label(key.test, one)) for key, one in found
    )


def _values(one: FindingChange) -> str:
    found = (value_label(one.key.test, found) for found in (one.before, one.after) if found is not None)
    before, *after = dict.fromkeys(found)
    return say("{before}, now {now}").format(before=before, now=after[0]) if after else before


def without_repeats(paths: Sequence[str], record: ExamRecord) -> list[str]:
    """The paths but those of findings that are there as worse than earlier, which says more; both legs once."""
    worse = {finding_of(path) for path in paths if path.startswith(WORSE)}
    flag, complaint = BOTH_LEGS
    said_twice = flag in paths and (record.at(flag), record.at(complaint)) == (True, "both")
    once = [path for path in paths if not (said_twice and path == complaint)]
    return [path for path in once if path.startswith(WORSE) or finding_of(path) not in worse]


def found_phrases(found: Iterable[Result]) -> list[str]:
    """Results inside a sentence in their order, joined where sides or tests agree: "left L5 light touch 1 altered"."""
    phrases: list[str] = []
    for is_test, some in groupby(found, key=lambda one: one.finding in load_reference().tests):
        run = list(some)
        phrases += _together(map(_as_fact, run)) if is_test else _answers(run)
    return list(dict.fromkeys(phrases))


def _as_fact(one: Result) -> _Fact:
    value = LimitedGrade(str(one.value), one.limited_by) if one.limited_by else one.value
    return _Fact(one.finding, one.side, value_label(one.finding, value))


def _answers(found: Iterable[Result]) -> list[str]:
    """Answers of the history: "no back pain", "duration 9 weeks", "pain, right and left sole"."""
    sides: dict[tuple[str, str | float], list[str]] = {}
    for one in found:
        sides.setdefault((one.finding, one.value), []).append(one.side)
    return [_answer(finding, value, named) for (finding, value), named in sides.items()]


def _answer(finding: str, value: str | float, sides: Sequence[str]) -> str:
    label = inside(finding_label(finding))
    if isinstance(value, bool):
        return label if value else _without(label)
    named = set(sides) & set(SIDES)
    return f"{label}{', ' if named else ' '}{sided(value_label(finding, value), named)}"


def facts_in_order(paths: Iterable[str], record: ExamRecord) -> list[str]:
    """What these paths of the record say, in their order, joined where sides or tests agree."""
    phrases: list[str] = []
    for is_test, some in groupby(paths, key=lambda path: test_of(path) is not None):
        run = list(some)
        phrases += _together(_fact(one, record) for one in run) if is_test else (fact_label(one, record) for one in run)
    return list(dict.fromkeys(phrases))


def _fact(path: str, record: ExamRecord) -> _Fact:
    found = record.at(path)
    value = "" if found is None else value_label(path, found)
    if path.startswith(WORSE):
        value = f"{value} ({_earlier(path, record)})".strip()
    return _Fact(*_test_and_side(path), value)


def _earlier(path: str, record: ExamRecord) -> str:
    """What the earlier examination found: "4 on 3 October 2026"; only that it is worse where that is not known."""
    day = day_words(record.earlier.examined_at) if record.earlier else ""
    then = result_of(record.earlier_findings.get(FindingKey(*_split(path))))
    if then is None:
        return say("worse than on {day}").format(day=day)
    return say("{what} on {day}").format(what=value_label(path, then), day=day)


def _test_and_side(path: str) -> tuple[str, str]:
    test, side = _split(path)
    return test, side or ""


def _split(path: str) -> tuple[str, Side | None]:
    return split_side(finding_of(path))


def _together(facts: Iterable[_Fact], most: int | None = None) -> list[str]:
    """Joins both sides of a test with one result, then tests of a group, then light touch and pinprick of an area."""
    sides: dict[tuple[str, str], list[str]] = {}
    for fact in facts:
        sides.setdefault((fact.test, fact.value), []).append(fact.side)
    groups: dict[tuple[str, str, frozenset[str]], list[str]] = {}
    for (test, value), found in sides.items():
        groups.setdefault((test.split(".")[0], value, frozenset(found)), []).append(test)
    modalities: dict[tuple[frozenset[str], str, str, int], list[str]] = {}
    order = list(load_reference().tests)
    for (group, value, where), some in groups.items():
        tests = sorted(some, key=order.index)
        areas = joined(inside(say(load_reference().tests[test].label)) for test in tests) if modality_of(group) else ""
        shown = tests if areas or most is None or len(tests) <= most + 1 else tests[:most]
        names = areas or joined(inside(finding_label(test)) for test in shown)
        key = (where, names, value, len(tests) - len(shown))
        modalities.setdefault(key, []).append(modality_of(group))
    return [
        _with_others(f"{sided(_in_ways(names, kinds), where)} {value}".rstrip(), others)
        for (where, names, value, others), kinds in modalities.items()
    ]


def _with_others(found: str, others: int) -> str:
    """A result of several tests, the first named: "left great toe extension and hip abduction 4 (and 2 others)"."""
    return say("{findings} (and {number} others)").format(findings=found, number=others) if others else found


def _in_ways(names: str, kinds: Sequence[str]) -> str:
    """What was tested, and in which ways: "L5 and S1 light touch and pinprick"."""
    return f"{names} {joined(kinds)}".strip()


def shortened(items: Sequence[str], most: int) -> str:
    """The items in one line; after `most` of them the line only counts the others, where that is shorter."""
    if len(items) <= most + 1:
        return "; ".join(items)
    return say("{items}; and {number} more").format(items="; ".join(items[:most]), number=len(items) - most)
