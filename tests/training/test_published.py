"""The published cases to practise on."""

from exam.training import published
from exam.training.published import published_cases


def test_the_cases_are_those_with_a_fair_answer_and_enough_to_find():
    cases = published_cases()
    assert len(cases) >= 60
    assert list(cases) == sorted(cases)
    for case in cases.values():
        assert case.expected.cause != "other"
        assert case.record.stated_otherwise_normal or len(case.record.findings) >= 4
        assert case.record.patient.age is None or case.record.patient.age >= 16
        assert case.title
        assert case.place
    assert "case_042" not in cases
    assert "case_079" not in cases


def test_a_case_has_its_citation_and_what_was_lost():
    case = published_cases()["case_026"]
    assert (case.number, case.expected.cause, case.is_question) == (26, "cauda_equina", False)
    assert case.title == "Radiopaedia: L5/S1 disc protrusion with cauda equina compression"
    assert case.link == case.place == "https://radiopaedia.org/cases/l5s1-disc-protrusion-1"
    assert "leg pain worsening" in case.lost
    assert case.approximate == ("findings.strength.ankle_dorsiflexion.left",)
    question = published_cases()["case_057"]
    assert (question.is_question, question.link) == (True, "")


def test_without_their_folder_there_are_none(monkeypatch, tmp_path):
    monkeypatch.setattr(published, "FOLDERS", (tmp_path / "no", tmp_path / "nor"))
    assert published_cases.__wrapped__() == {}
