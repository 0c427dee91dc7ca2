"""Practice: the findings stay hidden until they are examined, the answer until a cause is named."""

import json
import re

import pytest

from exam.training.practice import practice_patient
from tests.web.exams.steps import HTMX

WEAK = "findings.strength.ankle_dorsiflexion.left"
CASE = "case_026"


@pytest.fixture
def practise(visitor):
    """A function that begins with a published case, or with a drawn patient; returns its address."""

    def practise(what=f"cases/{CASE}"):
        return visitor.post(f"/training/{what}").location.rpartition("/")[0]

    return practise


def name(visitor, exam, cause="root.L5", side="left"):
    return visitor.post(f"{exam}/assessment", data={"impression.cause": cause, "impression.side": side}, headers=HTMX)


def test_the_page_offers_drawn_patients_and_cases_by_number_alone(visitor):
    page = visitor.get("/training/").text
    for kind in ("any", "root", "other"):
        assert f'action="/training/drawn/{kind}"' in page
    assert f'formaction="/training/cases/{CASE}"' in page
    assert "Radiopaedia" not in page
    assert page.index("Complaint in the right leg") < page.index("Complaint in the left leg")


@pytest.mark.parametrize("what", ["cases/case_042", "cases/case_999", "cases/left_l5", "drawn/some"])
def test_what_is_no_patient_to_practise_on_is_not_begun(visitor, what):
    assert visitor.post(f"/training/{what}").status_code == 404


def test_a_drawn_patient_is_begun_with_a_seed_in_the_record(visitor, practise):
    record = json.loads(visitor.get(f"{practise('drawn/root')}/record.json").text)
    assert re.fullmatch(r"drawn_root_\d{1,4}", record["training"])
    assert "findings" not in record
    assert practice_patient(record["training"]).expected.cause.startswith("root.")


def test_before_it_is_examined_nothing_of_it_is_on_any_page(visitor, practise):
    exam = practise()
    page = visitor.get(f"{exam}/strength").text
    assert re.search(f'name="{WEAK}" value="examine" aria-pressed="false"[^>]*>Examine<', page)
    assert page.count('value="examine"') == 1
    assert page.count("Not reported") > 20
    assert f'name="{WEAK}" value="2"' not in page
    for slug in (
        "complaint",
        "red-flags",
        "back-or-knee",
        "reflexes",
        "sensation",
        "strength",
        "further",
        "assessment",
    ):
        shown = visitor.get(f"{exam}/{slug}").text
        for secret in ("Radiopaedia", "radiopaedia.org", "weak flexors"):
            assert secret not in shown, (slug, secret)
    assert "findings" not in json.loads(visitor.get(f"{exam}/record.json").text)


def test_before_a_cause_is_named_no_page_and_no_file_says_what_ranks_first(visitor, practise):
    exam = practise("cases/case_263")
    for slug in ("reflexes", "sensation", "strength"):
        visitor.post(f"{exam}/{slug}/all-normal", data={"group": ""})
    pages = ("note", "note.pdf", "note.txt", "note/text", "note/pages", "note.fhir.json", "note/patient-sheet", "sign")
    for page in (*pages, "note/transfer", "record.json", "assessment"):
        answered = visitor.get(f"{exam}/{page}")
        assert answered.status_code in (200, 303), page
        assert "common fibular" not in re.sub("<option.*?</option>", "", answered.text), page
    for page in ("note.pdf", "note.txt", "note.fhir.json"):
        assert visitor.get(f"{exam}/{page}").location == f"{exam}/note"


def test_a_tap_shows_what_is_found_and_nothing_else_can_be_entered(visitor, practise):
    exam = practise()
    found = visitor.post(f"{exam}/strength", data={WEAK: "examine"}, headers=HTMX)
    assert found.status_code == 200
    assert '<p class="examined">2</p>' in found.text
    assert json.loads(visitor.get(f"{exam}/record.json").text)["findings"]["strength"]["ankle_dorsiflexion"] == {
        "left": "2"
    }
    refused = visitor.post(f"{exam}/strength", data={WEAK: "5"}, headers=HTMX)
    assert (refused.status_code, "not entered in practice" in refused.text) == (422, True)
    assert visitor.post(f"{exam}/complaint", data={"presentation.symptom_side": "right"}).status_code == 422
    undone = visitor.post(f"{exam}/undo", data={"step": "strength"}, headers=HTMX)
    assert 'value="examine"' in undone.text


def test_a_question_is_asked_by_a_tap(visitor, practise):
    exam = practise()
    asked = "red_flags.numbness_tingling_or_weakness"
    page = visitor.get(f"{exam}/red-flags").text
    assert re.search(f'name="{asked}" value="examine"[^>]*>Ask<', page)
    assert (
        '<p class="examined">Yes</p>' in visitor.post(f"{exam}/red-flags", data={asked: "examine"}, headers=HTMX).text
    )


def test_one_tap_examines_the_core_and_none_is_there_for_what_is_not_reported(visitor, practise):
    exam = practise()
    assert "fill-all" not in visitor.get(f"{exam}/reflexes").text
    assert "Examine all" in visitor.get(f"{exam}/strength").text
    tap = visitor.post(f"{exam}/strength/all-normal", data={"group": ""}, headers=HTMX)
    assert "Saved: 1 result" in tap.text
    assert re.search(r'id="fill-all"[^>]*disabled', visitor.get(f"{exam}/strength").text)
    assert "filled as normal" not in visitor.get(f"{exam}/strength").text


def test_the_complaint_is_given_and_cannot_be_changed(visitor, practise):
    page = visitor.get(f"{practise()}/complaint").text
    assert '<fieldset class="bare" disabled>' in page
    assert "leg-tools" not in page
    assert "Type the duration instead" not in page
    assert "A patient of a case report" in page
    assert "An invented patient" not in page


def test_the_ranking_and_the_answer_come_after_a_cause_is_named(visitor, practise):
    exam = practise()
    visitor.post(f"{exam}/strength", data={WEAK: "examine"})
    hidden = visitor.get(f"{exam}/assessment").text
    assert "Hidden until you name a cause" in hidden
    assert "My impression first" not in hidden
    assert 'id="answer"' not in hidden
    assert "Your impression comes first" in visitor.get(f"{exam}/note").text
    visitor.post(f"{exam}/assessment", data={"impression.diagnoses": "+sciatica"})
    assert 'id="answer"' not in visitor.get(f"{exam}/assessment").text
    named = name(visitor, exam)
    assert named.headers["HX-Redirect"] == f"{exam}/assessment#answer"
    page = visitor.get(f"{exam}/assessment").text
    for words in (
        "Cauda equina",
        "You</dt><dd>Left L5 root: <strong>not the same, but can be defended</strong>",
        "The program, first</dt>",
        "It was an emergency, and an alert said so.",
        "Could be defended as well: Left L5 root.",
        'href="https://radiopaedia.org/cases/l5s1-disc-protrusion-1"',
        "Radiopaedia: L5/S1 disc protrusion with cauda equina compression",
        "so that the grade is an interpretation: Left ankle dorsiflexion 2.",
        "leg pain worsening",
        'href="/training/#practise"',
        "/reference/causes/cauda_equina",
        "Entered before the ranking was shown.",
    ):
        assert words in page, words
    assert "strip-next" not in page
    assert "Tests to do next" not in page


def test_of_an_emergency_it_says_whether_an_alert_was_raised(visitor, practise):
    exam = practise("cases/case_050")
    name(visitor, exam, "cauda_equina", "none")
    page = visitor.get(f"{exam}/assessment").text
    assert "It was an emergency. Nothing that was asked or examined raised an emergency alert." in page
    visitor.post(f"{exam}/red-flags/all-normal", data={"group": ""})
    page = visitor.get(f"{exam}/assessment").text
    assert "It was an emergency, and an alert said so." in page
    assert "<dd>Cauda equina: <strong>right</strong>" in page


def test_a_cause_changed_after_the_answer_is_said_to_be(visitor, practise):
    exam = practise()
    name(visitor, exam)
    visitor.get(f"{exam}/assessment")
    name(visitor, exam, "cauda_equina", "both")
    page = visitor.get(f"{exam}/assessment").text
    assert "You, after seeing the answer</dt><dd>Cauda equina" in page
    assert "Entered after the ranking was shown." in page


def test_of_a_drawn_patient_it_says_that_the_program_is_at_its_best_on_it(visitor, practise):
    exam = practise("drawn/root")
    assert "No result" in visitor.get(f"{exam}/red-flags").text
    for slug in ("reflexes", "sensation", "strength"):
        for group in re.findall(r'name="group" value="([^"]*)"', visitor.get(f"{exam}/{slug}").text):
            visitor.post(f"{exam}/{slug}/all-normal", data={"group": group})
    name(visitor, exam, "nerve.sural", "none")
    page = visitor.get(f"{exam}/assessment").text
    assert "the program is at its best on these. Real patients are not like this." in page
    assert "Sural nerve: <strong>not what it was</strong>" in page
    assert "most informative:" in page
    assert "/reference/causes/root." in page


def test_too_little_examined_names_nothing(visitor, practise):
    exam = practise()
    name(visitor, exam, "root.L5", "right")
    page = visitor.get(f"{exam}/assessment").text
    assert "The program, first</dt><dd>nothing: too little was examined</dd>" in page


def test_it_can_be_signed_and_the_note_is_marked(visitor, practise, sign):
    exam = practise()
    name(visitor, exam)
    assert sign(visitor, exam).status_code == 303
    assert "TRAINING" in visitor.get(f"{exam}/note").text
    assert 'id="answer"' in visitor.get(f"{exam}/assessment").text
