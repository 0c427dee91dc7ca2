"""What is examined and asked: tests, questions, and the places where it may hurt."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from reference.model.rows import NamedRow, Text
from reference.model.rules import When
from reference.vocabulary import BlankForm, Drawing, LegChart, OnTransfer, Region, StepFill, StepKind


class StepRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One screen of the examination. `kind` says what it consists of; `own` has its own module in `exam/steps`.

    `fill` says how much one tap of "none of these" answers; `leg_chart` which drawing the step shows. `heading`
    is above its comment on the note, where the title would be unclear.
    """

    id: Text
    title: Text
    hint: Text
    kind: StepKind
    fill: StepFill = "none"
    leg_chart: LegChart = "none"
    heading: str = ""


class Family(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A family of tests, the first word of their ids; or, with `history`, of questions and places of pain.

    `title` is the heading of its table on the note, shared by families with the same title, and of its group on the
    reference pages. `abnormal` says what an abnormal result is; without it one is called abnormal. `any` is the wording
    for any of its tests in a rule. Tests with a `modality` are named after the area of skin of a root that they
    examine, those with a `sense` after another area; outside of its table either is said after it. With `old_deficit` a
    result on a leg with a known old deficit is not taken for a new one. The other fields say where the family counts;
    see `reference/data/families.toml`. A search finds its tests by `also` as well. `short` is before its tests in the
    text for the record. On a `blank_form` its tests are beside the leg chart, or always there, core or not. On the
    emergency transfer sheet (`transfer`) they have a `line` of their own, and are listed where they have no result, or
    their results are `always` there. `text_place` is its place in a leg's line of the text for the record; with 0 after
    all others. `several` names several of its tests that have a `short_stem`. `before` is before its tests in the
    letter. On the patient's sheet its line is called `plain`, one for all families of that name, and says `plain_found`
    where anything abnormal was.
    """

    id: Text
    title: str = ""
    plain: str = ""
    plain_found: str = ""
    short: str = ""
    step: str = ""
    any: str = ""
    abnormal: str = ""
    modality: str = ""
    sense: str = ""
    objective: bool = False
    of_nerves: bool = False
    charted: bool = False
    stated_normal: bool = False
    deficit: bool = False
    old_deficit: bool = False
    history: bool = False
    blank_form: BlankForm | None = None
    transfer: OnTransfer | None = None
    text_place: int = 0
    several: str = ""
    before: str = ""
    also: tuple[Text, ...] = ()


class Test(NamedRow, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One test of the examination; `id` is its path below `findings`, as in `strength.knee_extension`.

    `core` tests are those the source articles describe; "all normal" fills only these.
    `effort` is 1 for a test that takes seconds with the patient lying, 2 for one that needs them to
    turn or stand, 3 for one that is uncomfortable or needs equipment. `standard` is false for a test that
    neurologists add only for a question of its own. Such a test, and an uncomfortable one, is suggested only where
    `opened_by` holds. With `after`, it is suggested only where that test was normal on the same side: where that was
    abnormal it would say little more; with `after_abnormal` only where that one was abnormal. One that is abnormal only
    `from_weeks` on is not suggested while the complaint is known to be newer. `old_deficit` as for its family.
    `not_ranked` says why it has no likelihoods. `drawing` shows `position` and `landmark`. `short` is its name in the
    text for the record; without it that is its label. `short_stem` is what is left of it beside others of its family.
    """

    id: Text
    group: Text
    label: Text
    subtitle: str = ""
    short: str = ""
    short_stem: str = ""
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
    drawing: Drawing = ""
    disagreement: str = ""
    effort: Annotated[int, Meta(ge=1, le=3)] = 1
    not_ranked: str = ""
    standard: bool = True
    after: str = ""
    after_abnormal: str = ""
    from_weeks: Annotated[float, Meta(ge=0)] = 0
    old_deficit: bool = False
    opened_by: When | None = None

    @property
    def family(self) -> str:
        """The first word of its id."""
        return self.id.partition(".")[0]


class Question(NamedRow, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A yes-or-no question of the history; `id` is its path in the record, as in `red_flags.fever`.

    A yes to one with a `course` says as well whether the sign is new or long-standing. One with `opened_by` is offered
    only where that holds. Where `derived_from` holds, the complaint already says yes: the form then answers it instead
    of asking again. `not_ranked` says why it has no likelihoods. One that is `pelvic`, of bladder, bowel, saddle or
    sexual function, is named in letter and emergency transfer sheet where it was not asked.

    In a step that asks only what the complaint calls for, one is asked first where `first_when` holds, the lowest
    `turn` before the others; all others are a tap away.
    """

    id: Text
    step: Text
    group: Text
    label: Text
    ask: Text
    about: str = ""
    derived_from: When | None = None
    not_ranked: str = ""
    course: bool = False
    pelvic: bool = False
    opened_by: When | None = None
    first_when: When | None = None
    turn: int = 999

    @property
    def name(self) -> str:
        """The last word of its id, as in `fever`."""
        return self.id.rpartition(".")[2]


class Site(NamedRow, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place where it may hurt or tingle, with the roots whose pain is commonly drawn there.

    Pain at no place but those `at_a_joint` is that of a joint alone, if the back does not hurt. `not_ranked` says why
    it has no likelihoods.
    """

    id: Text
    label: Text
    region: Region
    at_a_joint: bool = False
    not_ranked: str = ""
    roots: tuple[str, ...] = ()
