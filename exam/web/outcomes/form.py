"""Reads the form of an outcome, and words what is missing in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from exam.domain.language import mark, say
from exam.domain.outcomes.outcome import ANY_SIDE, OTHER, sides_of
from exam.domain.record.causes import is_cause, root_cause
from exam.domain.record.json_values import Fault
from exam.steps.fields import one_line
from exam.web.presenters.outcomes.choices import ROOTS

TYPED = "typed"
"""The value of the button that saves the day which was typed."""
MISSING = {
    "cause": mark("Choose what it turned out to be."),
    "side": mark("Choose the side."),
    "known_by": mark("Choose how it is known."),
    "known_on": mark("Choose or type the day."),
}
FAULTS = {
    "cause": mark("What you chose {fault}."),
    "side": mark("The side {fault}."),
    "known_by": mark("How it is known {fault}."),
    "known_on": mark("The day {fault}."),
    "other": mark("The text {fault}."),
}
TWO_ANSWERS = mark("Roots are ticked, and another answer is chosen: choose one of them.")
TYPED_TOO = mark("Another lesion is typed, and another answer is chosen: choose one of them, or delete what is typed.")
TWO_SIDES = mark("The answer has one side, and another side is chosen: choose one of them.")

Form = MultiDict[str, str]


def outcome_in(form: Form, before: Form) -> dict[str, Any]:
    """The outcome that the form means, which was filled in with `before`; what it leaves open is left out."""
    cause, side = ("", "") if two_answers(form, before) else _place(form)
    day = form.get("day", "") if form.get("when") == TYPED else form.get("when", "")
    given = {"cause": cause, "side": side, "known_by": form.get("known_by", ""), "known_on": day}
    other = one_line(form.get("other", "")) if cause == OTHER else ""
    return {name: value for name, value in (given | {"other": other}).items() if value}


def words_of(faults: Sequence[Fault], given: Mapping[str, Any], form: Form, before: Form) -> dict[str, str]:
    """Each fault as a sentence, by the group of the form that it is in."""
    contradiction = two_answers(form, before)
    if contradiction:
        return {"cause": say(contradiction)}
    words: dict[str, str] = {}
    for fault in faults:
        is_missing = fault.path in MISSING and fault.path not in given
        sentence = say(MISSING[fault.path]) if is_missing else say(FAULTS[fault.path]).format(fault=fault.message)
        words.setdefault(fault.path, sentence)
    if "cause" not in given and not form.get("what"):
        # Most answers have their side.
        words.pop("side", None)
    return words


def two_answers(form: Form, before: Form) -> str:
    """The sentence for two answers that contradict each other: which of them is meant is not guessed.

    What the form was filled in with `before` is no answer: who chooses another one need not delete it.
    """
    what, typed, chosen = form.get("what", ""), one_line(form.get("other", "")), form.get("side")
    if form.getlist("root") and what not in ("", ROOTS):
        return TWO_ANSWERS
    if typed and typed != before.get("other") and (form.getlist("root") or what not in ("", OTHER)):
        return TYPED_TOO
    own = what.partition(" ")[2]
    is_another = own not in ("", "none") and chosen in ANY_SIDE and chosen not in (own, before.get("side"))
    return TWO_SIDES if is_another else ""


def _place(form: Form) -> tuple[str, str]:
    """The cause and its side; a cause that has only one side needs none to be chosen."""
    roots, what = form.getlist("root"), form.get("what", "")
    if roots:
        return root_cause(tuple(roots)), form.get("side", "")
    if not what and one_line(form.get("other", "")):
        what = OTHER
    cause, _, side = what.partition(" ")
    if cause == ROOTS or not cause:
        return "", form.get("side", "")
    sides = sides_of(cause) if is_cause(cause) else ()
    return cause, side or (sides[0] if len(sides) == 1 else form.get("side", "none" if cause == OTHER else ""))
