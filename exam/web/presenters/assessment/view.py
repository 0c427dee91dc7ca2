"""The assessment as a page: the causes, what was found and not examined, what to do next, and the sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from exam.domain.language import mark, say, say_count
from exam.domain.reasoning.conclusions import Assessment
from exam.domain.record.model import ExamRecord, split_side
from exam.domain.words.facts import fact_label
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import heading, joined
from exam.domain.words.ranking import ranked_rows, row_label
from exam.domain.words.reasons import also_found
from exam.domain.words.statements import LEANINGS, TOWARDS, statement_sentence
from exam.steps.sequence import asking, steps
from exam.web.presenters.assessment.causes import ShownCause, ShownGroup, causes_of, shown_causes
from exam.web.presenters.assessment.conditions import ShownCondition, conditions
from exam.web.presenters.assessment.sources import NumberedSources, numbered
from exam.web.presenters.assessment.studies import ShownStudies, because_of, imaging, other_tests
from exam.web.presenters.frame.strip import NextLink, next_link
from exam.web.presenters.reference.citations import Citation, citations
from exam.web.presenters.step.cells import element_id
from reference import load_reference
from reference.vocabulary import SIDES

MOST_ROWS = 5
MOST_NEXT = 4
MOST_UNLIKELY = 8
# Shown where no core test lacks a result; stated normal as a whole is not the same as each test recorded.
NO_GAP = {
    False: mark("Every core test has a result on both sides."),
    True: mark("Core tests without a result of their own were stated to be normal, not recorded individually."),
}
GAPS = {
    ("right",): mark("{test}, right"),
    ("left",): mark("{test}, left"),
    ("right", "left"): mark("{test}, right and left"),
}
# Below this probability a row is folded away with the rest.
LEAST_SHOWN = 0.03


@dataclass(frozen=True, slots=True)
class ShownFindings:
    """What one step found."""

    title: str
    slug: str
    notable: tuple[str, ...]
    not_testable: tuple[str, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class ShownGap:
    """A core test without a result, and where to do it."""

    label: str
    slug: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ShownPointer:
    """One item that points to the spine, or to the knee or hip."""

    sentence: str
    because: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ShownAssessment:
    """Everything of the assessment's page but the alerts, which every page has, and the impression.

    `sources` are numbered for the whole page, the alerts included.
    """

    statement: str
    unexplained: str
    ranked: bool
    causes: tuple[ShownCause | ShownGroup, ...]
    unlikely: tuple[str, ...]
    found: tuple[ShownFindings, ...]
    gaps: tuple[ShownGap, ...]
    no_gap: str
    next_tests: tuple[NextLink, ...]
    leaning: str
    pointers: tuple[tuple[str, tuple[ShownPointer, ...]], ...]
    conditions: tuple[ShownCondition, ...]
    imaging: ShownStudies
    other_tests: ShownStudies
    sources: NumberedSources
    version: str

    @property
    def leading(self) -> ShownCause | None:
        """The cause whose reasons are shown first; None where nothing is ranked."""
        if not (self.ranked and self.causes):
            return None
        first = self.causes[0]
        return first.members[0] if isinstance(first, ShownGroup) else first


def assessment_view(assessment: Assessment, record: ExamRecord, *, hidden: bool = False) -> ShownAssessment:
    """The page of one assessment; `hidden` lists no source that only the ranking cites, which would give it away."""
    view = _view(assessment, record)
    cited = [citation for alert in assessment.alerts for citation in citations(alert.sources)]
    return replace(view, sources=numbered(cited if hidden else [*cited, *_cited(view)]))


def _view(assessment: Assessment, record: ExamRecord) -> ShownAssessment:
    rows = ranked_rows(assessment)
    likely = [row for row in rows[:MOST_ROWS] if row.probability >= LEAST_SHOWN]
    rest = [row for row in rows if row not in likely][:MOST_UNLIKELY]
    return ShownAssessment(
        statement=statement_sentence(assessment),
        unexplained=also_found(assessment, record),
        ranked=assessment.statement != "not_enough_examined" and not assessment.ranking_withheld,
        causes=shown_causes(assessment, record, likely),
        unlikely=tuple(map(row_label, rest)),
        found=tuple(found_lines(record)),
        gaps=tuple(gaps(assessment.not_examined)),
        no_gap=say(NO_GAP[bool(record.stated_otherwise_normal)]),
        next_tests=tuple(link for test in assessment.next_tests[:MOST_NEXT] if (link := next_link(test))),
        leaning=say(LEANINGS[assessment.knee_or_spine.leaning]) if assessment.knee_or_spine.asked else "",
        pointers=tuple((say(words), _pointers(assessment, towards, record)) for towards, words in TOWARDS.items()),
        conditions=conditions(assessment, record),
        imaging=imaging(assessment, record),
        other_tests=other_tests(assessment, record),
        sources=numbered(()),
        version=say("Dermyo {program}, reference {reference}").format(
            program=assessment.program, reference=assessment.knowledge
        ),
    )


def _cited(view: ShownAssessment) -> Iterable[Citation]:
    """Every citation of the page but those of the alerts, in the order of the page."""
    if view.ranked:
        for cause in causes_of(view.causes):
            yield from cause.cited
    for studies in (view.imaging, view.other_tests):
        for study in (*studies.first, *studies.later):
            yield from study.citations
    for condition in view.conditions:
        for argument in (*condition.supports, *condition.against):
            yield from argument.citations
    for _, pointers in view.pointers if view.leaning else ():
        for pointer in pointers:
            yield from pointer.citations


def found_lines(record: ExamRecord) -> Iterable[ShownFindings]:
    """What each step found, the steps without an answer left out."""
    for step in steps():
        summary = step.summary(record)
        if summary.anything:
            notable, tried = _in_words(summary.notable, record), _in_words(summary.not_testable, record)
            yield ShownFindings(say(step.title), step.slug, notable, tried, _rest(summary.normal))


def _rest(paths: Sequence[str]) -> str:
    """How many other results there are: a test is normal, a question is answered no."""
    normal = sum(path.startswith("findings.") for path in paths)
    denied = len(paths) - normal
    counted = (
        say_count("{number} normal", "{number} normal", normal).format(number=normal) if normal else "",
        say_count("{number} no", "{number} no", denied).format(number=denied) if denied else "",
    )
    return joined(words for words in counted if words)


def _in_words(paths: Iterable[str], record: ExamRecord) -> tuple[str, ...]:
    return tuple(heading(fact_label(path, record)) for path in paths)


def gaps(not_examined: Iterable[str]) -> Iterable[ShownGap]:
    """The core tests without a result, both sides of a test in one line."""
    sides: dict[str, list[str]] = {}
    for path in not_examined:
        test, side = split_side(path)
        sides.setdefault(test, []).append(side or "")
    for test, missing in sides.items():
        step = asking(test)
        where = GAPS[tuple(side for side in SIDES if side in missing)]
        if step:
            yield ShownGap(say(where).format(test=finding_label(test)), step.slug, element_id(test))


def _pointers(assessment: Assessment, towards: str, record: ExamRecord) -> tuple[ShownPointer, ...]:
    rows = load_reference().pointers
    return tuple(
        ShownPointer(say(rows[p.id].sentence), because_of(p.because, record, assessment), citations(p.sources))
        for p in assessment.knee_or_spine.reasons
        if p.towards == towards
    )
