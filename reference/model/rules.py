"""Conditions on a record, and the rows that depend on them: alerts, studies, pointers to the spine or the knee."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from reference.model.rows import NamedRow, Row, Text
from reference.vocabulary import Towards, Urgency


class When(Struct, frozen=True, cache_hash=True, kw_only=True, forbid_unknown_fields=True):
    """A condition on the facts of a record: all of `all`, at least `at_least` of `any`, none of `none`.

    Each clause is `path operator value`; see `reference.clauses`.
    """

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    at_least: Annotated[int, Meta(ge=1)] = 1


class Pattern(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A picture that several alerts share, which raises nothing by itself; `label` names it inside a sentence.

    It may build on patterns above it (`patterns.<id> is true`). `because` are paths shown as reasons besides those
    that make it hold: one that holds by what was not stated has no other.
    """

    id: Text
    label: Text
    when: When
    because: tuple[str, ...] = ()


class Check(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to ask or examine, left out once each path of `known` has an answer, or one of two joined by " or "."""

    do: Text
    known: Annotated[tuple[Text, ...], Meta(min_length=1)]


class Alert(NamedRow, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule that raises an alert. `label` is the headline, `dated` the headline of one that the earlier examination
    raises, where its {date} is known; `action` is what the sources recommend, `checks` what is to be asked or examined
    besides.

    While one that is `not_a_root` is raised, no root is said to fit, and no study that it `withholds` is suggested,
    `unless` one of those alerts is raised too. Of the most urgent alerts that are raised, the action of the one
    with the lowest `turn` is shown, but of one that `yields_to` another only where none of those is raised. `was`
    are ids that earlier versions had for it. An emergency says in `plain` words why the patient has to go.
    """

    id: Text
    label: Text
    plain: str = ""
    dated: str = ""
    action: str = ""
    checks: tuple[Check, ...] = ()
    urgency: Urgency
    turn: Annotated[int, Meta(ge=1)] = 999
    not_a_root: bool = False
    withholds: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    when: When


class Sign(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a patient can notice at home, in plain words, and the emergencies that it can be a sign `of`.

    The `sources` of a sign are those of these alerts; it has none of its own.
    """

    id: Text
    plain: Text
    of: tuple[Text, ...]


class Contradiction(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Answers and findings that cannot both be right; `label` names both in short.

    With `each_leg` the condition must hold within one leg. The first clause of `all` is the place to look at first.
    """

    id: Text
    label: Text
    each_leg: bool = False
    when: When


class Imaging(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A study the sources suggest when `when` holds; the caution is shown unless `caution_unless` holds.

    `verdict` says whether and when, read after the label; while the caution is shown, `verdict_with_caution` replaces
    it. A study in `includes` is not listed beside this one, unless it is more urgent.
    """

    id: Text
    study: Text
    label: Text
    priority: Urgency
    verdict: Text
    verdict_with_caution: str = ""
    purpose: Text
    includes: tuple[str, ...] = ()
    when: When
    caution: str = ""
    caution_sources: tuple[str, ...] = ()
    caution_unless: When | None = None


class Alternative(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is done instead of the studies `of` for a patient for whom they are contraindicated, as `when` says."""

    id: Text
    of: tuple[str, ...]
    study: Text
    label: Text
    when: When
    caution: Text


class Precaution(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to consider before any of `studies`, as far as `when` holds.

    If `routine_waits`, a routine study is then not suggested at all.
    """

    id: Text
    studies: tuple[str, ...]
    routine_waits: bool = False
    when: When
    caution: Text


class OtherTest(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A test that is not imaging (blood tests, nerve conduction studies) and when the sources suggest it.

    `verdict` says when it is done, where that matters.
    """

    id: Text
    test: Text
    label: Text
    priority: Urgency = "routine"
    verdict: str = ""
    purpose: Text
    when: When


class JointComplaint(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What raises the question whether the pain comes from the knee or hip, or from the back."""

    id: Text
    when: When


class Pointer(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item that points to the spine, or to the knee or hip, with the sentence that states it."""

    id: Text
    towards: Towards
    weight: Annotated[int, Meta(ge=1, le=3)]
    sentence: Text
    when: When
