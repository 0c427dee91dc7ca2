"""Causes and conditions in words for a patient: what each may be, never surer than the note.

Every phrase follows "this may be:" and names no blame.
"""

from __future__ import annotations

from exam.domain.language import Language, mark
from exam.domain.record.causes import roots_of
from exam.domain.words.grammar import joined
from reference import load_reference

# They are of the whole person, or of the spine above the legs.
WITHOUT_SIDE = ("nothing", "person")
WITH_SIDE = {
    "right": mark("{what}, on the right"),
    "left": mark("{what}, on the left"),
    "both": mark("{what}, on both sides"),
    "none": mark("{what}"),
}


def plain_cause(cause: str, side: str, language: Language) -> str:
    """A cause on a side: "a problem of a nerve where it leaves the lower spine (L5), on the left"."""
    kind = load_reference().kind_named(cause)
    where = "none" if kind.of in WITHOUT_SIDE else side
    return language.gettext(WITH_SIDE[where]).format(what=_named(cause, language))


def plain_condition(condition: str, language: Language) -> str:
    """A condition of the reference in plain words."""
    return language.gettext(load_reference().conditions[condition].plain)


def _named(cause: str, language: Language) -> str:
    roots = roots_of(cause)
    if not roots:
        return language.gettext(load_reference().causes[cause].plain)
    words = language.ngettext(
        "a problem of a nerve where it leaves the lower spine ({roots})",
        "a problem of nerves where they leave the lower spine ({roots})",
        len(roots),
    )
    return words.format(roots=joined(roots, language.gettext("and")))
