"""The facts of a record, keyed by path, to which the rules of the reference are applied."""

from __future__ import annotations

from collections.abc import Mapping

from exam.domain.record.earlier.changes import is_raised
from exam.domain.record.model import WORSE, ExamRecord, Value, result_of
from exam.domain.remembered import remembered
from reference import load_reference
from reference.vocabulary import SIDES, Side

Facts = Mapping[str, Value]

SINCE_WEEKS = "earlier.weeks"
GONE, REDUCED = "earlier.lost.", "earlier.reduced."
"""Before the name of a finding that is worse: that nothing is left of a reflex or feeling, or that something is."""

LOST = (0, None)


@remembered
def facts_of(record: ExamRecord) -> Facts:
    """Everything the record states, keyed by path. A test that could not be done gives no fact."""
    results = ((key.path, result_of(found)) for key, found in record.findings.items())
    facts: dict[str, Value] = {path: result for path, result in results if result is not None}
    facts |= {f"red_flags.{name}": answer for name, answer in record.red_flags.items()}
    facts |= _courses(record)
    facts |= _presentation(record)
    facts |= _worse(record)
    known = {"patient.age": record.patient.age, "patient.sex": record.patient.sex}
    return facts | {path: value for path, value in known.items() if value is not None}


def _worse(record: ExamRecord) -> dict[str, Value]:
    """What is worse than at the earlier examination; of that, what is lost or has no result, and what is reduced.

    A record from elsewhere may call a reflex worse that has become brisk: that is neither.
    """
    if record.earlier is None:
        return {}
    facts: dict[str, Value] = {f"{WORSE}{key.short_path}": True for key in record.earlier.worse}
    for key in record.earlier.worse:
        if record.grade(*key) in LOST:
            facts[f"{GONE}{key.short_path}"] = True
        elif not is_raised(key, record.findings[key]):
            facts[f"{REDUCED}{key.short_path}"] = True
    return facts | ({} if record.weeks_since is None else {SINCE_WEEKS: record.weeks_since})


def _courses(record: ExamRecord) -> dict[str, Value]:
    """Whether each red flag with a course is new or long-standing; one whose course was not asked counts as new."""
    present = (name for name in load_reference().courses if record.red_flags.get(name))
    return {f"red_flag_course.{name}": record.red_flag_course.get(name, "new") for name in present}


def _presentation(record: ExamRecord) -> dict[str, Value]:
    story = record.presentation
    facts: dict[str, Value] = {f"presentation.features.{name}": answer for name, answer in story.features.items()}
    facts |= {f"presentation.imaging_limits.{name}": answer for name, answer in story.imaging_limits.items()}
    facts |= {f"presentation.pain_sites.{part}": sites for part, sites in story.pain_sites.items()}
    facts |= {f"presentation.paraesthesia_sites.{part}": sites for part, sites in story.paraesthesia_sites.items()}
    facts |= {f"presentation.zoster_dermatomes.{side}": areas for side, areas in story.zoster_dermatomes.items()}
    facts |= {f"presentation.old_deficit.{side}": True for side in story.old_deficit}
    single = {
        "symptom_side": story.symptom_side,
        "duration_weeks": story.duration_weeks,
        "second_leg_weeks": story.second_leg_weeks,
        "onset": story.onset,
        "examiner_had_seen_imaging": story.examiner_had_seen_imaging,
    }
    return facts | {f"presentation.{name}": value for name, value in single.items() if value is not None}


def facts_of_leg(facts: Facts, side: Side) -> Facts:
    """The facts of one leg and those that have no side."""
    others = tuple(f".{other}" for other in SIDES if other != side)
    return {path: value for path, value in facts.items() if not path.endswith(others)}
