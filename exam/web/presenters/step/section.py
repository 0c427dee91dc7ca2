"""A step of questions and tests: its groups, its progress, and what one tap may fill."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, replace

from exam.domain.language import mark, say, say_count
from exam.domain.record.answers import Answer
from exam.domain.record.model import ExamRecord
from exam.domain.words.grammar import inside
from exam.steps import questions
from exam.steps.findings import count, examined_in, groups_of
from exam.steps.step import Progress, Step
from exam.training.practice import PracticePatient, practice_patient
from exam.training.practising import rest
from exam.web.presenters.step.parts import ROWS_IN_VIEW, Part, group_id, slug
from exam.web.presenters.step.questions import ShownQuestionGroup, question_groups
from exam.web.presenters.step.rows import ShownGroup, groups
from reference.model import Test

# All that is normal, or the rest of it, of a group or of a whole step.
NORMAL = {
    (False, False): mark("All normal"),
    (False, True): mark("All {group} normal"),
    (True, False): mark("Rest normal"),
    (True, True): mark("Rest of {group} normal"),
}


@dataclass(frozen=True, slots=True)
class Fill:
    """One "all normal" button; with nothing left to fill it is disabled."""

    id: str
    group: str
    text: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Typed:
    """A form of its own for one typed measurement."""

    form: str
    path: str


@dataclass(frozen=True, slots=True)
class ShownSection:
    """Everything a step of rows shows; after a tap, of the tests only those that it touched."""

    progress: str
    fill: Fill | None
    group_fills: Mapping[str, Fill]
    questions: tuple[ShownQuestionGroup, ...]
    groups: tuple[ShownGroup, ...]
    folded: bool
    typed: tuple[Typed, ...]
    parts: tuple[Part, ...]

    @property
    def more(self) -> int:
        """How many questions come behind those that are asked first."""
        return sum(len(group.rows) for group in self.questions if group.more)


def section(
    step: Step, record: ExamRecord, origins: Mapping[str, str], touched: Container[str] | None = None
) -> ShownSection:
    """The current state of a step; of its tests only those at these paths, if any are given."""
    shown = groups(step.id, record, origins, touched)
    progress = step.progress(record)
    asked = question_groups(step.id, record, origins)
    return ShownSection(
        progress=_counted(step, progress) if progress and (progress.of or not step.called_for) else "",
        fill=_fill(step, record, ""),
        group_fills={title: fill for title in _fillable(step) if (fill := _fill(step, record, title))},
        questions=asked,
        groups=_folded(step, shown, step.called_for(record)) if step.called_for else shown,
        folded=step.called_for is not None,
        typed=tuple(Typed(f"typed-{c.id}", c.path) for g in shown for r in g.rows for c in r.cells if c.measure),
        parts=_parts(step, asked, record),
    )


def _parts(step: Step, asked: tuple[ShownQuestionGroup, ...], record: ExamRecord) -> tuple[Part, ...]:
    """The groups of a long step; a short one, or one of folded groups, needs no links to them."""
    rows = sum(len(g.rows) for g in asked) + len(examined_in(step.id))
    if step.called_for or rows <= ROWS_IN_VIEW:
        return ()
    if any(group.more for group in asked):
        return ()
    questions = [
        Part(g.id, say(g.title), sum(q.state != "empty" for q in g.rows), len(g.rows)) for g in asked if g.rows
    ]
    return (*questions, *(_part_of_tests(step, title, record) for title in groups_of(step.id)))


def _part_of_tests(step: Step, title: str, record: ExamRecord) -> Part:
    counted = count(examined_in(step.id, title), record) or Progress(0, 0)
    return Part(group_id(title), say(title), counted.done, counted.of)


def _counted(step: Step, progress: Progress) -> str:
    counted = say("{done} of {number} suggested tests done")
    if any(test.core for test in examined_in(step.id)):
        counted = say("{done} of {number} core tests")
    elif _asks(step):
        counted = say("{done} of {number} answered")
    return counted.format(done=progress.done, number=progress.of)


def _asks(step: Step) -> bool:
    return not groups_of(step.id)


def _fillable(step: Step) -> Iterable[str]:
    """Groups that one tap may fill: every group of questions, and groups of tests where several have a core."""
    with_core = dict.fromkeys(test.group for test in examined_in(step.id) if test.core)
    return (*questions.groups_of(step.id), *(with_core if len(with_core) > 1 else ()))


def _fill(step: Step, record: ExamRecord, group: str) -> Fill | None:
    """The button that fills empty cells; None where the step has no such button.

    The questions of a group may all be still to be opened; its button is there for then.
    """
    if (patient := practice_patient(record.training)) is not None:
        return _practised(step, group, rest(step, record, group), record, patient)
    left, empty = step.normal(record, group), step.normal(ExamRecord(record.patient), group)
    if not empty and not (group and _asks(step)):
        return None
    places = questions.in_group(step.id, record, group) if _asks(step) else empty
    return _worded(step, group, left, begun=len(left) < len(places))


def _practised(
    step: Step, group: str, left: tuple[Answer, ...], record: ExamRecord, patient: PracticePatient
) -> Fill | None:
    """The button that asks or examines all of it; none where this patient has nothing there."""
    if _asks(step):
        places = [question.id for question in questions.in_group(step.id, record, group)]
    else:
        places = [answer.path for answer in step.normal(ExamRecord(record.patient), group)]
    if not left and not any(path in patient.hidden and record.at(path) is not None for path in places):
        return None
    text = say("Ask all") if _asks(step) else say("Examine all")
    label = say_count("{button}: {group}, {number} left", "{button}: {group}, {number} left", len(left))
    of = say(group or step.title)
    return Fill(_fill_id(group), group, text, label.format(button=text, group=of, number=len(left)), len(left))


def _fill_id(group: str) -> str:
    return f"fill-{slug(group) or 'all'}"


def _worded(step: Step, group: str, left: tuple[Answer, ...], *, begun: bool) -> Fill:
    id = _fill_id(group)
    if _asks(step):
        text = say("No to the rest") if begun else say("None of these") if group else say("No to all")
        label = say("{button}: {group}, {number} not asked yet").format(
            button=text, group=say(group or step.title), number=len(left)
        )
        return Fill(id, group, text, label, len(left))
    text = say(NORMAL[begun, bool(group)]).format(group=inside(say(group)))
    label = say("{button}: {number} core tests not yet examined, right and left")
    return Fill(id, group, text, label.format(button=text, number=len(left)), len(left))


def _folded(step: Step, shown: tuple[ShownGroup, ...], called: Collection[Test]) -> tuple[ShownGroup, ...]:
    """Folded groups: first, and open, those of which a test is suggested or was done."""
    named = {test.id for test in called}
    folded = [
        replace(group, open=any(test.id in named for test in examined_in(step.id, group.title))) for group in shown
    ]
    return tuple(sorted(folded, key=lambda group: not group.open))
