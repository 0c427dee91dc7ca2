"""Screen, strip, note, plain text, FHIR document, audit and practice name what ranks first alike, and are as sure."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam.domain.audit.said import read_said
from exam.domain.fhir.bundle import bundle_text
from exam.domain.fhir.examination import Examination
from exam.domain.note.frozen import freeze
from exam.domain.note.text import note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.words.causes import cause_label
from exam.domain.words.ranking import agreeable
from exam.web.presenters.assessment.view import assessment_view
from exam.web.presenters.frame.strip import strip
from exam.web.presenters.practice.answer import known_answer
from reference.vocabulary import SIDES
from tests.domain.published import assessed, each, noted, patients_in, record_at
from tests.domain.records import FINDINGS, record_of, some_of

OF_A_LEG = ("strength", "light_touch", "pinprick", "reflexes", "tension")
IN_A_LEG = {
    side: [one for one in FINDINGS if one[0].split(".")[1] in OF_A_LEG and one[0].endswith(side)] for side in SIDES
}


def record_of_a_leg(side, own, other):
    return record_of({"presentation.symptom_side": side} | own | other)


few_findings = st.sampled_from(SIDES).flatmap(
    lambda side: st.builds(
        record_of_a_leg,
        st.just(side),
        some_of(IN_A_LEG[side], 7),
        some_of(IN_A_LEG[next(one for one in SIDES if one != side)], 2),
    )
)
"""As an examination begins: a few findings of one leg, perhaps one of the other."""


@pytest.mark.parametrize("path", each(patients_in("cases", "cases_triage", "cases_unnamed")))
def test_every_output_of_a_published_patient_names_the_same(path):
    all_say_the_same(record_at(path), assessed(path), noted(path))


@given(few_findings)
@settings(max_examples=80)
def test_every_output_of_an_examination_that_has_begun_names_the_same(record):
    found = assess(record, thorough=False)
    all_say_the_same(record, found, write_note(record, found))


def test_the_root_of_two_findings_is_as_sure_on_paper_as_on_the_screen():
    findings = {"light_touch.L5.left": 1, "strength.ankle_dorsiflexion.left": "4"}
    record = record_of({f"findings.{test}": value for test, value in findings.items()})
    found = assess(record, thorough=False)
    note = write_note(record, found)
    all_say_the_same(record, found, note)
    assert (note.program.causes[0].label, note.program.causes[0].chance) == (
        "Left L5 root, alone or with others",
        "possible",
    )


def all_say_the_same(record, found, note):
    if found.statement == "not_enough_examined" or found.ranking_withheld:
        assert note.program.causes == ()
        return
    rows = [(row.label, row.chance) for row in assessment_view(found, record).causes]
    named = [(cause.label, cause.chance) for cause in note.program.causes]
    assert named[0] == rows[0]
    assert named == [row for row in rows if row in named]
    assert without_others(rows[0][0]) == cause_label(*agreeable(found)[0])
    the_strip_has_the_rows_of_the_page(found, [label for label, _ in rows])
    texts_say(record, found, note, named)
    an_audit_reads(record, found, note, rows[0])
    practised = known_answer(replace(record, training="case_015"), found)
    assert practised.named[-1].named == rows[0][0]


def the_strip_has_the_rows_of_the_page(found, labels):
    """With less room: "Left L5" for "Left L5 root"."""
    shown = [bar.label for bar in strip(found, hidden=False).bars]
    assert bool(shown) is (found.statement not in ("no_lesion_found", "fits_none"))
    assert [label.replace(" root,", ",") for label in labels][: len(shown)] == shown[: len(labels)]


def texts_say(record, found, note, named):
    text, document = note_text(note), bundle_text(Examination(record, found, note, None))
    for label, chance in named:
        assert f"\n{label}, {chance}\n" in text
        assert f"{label}, {chance}" in document


def an_audit_reads(record, found, note, first):
    stated = read_said(freeze(record, found, note)).stated
    label, chance = first
    assert stated.word.replace("_", " ") == chance
    assert stated.is_group == label.endswith("with others")
    assert without_others(label) == cause_label(stated.cause, stated.side)


def without_others(label):
    return label.removesuffix(", alone or with others").removesuffix(", with others")
