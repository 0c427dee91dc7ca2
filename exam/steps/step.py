"""What every step has: its name, its fields, its progress, its findings and what may be filled as normal."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from exam.domain.language import say
from exam.domain.record.answers import Answer
from exam.domain.record.json_values import Fault
from exam.domain.record.model import ExamRecord
from exam.steps.fields import Field, Form
from reference.model import StepRow, Test

# Fields of a form that are not answers.
NOT_ANSWERS = ("csrf_token", "answer_id", "seen_revision", "form_id")
WAS = "was."
"""Before the path of a typed field: the field's text when the form was shown. What is still the same is no answer."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the items that a step counts have an answer."""

    done: int
    of: int

    @property
    def complete(self) -> bool:
        """Whether every counted item has an answer."""
        return self.done == self.of


@dataclass(frozen=True, slots=True)
class Summary:
    """The answers of a step, as paths of the record: notable, could not be tested, and normal or no."""

    notable: tuple[str, ...] = ()
    not_testable: tuple[str, ...] = ()
    normal: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether the step has any answer."""
        return bool(self.notable or self.not_testable or self.normal)


class NotAsked(ValueError):
    """A form contains a field that the step does not have; `faults` names it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.faults = (Fault(path, say("is not asked in this step")),)


def as_sent(form: Form) -> Form:
    """For a step where each field of a form is one answer."""
    return form


def nothing_normal(_record: ExamRecord, _group: str) -> tuple[Answer, ...]:
    """For a step where nothing may be filled as normal."""
    return ()


def nothing_found(_record: ExamRecord) -> Summary:
    """For a step without findings."""
    return Summary()


def not_counted(_record: ExamRecord) -> Progress | None:
    """For a step whose progress is not counted."""
    return None


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `normal` gives the answers of one "all normal" tap, for a group or, with "", for the whole step.

    `tapped` is false for a step that is typed rather than tapped: it has no undo, and is loaded as a page. `copied` is
    false for one without an offline copy on a tablet. A step with `called_for` expands only the groups with a test that
    is called for or was done. `split` turns a text that is two answers into both.
    """

    row: StepRow
    fields: Callable[[], Mapping[str, Field]]
    progress: Callable[[ExamRecord], Progress | None] = not_counted
    summary: Callable[[ExamRecord], Summary] = nothing_found
    normal: Callable[[ExamRecord, str], tuple[Answer, ...]] = nothing_normal
    called_for: Callable[[ExamRecord], Collection[Test]] | None = None
    split: Callable[[Form], Form] = as_sent
    tapped: bool = True
    copied: bool = True

    @property
    def id(self) -> str:
        """The step's word in a record: `red_flags`."""
        return self.row.id

    @property
    def title(self) -> str:
        """The heading of the step, a message."""
        return self.row.title

    @property
    def hint(self) -> str:
        """The line under the title, a message."""
        return self.row.hint

    @property
    def slug(self) -> str:
        """The step's word in a URL: `red-flags`."""
        return self.id.replace("_", "-")

    def read(self, form: Form, record: ExamRecord) -> tuple[Answer, ...]:
        """The answers in a form, given the current record: what was typed over, not what was left as it was shown.

        Raises `NotAsked`.
        """
        fields = self.fields()
        given = self.split({path: text for path, text in form.items() if _is_given(fields, path, text, form)})
        return tuple(_answer(fields, path, text, record) for path, text in given.items())


def is_answer(name: str) -> bool:
    """Whether a field of a form is an answer."""
    return name not in NOT_ANSWERS and not name.startswith(WAS)


def _is_given(fields: Mapping[str, Field], path: str, text: str, form: Form) -> bool:
    shown = form.get(f"{WAS}{path}")
    # Browsers change line endings, and the record has neither space around a text nor a zero before a number.
    same = shown is not None and path in fields and fields[path](text, None) == fields[path](shown, None)
    return is_answer(path) and not same


def _answer(fields: Mapping[str, Field], path: str, text: str, record: ExamRecord) -> Answer:
    if path not in fields:
        raise NotAsked(path)
    return Answer(path, fields[path](text, record.at(path)))
