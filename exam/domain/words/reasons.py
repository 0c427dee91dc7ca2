"""The reasons of a cause in words: what speaks for it rather than for a named other one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exam.domain.language import mark, say
from exam.domain.reasoning.conclusions import Assessment, Candidate, RatherThan, Reason, Rival, RootGroup, SameItem
from exam.domain.record.causes import NO_LESION, OTHER_LESION
from exam.domain.record.model import ExamRecord, split_side
from exam.domain.words.causes import NO_LESION_WORDS, cause_phrase
from exam.domain.words.facts import facts_in_order, found_phrases, shortened, signs_of, without_repeats
from exam.domain.words.findings import finding_of
from exam.domain.words.grammar import heading, listed
from exam.domain.words.ranking import named_group, noted_rows
from exam.domain.words.statements import unexplained_sentence
from reference import load_reference
from reference.vocabulary import SIDES, Direction

MOST_FIRST = 3
LEAST_FIRST = 2.0
"""What is shown first: at most three facts, each of at least two decibans."""

MOST_NAMED = 3
"""Causes whose reasons are shown wherever there is little room."""

MOST_SIGNS = 5
SIGNS = mark("Signs that raised the emergency alert")


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One fact as a reason; the same result on both sides is one fact. `label` is a heading."""

    label: str
    reasons: tuple[Reason, ...]

    @property
    def decibans(self) -> float:
        """The effect of the fact: of both sides together, at least their sum."""
        return sum(reason.decibans for reason in self.reasons)

    @property
    def direction(self) -> Direction:
        """Whether it speaks for the cause or against it."""
        return self.reasons[0].direction


def reason_lines(reasons: Iterable[Reason]) -> tuple[ReasonLine, ...]:
    """Reasons as facts, the strongest first."""
    alike: dict[object, list[Reason]] = {}
    for reason in reasons:
        also = tuple((other.finding, other.value, other.limited_by) for other in reason.also)
        result = (reason.finding, reason.value, reason.limited_by)
        alike.setdefault((result, also, reason.direction), []).append(reason)
    lines = (ReasonLine(heading(_facts(same)), tuple(same)) for same in alike.values())
    return tuple(sorted(lines, key=lambda line: -line.decibans))


def taken_together(lines: Iterable[ReasonLine]) -> list[ReasonLine]:
    """The same lines, those that are too weak by themselves as one where they have the same result.

    Normal inversion, eversion and hip abduction of one leg are one argument against L5. Of the history, whose answers
    have little in common, each stays by itself.
    """
    weak: dict[object, list[ReasonLine]] = {}
    apart = []
    for line in lines:
        first = line.reasons[0]
        test = load_reference().tests.get(first.finding)
        if line.decibans >= LEAST_FIRST or test is None or len(line.reasons) > 1 or first.also:
            apart.append(line)
        else:
            weak.setdefault((test.family, first.side, first.value, first.limited_by, line.direction), []).append(line)
    for alike in weak.values():
        reasons = tuple(line.reasons[0] for line in alike)
        apart.append(ReasonLine(heading(_facts(reasons)), reasons))
    return sorted(apart, key=lambda line: -line.decibans)


def _facts(reasons: Iterable[Reason]) -> str:
    return listed(found_phrases(_results(reasons)))


def _results(reasons: Iterable[Reason]) -> list[Reason | SameItem]:
    results: list[Reason | SameItem] = []
    for reason in reasons:
        results += [reason, *reason.also]
    return results


def first_lines(lines: Sequence[ReasonLine]) -> tuple[ReasonLine, ...]:
    """What is shown first: the strongest, but the strongest argument against the cause is always among them."""
    strong = [line for line in lines if line.decibans >= LEAST_FIRST]
    against = [line for line in strong if line.direction == "against"][:1]
    others = [line for line in strong if line not in against][: MOST_FIRST - len(against)]
    return tuple(line for line in strong if line in others or line in against)


def reasons_heading(candidate: Candidate, direction: Direction, *, named: bool = False) -> str:
    """What the reasons of one direction say: "Rather than the left common fibular nerve".

    The candidate is `named` where they stand under another: "The left L4 and L5 roots rather than ...".
    """
    rival = rival_phrase(candidate.reasons[0].rather_than)
    if named:
        cause = rival_phrase(candidate)
        if direction == "supports":
            return heading(say("{cause} rather than {rival}").format(cause=cause, rival=rival))
        return say("Fits {rival} better than {cause}").format(cause=cause, rival=rival)
    return (say("Rather than {rival}") if direction == "supports" else say("Fits {rival} better")).format(rival=rival)


def rival_phrase(rival: Candidate | Rival | RatherThan) -> str:
    """The cause that a candidate is compared with, inside a sentence."""
    return say(NO_LESION_WORDS) if rival.cause == NO_LESION else cause_phrase(rival.cause, rival.side)


def reasons_text(lines: Iterable[ReasonLine]) -> str:
    """Several facts in one line: "left ankle inversion and hip abduction 4; no back pain"."""
    return "; ".join(found_phrases(_results(reason for line in lines for reason in line.reasons)))


def signs_text(assessment: Assessment, record: ExamRecord) -> str:
    """The signs that raised the emergency of which the leading cause is one, in the order of their rule."""
    signs = signs_of(without_repeats(assessment.emergency_signs, record))
    return shortened(facts_in_order(signs, record), MOST_SIGNS)


def comparison(assessment: Assessment, candidate: Candidate) -> str:
    """The sentence above the reasons of a cause: what it shares, or why it ranks below the leading one; often empty."""
    first = next(one for one in assessment.candidates if one.cause != OTHER_LESION)
    rival = next((rival for rival in assessment.rivals if _same(rival, candidate)), None)
    if assessment.emergency_signs and candidate == first:
        return ""
    if candidate == first and not candidate.reasons and assessment.rivals:
        return rival_sentence(first, _named_beside(assessment))
    if rival and not (candidate.reasons and _same(candidate.reasons[0].rather_than, first)):
        return rival_sentence(first, rival)
    is_distinguished = any(reason.decibans >= LEAST_FIRST for reason in rival.distinguished_by) if rival else False
    if _is_undistinguished(candidate) and not is_distinguished:
        if _is_unlisted_emergency(assessment, candidate.reasons[0].rather_than):
            return ""
        # Beside the first cause it was said of the same two already.
        said = candidate != first and _is_undistinguished(first) and _same(first.reasons[0].rather_than, candidate)
        return "" if said else _undistinguished(candidate, candidate.reasons[0].rather_than)
    return ""


def _is_undistinguished(candidate: Candidate) -> bool:
    """Whether it has reasons, and none that is strong enough to be shown first."""
    return bool(candidate.reasons) and not first_lines(reason_lines(candidate.reasons))


def _is_unlisted_emergency(assessment: Assessment, other: RatherThan) -> bool:
    """Whether this cause, as cauda equina, is one of an emergency, and none that the note names: alerts speak of it."""
    hallmarks = load_reference().hallmarks.get(other.cause)
    named = [row.members if isinstance(row, RootGroup) else (row,) for row in noted_rows(assessment)]
    is_named = any(_same(other, one) for members in named for one in members)
    return bool(hallmarks and hallmarks.emergencies) and not is_named


def _named_beside(assessment: Assessment) -> Rival:
    """The first rival without the root that the conclusion names; the first of all where it names none."""
    group = named_group(assessment)
    within = {(one.cause, one.side) for one in group.members} if group else set()
    apart = (one for one in assessment.rivals if (one.cause, one.side) not in within)
    return next(apart, assessment.rivals[0])


def _same(one: Candidate | Rival | RatherThan, other: Candidate) -> bool:
    return (one.cause, one.side) == (other.cause, other.side)


def rival_sentence(leading: Candidate, rival: Rival) -> str:
    """Why the leading cause ranks above a rival: "Left hip abduction 4 fits the left L5 root better than ..."."""
    if not rival.distinguished_by:
        return _undistinguished(leading, rival)
    better, worse = (rival_phrase(one) for one in (leading, rival))
    found = found_phrases(_results(rival.distinguished_by))
    is_one = len(rival.distinguished_by) == 1 and len(found) == 1
    fits = (
        say("{found} fits {better} better than {worse}.")
        if is_one
        else say("{found} fit {better} better than {worse}.")
    )
    return fits.format(found=heading(listed(found)), better=better, worse=worse)


def _undistinguished(one: Candidate, other: Rival | RatherThan) -> str:
    sentence = say("No single finding clearly distinguishes {one} from {other}.")
    return sentence.format(one=rival_phrase(one), other=rival_phrase(other))


def also_found(assessment: Assessment, record: ExamRecord) -> str:
    """What was found and is no argument: what the leading cause does not explain, and reflexes that are equally low."""
    return " ".join(filter(None, (unexplained_sentence(assessment), _equally_low(assessment, record))))


def _equally_low(assessment: Assessment, record: ExamRecord) -> str:
    """That a reflex is reduced alike in both legs of a person with complaints in one, where nothing rests on it.

    Otherwise a low reflex would be in the table and in no reason, as if it had been overlooked.
    """
    if record.presentation.symptom_side not in SIDES:
        return ""
    used = {reason.finding for one in assessment.candidates[:MOST_NAMED] for reason in _shown(one.reasons)}
    raised = {split_side(finding_of(path))[0] for alert in assessment.alerts for path in alert.because}
    found = [
        SameItem(test, side, grade)
        for test in load_reference().tests
        if _is_lost_without_lesion(test) and test not in used | raised and (grade := _alike(record, test)) is not None
        for side in SIDES
    ]
    if not found:
        return ""
    alike = say("{found}: equal on both sides, as in many people without a lesion.")
    return alike.format(found=heading(listed(found_phrases(found))))


def _shown(reasons: Sequence[Reason]) -> list[Reason]:
    return [reason for reason in reasons if reason.decibans >= LEAST_FIRST]


def _is_lost_without_lesion(test: str) -> bool:
    row = load_reference().likelihoods.get(test)
    return row is not None and bool(row.lost_without_lesion)


def _alike(record: ExamRecord, test: str) -> str | int | None:
    """The grade of both sides, where it is the same and mildly low."""
    right, left = (record.grade(test, side) for side in SIDES)
    grades = load_reference().scales[load_reference().tests[test].scale].grades
    mild = [grade.value for grade in grades if grade.level == "mild"]
    return right if right == left and right in mild else None
