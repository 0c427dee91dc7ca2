"""The patient and the complaint: who, which side, where it hurts and tingles, how long, and how it began.

With both legs affected it also asks when the second leg joined. A deficit that is known and old is typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from exam.domain.record.model import ExamRecord
from exam.steps import fields
from exam.steps.fields import Field, comment_field
from exam.steps.step import Progress, Step, Summary
from reference import load_reference
from reference.model import Site, StepRow
from reference.vocabulary import BODY_PARTS, SIDES, Side

ID = "complaint"
SITE_LISTS = ("pain_sites", "paraesthesia_sites")
SECOND_LEG = "presentation.second_leg_weeks"
COUNTED = (
    "patient.age",
    "patient.sex",
    "presentation.symptom_side",
    "presentation.duration_weeks",
    "presentation.onset",
)


def site_path(sites: str, part: str) -> str:
    """The path of a list of sites in the record."""
    return f"presentation.{sites}.{part}"


def old_deficit_path(side: Side) -> str:
    """The path of what is known to be old in one leg."""
    return f"presentation.old_deficit.{side}"


# What says that both legs are affected, beside the red flag of symptoms in both legs.
SAYS_BOTH = ("presentation.symptom_side", *(site_path(sites, side) for sites in SITE_LISTS for side in SIDES))


def second_leg_asked(record: ExamRecord) -> bool:
    """Whether both legs are affected, by the side, a red flag or the sites; once answered it is always shown."""
    both_named = any(all(record.at(site_path(sites, side)) for side in SIDES) for sites in SITE_LISTS)
    said = record.presentation.symptom_side == "both" or record.red_flags.get("bilateral_leg_symptoms") is True
    return said or both_named or record.at(SECOND_LEG) is not None


def sites_of(part: str) -> tuple[Site, ...]:
    """The sites of a leg, or of the midline, in the order of the reference."""
    region = "midline" if part == "midline" else "leg"
    return tuple(site for site in load_reference().sites.values() if site.region == region)


@cache
def complaint_fields() -> Mapping[str, Field]:
    """Every field of the step. The patient reference can be corrected but not cleared."""
    return {
        "patient.reference": fields.one_line,
        "patient.age": fields.age,
        "patient.sex": fields.word,
        "presentation.symptom_side": fields.word,
        "presentation.duration_weeks": fields.number,
        SECOND_LEG: fields.number,
        "presentation.onset": fields.word,
        **{old_deficit_path(side): fields.one_line for side in SIDES},
        **{site_path(sites, part): fields.site for sites in SITE_LISTS for part in BODY_PARTS},
        **comment_field(ID),
    }


def progress(record: ExamRecord) -> Progress:
    """Counts age, sex, side, duration and onset, the second leg where it is asked, and any site of pain or tingling."""
    counted = (*COUNTED, SECOND_LEG) if second_leg_asked(record) else COUNTED
    known = sum(record.at(path) is not None for path in counted)
    return Progress(known + bool(_sites(record)), len(counted) + 1)


def summary(record: ExamRecord) -> Summary:
    """The sites named, when the second leg joined, and what is known to be old."""
    typed = (SECOND_LEG, *(old_deficit_path(side) for side in SIDES))
    stated = (path for path in typed if record.at(path) is not None)
    return Summary(notable=(*_sites(record), *stated))


def _sites(record: ExamRecord) -> tuple[str, ...]:
    paths = (site_path(sites, part) for sites in SITE_LISTS for part in BODY_PARTS)
    return tuple(path for path in paths if record.at(path))


def step(row: StepRow) -> Step:
    """The step: its own fields and sites."""
    return Step(row, fields=complaint_fields, progress=progress, summary=summary)
