"""The settings of the clinic, of an account, and its phrases."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from exam.store.settings import Clinic, Own, Settings
from exam.store.stored import AnswerRefused


@pytest.fixture
def settings(engine):
    return Settings(engine)


def test_a_clinic_is_stored_whole(settings):
    assert settings.clinic() == Clinic()
    assert Clinic().zone is None
    clinic = Clinic("Spine clinic", "1 High Street\nLeeds", "Europe/Zurich", "letter", reference_in_file_names=True)
    settings.save_clinic(clinic)
    settings.save_clinic(clinic)
    assert settings.clinic() == clinic
    assert settings.clinic().zone == ZoneInfo("Europe/Zurich")


@pytest.mark.parametrize(
    "fault", [{"name": "x" * 101}, {"address": "a\0b"}, {"time_zone": "Mars/Olympus"}, {"paper": "a5"}]
)
def test_a_faulty_setting_stores_nothing(settings, fault):
    with pytest.raises(AnswerRefused, match=next(iter(fault))):
        settings.save_clinic(replace(Clinic(name="Spine clinic"), **fault))
    assert settings.clinic() == Clinic()


def test_each_account_has_its_own_paper(settings, me, colleague):
    settings.save_own(me, Own(paper="letter"))
    assert (settings.own(me), settings.own(colleague)) == (Own("letter"), Own())
    with pytest.raises(AnswerRefused, match="paper"):
        settings.save_own(me, Own(paper="a5"))


def test_phrases_are_of_one_account_and_one_kind(settings, me, colleague):
    phrase = settings.add_phrase(me, "plan", " Physiotherapy for six weeks. ", form_id="f1")
    assert settings.add_phrase(me, "plan", "Something else", form_id="f1") == phrase
    assert settings.add_phrase(me, "plan", "Physiotherapy for six weeks.") == phrase
    settings.add_phrase(me, "safety_net", "Come back at once if ...")
    assert settings.phrases(me, "plan") == [phrase]
    assert settings.phrases(colleague, "plan") == []
    settings.remove_phrase(colleague, phrase.id)
    assert settings.phrases(me, "plan") == [phrase]
    settings.remove_phrase(me, phrase.id)
    settings.remove_phrase(me, phrase.id)
    assert settings.phrases(me, "plan") == []


def test_a_phrase_that_cannot_be_used_is_refused(settings, me):
    for kind, text, form_id in (("letter", "x", ""), ("plan", " ", ""), ("plan", "x" * 501, ""), ("plan", "x", "\0")):
        with pytest.raises(AnswerRefused):
            settings.add_phrase(me, kind, text, form_id=form_id)
    for number in range(50):
        settings.add_phrase(me, "plan", f"Phrase {number}")
    with pytest.raises(AnswerRefused, match="50 phrases"):
        settings.add_phrase(me, "plan", "One more")
