"""The names that rows of the likelihoods and the priors may have, derived from the other tables."""

from __future__ import annotations

from reference.model import Cause, FindingLikelihood, Reference

ONE_LEG = ("one_symptomatic", "both_symptomatic", "not_reported")
"""Which legs have symptoms, in the names of the priors of a generalised lesion that affects only one leg."""

COURSE = ("presentation.duration_weeks", "presentation.onset")


def cells_of(reference: Reference, cause: Cause) -> tuple[str, ...]:
    """The names of a cause's likelihood cells: the cause itself, or each of its variants."""
    kind = reference.kinds.get(cause.kind)
    if kind and kind.of == "nothing":
        return ("none", "none.asymptomatic")
    return tuple(f"{cause.id}:{variant.id}" for variant in cause.variants) or (cause.id,)


def cell_names(reference: Reference) -> set[str]:
    """The names a likelihood cell may have: a cause, or one variant of a cause that has variants."""
    return {name for cause in reference.causes.values() for name in cells_of(reference, cause)}


def finding_names(reference: Reference) -> set[str]:
    """What a likelihood row may be about: a test (one side of it), a question, the course, a place of pain or rash."""
    tests = {f"{test.id}{side}" for test in reference.tests.values() for side in ("", ".right", ".left")}
    return tests | set(reference.questions) | set(COURSE) | _places(reference)


def _places(reference: Reference) -> set[str]:
    return {f"pain.{site}" for site in reference.sites} | {f"zoster.{root}" for root in reference.roots}


def findings_in(row: FindingLikelihood) -> tuple[str, ...]:
    """What one likelihood row is about: each of its modalities, or the finding it is named after."""
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
    return (*own, *(one_leg_prior(cause.id, symptoms) for symptoms in ONE_LEG if kind.one_leg))


def one_leg_prior(cause: str, symptoms: str) -> str:
    """The prior of how often a generalised lesion affects only one leg, by which legs have symptoms."""
    return f"{cause}.one_leg.{symptoms}"
