"""The lesions that the localisation can name, and how common they are before anything is examined."""

from __future__ import annotations

from msgspec import Struct

from reference.model.rows import NamedRow, Probability, Row, Text
from reference.vocabulary import Basis, KindOf


class Kind(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of cause. `label` is a heading, `phrase` is used inside a rule ("a nerve of the leg").

    `of` says what such a cause affects; one of the person affects both legs, or with `one_leg` possibly only one. The
    name of one `above_the_legs` does not add that both legs are affected. An `asymmetric` one affects both legs, each
    with a severity of its own.
    """

    id: Text
    label: Text
    phrase: Text
    of: KindOf
    one_leg: bool = False
    above_the_legs: bool = False
    asymmetric: bool = False


class Variant(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One form a cause takes, as a sciatic lesion that spares the tibial division, and its share of the cause."""

    id: Text
    share: Probability
    range: tuple[Probability, Probability]
    basis: Basis
    sources: tuple[str, ...] = ()
    why: str = ""


class Cause(NamedRow, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A lesion the localisation can name. Several roots are combined by the program, not listed here.

    `label` is used in headings ("L5 root"), `phrase` inside a sentence ("the L5 root").
    The shares of the `variants` sum to 1; their likelihood cells are named `cause:variant`. `plain` is for a patient,
    after "this may be:"; one `left_to_clinicians` is on a patient's sheet as a clinician's impression alone.
    """

    id: Text
    label: Text
    phrase: Text
    plain: str = ""
    left_to_clinicians: bool = False
    kind: Text
    roots: tuple[str, ...] = ()
    about: Text
    variants: tuple[Variant, ...] = ()


class Hallmarks(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The findings by which a clinician knows one cause, by the names of the rows of likelihoods.

    `abnormal` are lost or present with it, `raised` too strong, `normal` spared where the sparing is typical.
    `emergencies` are the alerts that are raised by signs of this cause.
    """

    cause: Text
    abnormal: tuple[str, ...] = ()
    raised: tuple[str, ...] = ()
    normal: tuple[str, ...] = ()
    emergencies: tuple[str, ...] = ()


class Prior(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One figure of the prior, before anything is examined, with its judged range; `label` says what it measures."""

    id: Text
    label: Text
    p: Probability
    range: tuple[Probability, Probability]
