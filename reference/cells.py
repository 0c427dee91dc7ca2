"""The names that rows of the likelihoods and the priors may bear, as the other tables give them."""

from __future__ import annotations

from reference.model import Cause, FindingLikelihood, Reference

ONE_LEG = ("one_symptomatic", "both_symptomatic", "not_reported")
"""What may be said of the complaint when a lesion of the person takes one leg alone."""

COURSE = ("presentation.duration_weeks", "presentation.onset")


def cells_of(reference: Reference, cause: Cause) -> tuple[str, ...]:
    """The likelihood cells of one cause: its own name, or one for each of its variants."""
    kind = reference.kinds.get(cause.kind)
    if kind and kind.of == "nothing":
        return ("none", "none.asymptomatic")
    return tuple(f"{cause.id}:{variant.id}" for variant in cause.variants) or (cause.id,)


def cell_names(reference: Reference) -> set[str]:
    """What a likelihood cell may be for: a cause, or one variant of a cause that has variants."""
    return {name for cause in reference.causes.values() for name in cells_of(reference, cause)}


def finding_names(reference: Reference) -> set[str]:
    """What a likelihood row may be about: a test (one side of it), a question, the course, or a place of pain."""
    tests = {f"{test.id}{side}" for test in reference.tests.values() for side in ("", ".right", ".left")}
    return tests | set(reference.questions) | set(COURSE) | {f"pain.{site}" for site in reference.sites}


def findings_in(row: FindingLikelihood) -> tuple[str, ...]:
    """What one likelihood row is about: each of its modalities, or the finding it is named for."""
    return tuple(modality.finding for modality in row.modalities) or (row.finding,)


def prior_names(reference: Reference, cause: Cause) -> tuple[str, ...]:
    """The priors that the localisation asks for by the name of a cause."""
    kind = reference.kind_of(cause)
    own = {
        "nothing": (),
        "root": (cause.id,),
        "leg": (f"leg.{cause.id}",),
        "person": (f"person.{cause.id}", f"both.{cause.id}"),
    }[kind.of]
    return (*own, *(one_leg_prior(cause.id, said) for said in ONE_LEG if kind.one_leg))


def one_leg_prior(cause: str, said: str) -> str:
    """How often a lesion of the person takes one leg alone, by what was said of the complaint."""
    return f"{cause}.one_leg.{said}"
