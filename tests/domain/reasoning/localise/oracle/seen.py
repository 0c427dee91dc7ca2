"""What a record shows, one observation after another."""

from functools import cache
from typing import NamedTuple

from exam.domain.record.model import NotTested
from reference import load_reference
from tests.domain.reasoning.localise.oracle.table import modality_names

SIDES = ("right", "left")
STATED_NORMAL = ("reflexes.", "light_touch.", "pinprick.", "strength.")
DEPTHS = {"normal": 0, "mild": 1, "moderate": 2, "severe": 3, "raised": -1}


class Seen(NamedTuple):
    """One observation on one leg or of the person: each modality examined with its depth, and what affects it."""

    finding: str
    of: str
    depths: tuple[tuple[int, int], ...]
    weight: float
    asymptomatic: bool
    explained: bool


def complaints(record):
    story = record.presentation
    named = {side: story.symptom_side in (side, "both") or bool(marks(record, side)) for side in SIDES}
    others = None if story.symptom_side is None and not any(named.values()) else False
    if record.red_flags.get("bilateral_leg_symptoms"):
        others = None if any(named.values()) else True
    return {side: True if named[side] else others for side in SIDES}


def of_a_joint(record):
    """Only a joint hurts, the back was denied, and nothing radiates or tingles."""
    if record.red_flags.get("bilateral_leg_symptoms"):
        return False
    story = record.presentation
    places = [place for listed in story.pain_sites.values() for place in listed]
    only = all(place in ("knee", "hip", "groin") for place in places)
    if not places:
        only = story.features.get("knee_pain_only", False)
    radiates = story.features.get("pain_below_knee") or record.red_flags.get("numbness_tingling_or_weakness")
    tingles = any(len(listed) > 0 for listed in story.paraesthesia_sites.values())
    return only and story.features.get("back_pain", True) is False and not radiates and not tingles


def marks(record, side):
    return record.presentation.pain_sites.get(side, ()) + record.presentation.paraesthesia_sites.get(side, ())


def said_otherwise(record, name):
    """Whether the prior or a more exact answer has taken this one in."""
    if name == "bilateral_leg_symptoms":
        return complaints(record) != dict.fromkeys(SIDES)
    if name == "zoster_rash":
        return any(record.presentation.zoster_dermatomes.values())
    return name in ("back_pain", "pain_below_knee") and of_a_joint(record)


def value_of(record, finding, side):
    group, _, name = finding.rpartition(".")
    if said_otherwise(record, name):
        return None
    answers = {"presentation.features": record.presentation.features, "red_flags": record.red_flags}
    if group in answers:
        return answers[group].get(name)
    if group == "presentation":
        return getattr(record.presentation, name)
    found = record.findings.get((finding, side))
    if found is None and record.stated_otherwise_normal and finding.startswith(STATED_NORMAL):
        return next(grade.value for grade in grades(finding) if grade.level == "normal")
    return None if isinstance(found, NotTested) else found


@cache
def grades(finding):
    tests = load_reference().tests
    return load_reference().scales[tests[finding].scale].grades if finding in tests else ()


def depth_of(finding, value):
    if isinstance(value, bool):
        return int(value)
    if finding == "presentation.duration_weeks":
        return int(value > 6)
    if finding == "presentation.onset":
        return int(value == "sudden")
    if finding == "saddle.post_void_residual_ml":
        return int(value > 200)
    return depth_of_grade(finding, value)


@cache
def depth_of_grade(finding, value):
    scale = load_reference().tests[finding].scale
    level = next(grade.level for grade in grades(finding) if grade.value == value)
    shared_out = scale in ("function", "rising") or any(row.scale == scale for row in load_reference().severity_shares)
    depth = DEPTHS.get(level, 3)
    return depth if shared_out else min(depth, 1)


def seen_in(record):
    """Every observation of a record."""
    said = complaints(record)
    for row in load_reference().likelihoods.values():
        for of in SIDES if row.of == "leg" else ("person",):
            taken = [(modality_of(name, of), place) for place, name in enumerate(modality_names(row))]
            values = [(name, value_of(record, name, side), place) for (name, side), place in taken]
            depths = tuple((place, depth_of(name, value)) for name, value, place in values if value is not None)
            if depths and not row.finding.startswith("pain."):
                weight = row.weight * (0.15 / limited_on(record, of) if is_limited(record, values, of) else 1)
                yield Seen(row.finding, of, depths, weight, said.get(of) is False, is_explained(record, row, of))
    yield from places_seen(record)
    for side in SIDES:
        listed = record.presentation.zoster_dermatomes.get(side, ())
        for place in listed:
            if (row := load_reference().likelihoods.get(f"zoster.{place}")) is not None:
                yield Seen(row.finding, side, ((0, 1),), row.weight / len(listed), asymptomatic=False, explained=False)


def places_seen(record):
    if of_a_joint(record):
        return
    for listed in (record.presentation.pain_sites, record.presentation.paraesthesia_sites):
        for side in SIDES:
            for place in listed.get(side, ()):
                if f"pain.{place}" not in load_reference().likelihoods:
                    continue
                weight = load_reference().likelihoods[f"pain.{place}"].weight / len(listed[side])
                yield Seen(f"pain.{place}", side, ((0, 1),), weight, asymptomatic=False, explained=False)


def limited_on(record, side):
    """How many things on this leg were abnormal only where pain limited the grade."""
    count = 0
    for row in load_reference().likelihoods.values():
        if row.of == "leg":
            values = [(name, value_of(record, name, side), 0) for name in modality_names(row)]
            count += is_limited(record, values, side)
    return count


def is_limited(record, values, side):
    """Whether pain limited every abnormal grade among these."""
    abnormal = [name for name, value, _ in values if value is not None and depth_of(name, value) != 0]
    if not abnormal or side not in SIDES:
        return False
    return all(getattr(record.findings.get((name, side)), "limited_by", None) == "pain" for name in abnormal)


def modality_of(name, of):
    """A modality of a leg is examined on its side; one of the person may name its side last."""
    if of in SIDES:
        return name, of
    test, _, last = name.rpartition(".")
    return (test, last) if last in SIDES else (name, None)


def is_explained(record, row, of):
    if row.explained is None or of not in SIDES:
        return False
    found = [(joint, value_of(record, joint, of)) for joint in row.explained.by]
    return any(value is not None and depth_of(joint, value) != 0 for joint, value in found)
