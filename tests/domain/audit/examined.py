"""Simulated examinations with what they turned out to be: signed notes as the store holds them, and invented counts."""

import random
from dataclasses import replace
from functools import cache

from exam.domain.audit.known import Known
from exam.domain.evaluation.simulate import records, simulate
from exam.domain.note.frozen import freeze
from exam.domain.note.program import program_part
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.record.model import AlertReview, ExamRecord, Impression, Patient
from tests.domain.records import record_of

TESTS = (
    *("reflexes.patellar", "reflexes.achilles", "light_touch.L4", "light_touch.L5", "light_touch.S1"),
    *("strength.knee_extension", "strength.ankle_dorsiflexion", "strength.great_toe_extension"),
    *("strength.ankle_plantarflexion", "strength.hip_abduction", "tension.straight_leg_raise"),
)
WAYS = ("mri", "surgery", "electrodiagnosis", "injection", "course", "another_specialist")


def frozen(record, **said):
    """The text that is signed."""
    found = replace(assess(record, thorough=False), **said)
    return freeze(record, found, note_of(record, found))


def note_of(record, found):
    """A note with the ranking of this assessment; the rest, from which nothing is read, is another's."""
    return replace(any_note(), program=program_part(found, record, lambda _sources: ""))


@cache
def any_note():
    record = record_of()
    return write_note(record, assess(record, thorough=False))


@cache
def examined(count):
    """Simulated patients, each with an assessment, and a known outcome that is not always the simulated lesion."""
    chance, cohort = random.Random(3), simulate(count, 7)
    made = []
    for place, (lesion, found) in enumerate(zip(cohort.lesions, records(cohort, TESTS), strict=True)):
        record = _varied(chance, lesion, found)
        if place % 50 == 49:
            record = replace(record, findings={})
        cause = "other" if lesion.cause == "other_lesion" else lesion.cause
        known = Known(cause, lesion.side, chance.choice(WAYS))
        if chance.random() < 0.1:
            known = Known("other", chance.choice(["right", "left", "both"]), "surgery")
        made.append((record, assess(record, thorough=False), known))
    return tuple(made)


def _varied(chance, lesion, record):
    """With tests left out, an impression that is often right, and alerts, some of them answered."""
    findings = {key: value for key, value in record.findings.items() if chance.random() < 0.9}
    cause, side = lesion.cause, lesion.side
    if chance.random() < 0.4:
        cause, side = chance.choice([("root.L5", "left"), ("root.S1", "left"), ("polyneuropathy", None)])
    own = Impression(cause=cause, side=side, entered_before_ranking=chance.choice([True, True, False, None]))
    flags = {name: True for name in ("fever", "saddle_numbness", "cancer_history") if chance.random() < 0.1}
    answer = AlertReview(chance.choice(["acted_on", "other_explanation"]), by="A", at="2026-11-28T09:00:00+00:00")
    reviews = {"cauda_equina": answer} if "saddle_numbness" in flags and chance.random() < 0.5 else {}
    age = 12 if chance.random() < 0.03 else 50
    return replace(
        record,
        patient=Patient("R", age=age),
        findings=findings,
        impression=own if chance.random() < 0.8 else Impression(),
        red_flags=flags,
        alert_reviews=reviews,
    )


def assessed(answers, **said):
    """The frozen note of these answers."""
    record = answers if isinstance(answers, ExamRecord) else record_of(answers)
    return frozen(record, **said)
