"""What was found: one observation for each test and side, and none for what was not examined."""

from __future__ import annotations

from exam.domain.fhir.elements import TERMINOLOGY, Json, coding, concept, loinc, moment, own, quoted
from exam.domain.fhir.examination import Examination
from exam.domain.fhir.narrative import narrative, paragraph
from exam.domain.fhir.people import PATIENT, author
from exam.domain.record.grades import is_abnormal
from exam.domain.record.model import Finding, FindingKey, LimitedGrade, NotTested, keys_of
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import heading
from exam.domain.words.values import REASON_WORDS, value_label
from reference import load_reference
from reference.model import Scale
from reference.vocabulary import Side

OBSERVATION = "observation"
EXAM = coding(f"{TERMINOLOGY}/observation-category", "exam", "Exam")
UNITS = "http://unitsofmeasure.org"
UCUM = {"degrees": "deg", "ml": "mL"}
LIMITED = "The grade may be too low: {} limited the effort."
# Why there is no value, in the words of FHIR; our own reason is beside it.
ABSENT_CODES = {"declined": "asked-declined", "amputation": "not-applicable"}
NOT_PERFORMED = "not-performed"
ABSENT_NAMES = {
    "asked-declined": "Asked But Declined",
    "not-applicable": "Not Applicable",
    "not-performed": "Not Performed",
}


def recorded(exam: Examination) -> list[FindingKey]:
    """Every test and side that has a result or was tried, in the order of the examination, right before left.

    None where the reference may not have all of them, so that nobody takes a part for the whole.
    """
    if not exam.coded:
        return []
    keys = (key for test in load_reference().tests.values() for key in keys_of(test))
    return [key for key in keys if key in exam.record.findings]


def observations(exam: Examination) -> list[Json]:
    """An observation for each of them."""
    return [_observation(exam, key, exam.record.findings[key]) for key in recorded(exam)]


def named(key: FindingKey) -> tuple[str, str]:
    """The names of an observation among the resources of its examination."""
    return OBSERVATION, key.short_path


def _observation(exam: Examination, key: FindingKey, found: Finding) -> Json:
    label, value = finding_label(key.test, key.side), value_label(key.test, found)
    limit = LIMITED.format(found.limited_by) if isinstance(found, LimitedGrade) else ""
    text = narrative(paragraph(f"{label}: {value}."), paragraph(limit))
    return {
        **exam.resource("Observation", text, *named(key)),
        "status": exam.result_status,
        "category": [concept("Exam", EXAM)],
        "code": _code(key.test),
        "subject": exam.refer(PATIENT),
        "effectiveDateTime": moment(exam.examined) if exam.examined else None,
        "performer": [author(exam)],
        **_result(key, found),
        "note": quoted(limit),
        "bodySite": _side(key.side),
        "component": _limit(found),
    }


def _code(test: str) -> Json:
    label = finding_label(test)
    return concept(label, own("tests", test, label), *loinc(test))


def _side(side: Side | None) -> Json | None:
    return concept(heading(f"{side} side"), own("sides", side, heading(side))) if side else None


def _result(key: FindingKey, found: Finding) -> Json:
    """The value, or why there is none."""
    if isinstance(found, NotTested):
        return {"dataAbsentReason": _absent(found.reason)}
    scale = load_reference().scales[load_reference().tests[key.test].scale]
    value = found.grade if isinstance(found, LimitedGrade) else found
    meaning = _interpretation(key, found, scale)
    if not scale.grades:
        quantity = {"value": value, "unit": scale.unit, "system": UNITS, "code": UCUM[scale.unit]}
        return {"valueQuantity": quantity, "interpretation": meaning}
    grade = own("grades", f"{scale.id}:{value}", value_label(key.test, value))
    return {"valueCodeableConcept": concept(value_label(key.test, found), grade), "interpretation": meaning}


def _absent(reason: str) -> Json:
    code, words = ABSENT_CODES.get(reason, NOT_PERFORMED), REASON_WORDS[reason]
    codes = coding(f"{TERMINOLOGY}/data-absent-reason", code, ABSENT_NAMES[code]), own("not_tested", reason, words)
    return concept(f"Could not be tested: {words}", *codes)


def _interpretation(key: FindingKey, found: Finding, scale: Scale) -> list[Json]:
    """Normal or abnormal; nothing of a grade that pain limited, nor of a measurement that is not abnormal."""
    abnormal = is_abnormal(key.test, found)
    if isinstance(found, LimitedGrade) or not (abnormal or scale.grades):
        return []
    code, words = ("A", "Abnormal") if abnormal else ("N", "Normal")
    return [concept(words, coding(f"{TERMINOLOGY}/v3-ObservationInterpretation", code, words))]


def _limit(found: Finding) -> list[Json]:
    """What limited a grade, for a program to read."""
    if not isinstance(found, LimitedGrade):
        return []
    head = "Limited by"
    value = concept(heading(found.limited_by), own("limits", found.limited_by, heading(found.limited_by)))
    return [{"code": concept(head, own("limits", "limited_by", head)), "valueCodeableConcept": value}]
