"""The impression before or after the ranking."""

from tests.web.exams.steps import KNEE


def test_an_impression_after_the_ranking_says_so(step, tap, record):
    tap("strength", KNEE, "3")
    tap("strength", "findings.strength.hip_adduction.left", "4")
    tap("reflexes", "findings.reflexes.patellar.left", "0")
    step("assessment")
    tap("assessment", "impression.cause", "root.L4")
    assert record().impression.entered_before_ranking is False
    assert "Entered after the ranking was shown" in step("assessment")


def test_hiding_a_ranking_that_was_seen_does_not_make_the_impression_the_first(client, exam_id, step, tap, record):
    for movement in ("knee_extension", "hip_adduction", "hip_flexion"):
        tap("strength", f"findings.strength.{movement}.left", "3")
    assert 'class="causes"' in step("assessment")
    client.post(f"/exams/{exam_id}/impression-first", data={"on": "true"})
    assert "Ranking hidden" in step("assessment")
    tap("assessment", "impression.cause", "root.L3")
    assert record().impression.entered_before_ranking is False


def test_an_impression_before_there_is_anything_to_rank_is_the_first(step, tap, record):
    assert 'class="causes"' not in step("assessment")
    tap("assessment", "impression.text", "Probably the back")
    assert record().impression.entered_before_ranking is True


def test_my_impression_first_hides_the_ranking_but_no_alert(client, exam_id, step, tap, record):
    client.post(f"/exams/{exam_id}/impression-first", data={"on": "true"})
    tap("red-flags", "red_flags.saddle_numbness", "true")
    for movement in ("knee_extension", "hip_adduction", "hip_flexion"):
        tap("strength", f"findings.strength.{movement}.left", "3")
    for slug in ("complaint", "strength", "assessment"):
        text = step(slug)
        assert "Ranking hidden" in text
        assert "fits best" not in text
        assert 'class="causes"' not in text
        assert 'class="banner"' in text
    for file in ("note.pdf", "note.txt", "note.fhir.json"):
        assert client.get(f"/exams/{exam_id}/{file}").location == f"/exams/{exam_id}/note"
    tap("assessment", "impression.text", "Cauda equina")
    assert record().impression.entered_before_ranking is True
    assert 'class="causes"' in step("assessment")
