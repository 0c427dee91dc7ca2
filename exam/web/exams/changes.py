"""What an answer changed: the paths whose value or origin has changed, and the step of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from exam.domain.language import say, say_count
from exam.domain.record.answers import answers_of, differing
from exam.domain.record.reviews import PATH, reviewed
from exam.domain.words.findings import path_label
from exam.domain.words.values import TYPED
from exam.steps import assessment
from exam.steps.courses import flag_path
from exam.steps.questions import opened, questions_of
from exam.steps.sequence import asking
from exam.steps.step import Step
from exam.store.stored import StoredExam
from exam.web.presenters.step.cells import element_id

SITES = ("presentation.pain_sites.", "presentation.paraesthesia_sites.")
LISTS = (*SITES, "presentation.zoster_dermatomes.", assessment.DIAGNOSES)
# The cards of the assessment that are entered there; an answer to one of them is seen in its card.
CARDS = ("impression", "plan")


@dataclass(frozen=True, slots=True)
class Change:
    """The examination after a change, the paths that it touched, and the element where a single one can be seen.

    `given` are the paths without those that were derived from them, `opened` the questions that the change opened or
    closed.
    """

    exam: StoredExam
    paths: tuple[str, ...]
    given: tuple[str, ...]
    anchor: str | None
    opened: frozenset[str] = frozenset()

    @property
    def items(self) -> tuple[str, ...]:
        """The paths that were given, a red flag and its course as one."""
        return _items(self.given)

    @property
    def step(self) -> Step | None:
        """The step of the first change."""
        return asking(self.given[0]) if self.given else None


def change(before: StoredExam, after: StoredExam) -> Change:
    """What differs between two revisions: another value, or the same value entered in another way."""
    old, new = differing(before.record, after.record)
    paths = tuple(dict.fromkeys((*old, *new, *_entered_otherwise(before, after, new))))
    given = tuple(path for path in paths if not _is_derived(path, before, after)) or paths
    items = _items(given)
    anchor = _anchor(items[0], old.get(items[0]), new.get(items[0])) if len(items) == 1 else _card(items)
    return Change(after, paths, given, anchor, opened(before.record) ^ opened(after.record))


def _entered_otherwise(before: StoredExam, after: StoredExam, but: Collection[str]) -> list[str]:
    """The answers whose origin has changed, in the order of the record, without those whose value has."""
    other = {path for path, origin in after.origins.items() if before.origins.get(path) != origin and path not in but}
    return [path for path, _ in answers_of(after.record) if path in other] if other else []


def _is_derived(path: str, before: StoredExam, after: StoredExam) -> bool:
    """Whether an answer followed from others, or no longer does."""
    return after.origins.get(path, before.origins.get(path)) == "derived"


def _items(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(flag_path, paths)))


def _anchor(path: str, old: Any, new: Any) -> str:
    """The row of a test, of a question or of a site, or the element named for the path."""
    if path.startswith(SITES):
        changed = set(old or ()) ^ set(new or ())
        return f"site-{min(changed)}" if changed else element_id(path)
    if card := _card((path,)):
        return card
    if path in {question.id for question in questions_of(assessment.ID)}:
        return "imaging"
    if path.startswith(("findings.", "presentation.zoster_dermatomes.")):
        path = path.removesuffix(".right").removesuffix(".left")
    if path.startswith(f"{PATH}."):
        return f"alert-{reviewed(path.removeprefix(f'{PATH}.')).id}"
    return "comment" if path.startswith("comments.") else element_id(path)


def _card(paths: Iterable[str]) -> str | None:
    """The card of the assessment that all of the paths belong to."""
    cards = {path.partition(".")[0] for path in paths}
    return next(iter(cards & {*CARDS}), None) if len(cards) == 1 else None


def needs_page(step: Step, paths: Iterable[str], sent: Collection[str], *, impression_first: bool) -> bool:
    """Whether the assessment must be loaded again after a change, since more than its own cards follows from it.

    A text that was not sent from its own field, as one that was undone, is not replaced while someone types. In the
    mode "my impression first" the first impression shows the ranking.
    """
    if step.id != assessment.ID:
        return False
    shown = (path for path in paths if not (path.startswith(TYPED) and path in sent))
    own = ("impression.", "plan.")
    return any(
        not path.startswith(own) or path.startswith(TYPED) or (impression_first and path == assessment.ENTERED_FIRST)
        for path in shown
    )


def only_lists(paths: Iterable[str]) -> bool:
    """Whether all that was sent adds places to lists or takes them away, and so overwrites nothing else in them."""
    return all(path.startswith(LISTS) for path in paths)


def undone(made: Change) -> str:
    """What was undone, in words."""
    if not made.paths:
        return say("Nothing to undo")
    if len(made.items) == 1:
        return say("Undone: {item}").format(item=path_label(made.items[0]))
    number = len(made.items)
    return say_count("Undone: {number} answer", "Undone: {number} answers", number).format(number=number)
