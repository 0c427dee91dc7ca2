"""What was found: one observation for each test and side, and none for what was not examined."""

from __future__ import annotations

from exam.domain.fhir.elements import TERMINOLOGY, Json, coding, concept, loinc, moment, own, quoted
from exam.domain.fhir.examination import Examination
from exam.domain.fhir.narrative import narrative, paragraph
from exam.domain.fhir.people import PATIENT, author
from exam.domain.language import mark, say
from exam.domain.record.grades import is_abnormal
from exam.domain.record.model import Finding, FindingKey, LimitedGrade, NotTested, keys_of
from exam.domain.words.findings import finding_label
from exam.domain.words.grammar import inside
from exam.domain.words.values import REASON_WORDS, value_label
from reference import load_reference
from reference.model import Scale
from reference.vocabulary import Side

OBSERVATION = "observation"
EXAM = coding(f"{TERMINOLOGY}/observation-category", "exam", "Exam")
INTERPRETATION = f"{TERMINOLOGY}/v3-ObservationInterpretation"
ABNORMAL, NORMAL = coding(INTERPRETATION, "A", "Abnormal"), coding(INTERPRETATION, "N", "Normal")
UNITS = "http://unitsofmeasure.org"
UCUM = {"degrees": "deg", "ml": "mL"}
LIMITED = mark("The grade may be too low: {limit} limited the effort.")
# What can limit a grade, and whose side it is.
LIMITS = {"pain": mark("Pain")}
SIDE_NAMES = {"right": mark("Right"), "left": mark("Left")}
ON_SIDE = {"right": mark("Right side"), "left": mark("Left side")}
# Why there is no value, in the words of FHIR; our own reason is beside it.
ABSENT = f"{TERMINOLOGY}/data-absent-reason"
ABSENT_CODES = {
    "declined": coding(ABSENT, "asked-declined", "Asked But Declined"),
    "amputation": coding(ABSENT, "not-applicable", "Not Applicable"),
}
NOT_PERFORMED = coding(ABSENT, "not-performed", "Not Performed")


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
    limit = _limit_words(found)
    text = narrative(paragraph(say("{test}: {result}.").format(test=label, result=value)), paragraph(limit))
    return {
        **exam.resource("Observation", text, *named(key)),
        "status": exam.result_status,
        "category": [concept(say("Exam"), EXAM)],
        "code": _code(key.test),
        "subject": exam.refer(PATIENT),
        "effectiveDateTime": moment(exam.examined) if exam.examined else None,
        "performer": [author(exam)],
        **_result(key, found),
        "note": quoted(limit),
        "bodySite": _side(key.side),
        "component": _limit(found),
    }


def _limit_words(found: Finding) -> str:
    if not isinstance(found, LimitedGrade):
        return ""
    return say(LIMITED).format(limit=inside(say(LIMITS[found.limited_by])))


def _code(test: str) -> Json:
    label = finding_label(test)
    return concept(label, own("tests", test, label), *loinc(test))


def _side(side: Side | None) -> Json | None:
    return concept(say(ON_SIDE[side]), own("sides", side, say(SIDE_NAMES[side]))) if side else None


def _result(key: FindingKey, found: Finding) -> Json:
    """The value, or why there is none."""
    if isinstance(found, NotTested):
        return {"dataAbsentReason": _absent(found.reason)}
    scale = load_reference().scales[load_reference().tests[key.test].scale]
    value = found.grade if isinstance(found, LimitedGrade) else found
    meaning = _interpretation(key, found, scale)
    if not scale.grades:
        quantity = {"value": value, "unit": say(scale.unit), "system": UNITS, "code": UCUM[scale.unit]}
        return {"valueQuantity": quantity, "interpretation": meaning}
    grade = own("grades", f"{scale.id}:{value}", value_label(key.test, value))
    return {"valueCodeableConcept": concept(value_label(key.test, found), grade), "interpretation": meaning}


def _absent(reason: str) -> Json:
    words = say(REASON_WORDS[reason])
    codes = ABSENT_CODES.get(reason, NOT_PERFORMED), own("not_tested", reason, words)
    return concept(say("Could not be tested: {reason}").format(reason=words), *codes)


def _interpretation(key: FindingKey, found: Finding, scale: Scale) -> list[Json]:
    """Normal or abnormal; nothing of a grade that pain limited, nor of a measurement that is not abnormal."""
    abnormal = is_abnormal(key.test, found)
    if isinstance(found, LimitedGrade) or not (abnormal or scale.grades):
        return []
    return [concept(say("Abnormal"), ABNORMAL) if abnormal else concept(say("Normal"), NORMAL)]


def _limit(found: Finding) -> list[Json]:
    """What limited a grade, for a program to read."""
    if not isinstance(found, LimitedGrade):
        return []
    head, limit = say("Limited by"), say(LIMITS[found.limited_by])
    value = concept(limit, own("limits", found.limited_by, limit))
    return [{"code": concept(head, own("limits", "limited_by", head)), "valueCodeableConcept": value}]
