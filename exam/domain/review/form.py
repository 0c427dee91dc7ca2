"""A returned review form, format `dermyo-review/1`: read, and refused with the place of each fault in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from reference import load_reference
from reference.figures import figure_named
from reference.model import Review
from reference.model.reviews import Name
from reference.vocabulary import Answer

Share = Annotated[float, Meta(gt=0.0, lt=1.0)]
Comment = Annotated[str, Meta(max_length=4000)]


class Reader(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who filled the form in, in what role, and when."""

    name: Name
    role: Name
    on: date


class FormAnswer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answer about one figure, which was `p` on the form, and perhaps the reader's own estimate of it."""

    figure: str
    p: Share
    answer: Answer
    estimate: Share | None = None
    comment: Comment = ""

    def as_review(self, reader: Reader) -> Review | None:
        """What is kept of it beside the figure; nothing if the reader could not say."""
        if self.answer == "cannot_say":
            return None
        return Review(by=reader.name, role=reader.role, on=reader.on, verdict=self.answer, p=self.p)


class Head(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form whose answers are not read yet."""

    format: Literal["dermyo-review/1"]
    reference: str
    reader: Reader
    answers: list[Any]


@dataclass(frozen=True, slots=True)
class Form:
    """One returned form; it holds the figures that were answered, and no others."""

    reference: str
    reader: Reader
    answers: tuple[FormAnswer, ...]


class FormRefused(Exception):
    """A form that cannot be read; `faults` says what is wrong, each with its place in the form."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_form(content: bytes) -> Form:
    """The form in a file. Raises `FormRefused` with every fault that can be found."""
    try:
        head = msgspec.json.decode(content, type=Head)
    except msgspec.ValidationError as error:
        raise FormRefused((_fault(error, ""),)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FormRefused((f"is not JSON: {error}",)) from None
    faults: list[str] = list(_of_head(head))
    answers: dict[str, FormAnswer] = {}
    for place, raw in enumerate(head.answers):
        try:
            answer = msgspec.convert(raw, FormAnswer)
        except msgspec.ValidationError as error:
            faults.append(_fault(error, f"answers[{place}]"))
        else:
            faults += _of_figure(answer.figure, place, answers)
            answers[answer.figure] = answer
    if faults:
        raise FormRefused(tuple(faults))
    return Form(head.reference, head.reader, tuple(answers.values()))


def _fault(error: msgspec.ValidationError, above: str) -> str:
    """What msgspec says, with the place first: "answers[3].p: Expected `float`"."""
    message, _, place = str(error).partition(" - at `$")
    where = f"{above}{place.rstrip('`')}".lstrip(".")
    return f"{where or 'the form'}: {message}"


def _of_head(head: Head) -> Iterator[str]:
    for name in ("name", "role"):
        if not getattr(head.reader, name).strip():
            yield f"reader.{name}: is empty"
    if not head.answers:
        yield "answers: no figure was answered"


def _of_figure(figure: str, place: int, before: dict[str, FormAnswer]) -> Iterator[str]:
    if figure_named(load_reference(), figure) is None:
        yield f'answers[{place}].figure: "{figure}" is no figure of the reference'
    if figure in before:
        yield f'answers[{place}].figure: "{figure}" is answered twice'
