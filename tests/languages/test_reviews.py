"""A translation is marked as a machine's until a named person has reviewed exactly it."""

from datetime import date

import pytest

from exam.languages import reviews

BY_MACHINE = "Machine translation, not yet reviewed"


@pytest.fixture
def reviewed(monkeypatch):
    def record(**review):
        review = {"language": "es", "name": "M. Servet", "date": date(2026, 12, 1), **review}
        monkeypatch.setattr(reviews, "reviews", lambda: (review,))

    return record


def test_english_is_no_translation():
    assert reviews.about_translation("en") == ()


def test_no_translation_has_been_reviewed_yet():
    assert reviews.reviews() == ()
    assert reviews.about_translation("es") == ("Traducción automática, aún no revisada", BY_MACHINE)
    assert reviews.about_translation("de") == ("Maschinelle Übersetzung, noch nicht geprüft", BY_MACHINE)


def test_a_reviewed_translation_names_who_reviewed_it_and_when(reviewed):
    reviewed(translation=reviews.fingerprint("es"))
    assert reviews.about_translation("es") == ("Traducción revisada por M. Servet, 1 de diciembre de 2026",)
    assert BY_MACHINE in reviews.about_translation("de")


def test_a_translation_that_has_changed_since_is_not_reviewed(reviewed):
    reviewed(translation="0" * 16)
    assert BY_MACHINE in reviews.about_translation("es")


def test_a_review_without_a_date_is_refused(reviewed):
    reviewed(translation=reviews.fingerprint("es"), date="soon")
    with pytest.raises(TypeError, match="'soon' is not a date"):
        reviews.about_translation("es")
