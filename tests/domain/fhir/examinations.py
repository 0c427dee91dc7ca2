"""Examinations to export: the published cases, and one that holds everything that a document can hold."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from exam.domain.fhir.bundle import bundle
from exam.domain.fhir.examination import Examination
from exam.domain.note.life import ONLY_VERSION, Life, Replaced, Voided
from exam.domain.note.parts.supervised import CounterSigned, Supervised
from exam.domain.note.signature import Addition, Signed
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.record.reading import read_record, unwrapped
from tests.domain.notes import FULL
from tests.domain.records import record_of

CASES = sorted((Path(__file__).parents[2] / "cases").glob("*.json"))
SIGNED_AT = datetime(2026, 11, 21, 9, 45, tzinfo=UTC)
SIGNED = Signed("Andreas Vesalius", SIGNED_AT, "a" * 64)
COUNTER = CounterSigned("Gabriele Falloppio", datetime(2026, 11, 22, 7, 0, tzinfo=UTC), "c" * 64, "g.fallopio")
WAITING, VALID = Supervised("Gabriele Falloppio"), Supervised("Gabriele Falloppio", COUNTER)
RETURNED = Supervised("Gabriele Falloppio", replace(COUNTER, returned="Reflexes <missing>."))
ADDED = Addition("Ambroise Paré", datetime(2026, 11, 22, 8, 0, tzinfo=UTC), "Seen again <today>.")
VOIDED = Life(void=Voided("Andreas Vesalius", datetime(2026, 11, 23, 8, 0, tzinfo=UTC), "Wrong patient."))
REPLACES = Life(version=2, replaces=Replaced(1, "Andreas Vesalius", SIGNED_AT, "b" * 64))
REPLACED = Life(replaced_by=2)
EVERYTHING = FULL | {
    "patient.age": 54,
    "examined_at": "2026-11-21T09:30+01:00",
    "examiner.name": "Andreas Vesalius",
    "examiner.role": "Physiotherapist",
    "examiner.registration": "PH 123",
    "red_flags.saddle_numbness": True,
    "impression.entered_before_ranking": True,
    "findings.reflexes.patellar.right": 2,
    "findings.strength.hip_flexion.left": {"grade": "4", "limited_by": "pain"},
    "findings.strength.hip_flexion.right": {"not_tested": "declined"},
    "findings.strength.ankle_plantarflexion.right": {"not_tested": "amputation"},
    "findings.tension.straight_leg_raise_degrees.left": 40,
    "findings.saddle.post_void_residual_ml": 620,
    "findings.saddle.anal_tone": "reduced",
    "alert_reviews.cauda_equina": {
        "answer": "acted_on",
        "text": "Sent to the emergency department.",
        "by": "Andreas Vesalius",
        "at": "2026-11-21T09:40:00+01:00",
    },
    "comments.strength": "Pain < 5 & effort good.\nSecond line.",
}
PDF = b"%PDF-1.7 of a note"


def examination(record, *, signature=None, addenda=(), life=ONLY_VERSION, clinic="", pdf=None, thorough=True):
    assessment = assess(record, thorough=thorough)
    note = write_note(record, assessment, signature=signature, addenda=addenda, life=life, clinic=clinic)
    return Examination(record, assessment, note, pdf)


@cache
def full(**more):
    """The document of everything, signed; with other arguments as `examination` has them."""
    given = {"signature": SIGNED, "clinic": "Spine Clinic, Bridge Street 1", "pdf": PDF} | more
    return bundle(examination(record_of(EVERYTHING), **given))


@cache
def of_case(path):
    """A published case, without the reasons of the ranking, which take long and are not in a document."""
    record = read_record(unwrapped(json.loads(path.read_text(encoding="utf-8"))))
    return bundle(examination(record, thorough=False))


def supervised(by):
    """The document of everything as a student signed it."""
    return full(signature=replace(SIGNED, supervised=by))


def resources(document, kind=None):
    found = [entry["resource"] for entry in document["entry"]]
    return [resource for resource in found if kind in (None, resource["resourceType"])]


def draft(answers=(), **more):
    return bundle(examination(record_of(answers, **more)))


def only(document, kind):
    (found,) = resources(document, kind)
    return found


def observed(document, test):
    return [one for one in resources(document, "Observation") if one["code"]["coding"][0]["code"] == test]


def sections_of(document):
    return document["entry"][0]["resource"]["section"]


def section(document, id):
    return next((one for one in sections_of(document) if one["code"]["coding"][-1]["code"] == id), None)
