"""What is examined and asked: tests, questions, and the places where it may hurt."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from reference.model.rows import Row, Text
from reference.model.rules import When
from reference.vocabulary import Region, Step


class Test(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One test of the examination; `id` is its path below `findings`, as in `strength.knee_extension`.

    `core` tests are those the source articles describe; "all normal" fills only these.
    `effort` is 1 for a test done in seconds where the patient lies, 2 for one that asks them to
    turn or stand, 3 for one that is uncomfortable or needs equipment.
    """

    id: Text
    step: Step
    group: Text
    label: Text
    subtitle: str = ""
    about: Text
    scale: Text
    sided: bool = True
    core: bool = False
    primary_roots: tuple[str, ...] = ()
    secondary_roots: tuple[str, ...] = ()
    nerve: str = ""
    position: Text
    command: Text
    landmark: Text
    disagreement: str = ""
    effort: Annotated[int, Meta(ge=1, le=3)] = 1
    opened_by: When | None = None


class Question(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A yes-or-no question of the history; `id` is its path in the record, as in `red_flags.fever`."""

    id: Text
    step: Step
    group: Text
    label: Text
    ask: Text
    about: str = ""


class Site(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place where it may hurt or tingle, with the roots whose pain is commonly drawn there."""

    id: Text
    label: Text
    region: Region
    roots: tuple[str, ...] = ()
