"""Which characters can be drawn is known before anything is printed, and said with the place."""

from dataclasses import replace

import pytest

from exam.domain.language import say, speaking
from exam.domain.note.history import Line
from exam.printing.fonts import coverage
from exam.printing.fonts.coverage import families_for, scripts_here, undrawable
from exam.printing.fonts.warning import texts_in, unprintable, unprintable_in
from tests.domain.notes import full_note
from tests.pretend import Pretend, never_said

SCRIPTS = {
    "Greek": "αδυναμία",
    "Cyrillic": "слабость",
    "Vietnamese": "yếu chân",
    "Arabic": "ضعف القدم",
    "Persian": "می\u200cشود",
    "Hebrew": "חולשה",
    "Devanagari": "कमर दर्द",
    "Thai": "ปวดหลัง",
    "Chinese": "足下垂 左脚无力 左腳無力",
    "Japanese": "足の下垂 カタカナ",
    "Korean": "부산시",
}


@pytest.fixture
def without_further_fonts(monkeypatch):
    monkeypatch.setattr(coverage, "_characters_of", lambda _family: frozenset())


@pytest.mark.parametrize(
    "text", ["Foot drop", "Müller 4\u2013 to 5\u2212, 40° ≥ 3 • “L5”", "ju\u0308rgen\u200b\ufe0f\u3000\n\t", ""]
)
def test_our_own_font_is_enough_for_latin(text, without_further_fonts):
    assert (families_for(text), undrawable(text)) == ((), ())


@pytest.mark.parametrize(("script", "text"), SCRIPTS.items())
def test_a_further_font_draws_another_script(script, text):
    assert undrawable(text) == ()
    assert [script in family.scripts for family in families_for(text)].count(True) == 1


@pytest.mark.parametrize("text", SCRIPTS.values())
def test_without_it_the_characters_are_named(text, without_further_fonts):
    assert undrawable(f"L5 {text}")[0] in text
    assert scripts_here() == ("Latin",)


def test_only_the_fonts_that_a_text_needs_are_loaded():
    assert [family.scripts[0] for family in families_for("слабость ปวด")] == ["Greek", "Thai"]
    assert [family.scripts[0] for family in families_for("足 β")] == ["Greek", "Chinese"]


def test_an_emoji_is_named_once_and_in_order():
    assert undrawable("🧦 seen, 👍🧦") == ("🧦", "👍")


def test_a_warning_names_characters_scripts_places_and_what_to_do(without_further_fonts):
    said = unprintable([("Patient reference", "足 12"), ("Comments, Strength", "कि 👍"), ("Plan", "MRI")]).sentence
    assert said.startswith("These characters have no font here and would print as empty boxes: 足 क ◌ि 👍 (")
    assert "(Chinese or Japanese, Devanagari, symbols). Where: Patient reference; Comments, Strength. " in said
    assert "Scripts that can be printed here: Latin." in said
    assert "./setup --fonts" in said


def test_a_long_list_of_characters_is_cut(without_further_fonts):
    found = unprintable([("Plan", "".join(map(chr, range(0x4E00, 0x4E20))))])
    assert (len(found.characters), found.others) == (12, 20)
    assert "and 20 more (" in found.sentence


def test_signs_are_named_too(without_further_fonts):
    assert unprintable([("Plan", "\u0964\u3001")]).scripts == ("signs",)


def test_nothing_is_said_where_everything_can_be_printed():
    assert unprintable([("Plan", "MRI"), ("Comments", "ضعف")]) is None
    assert unprintable_in(full_note()) is None


def test_where_every_font_is_installed_nothing_is_left_to_install():
    said = unprintable([("Plan", "👍")]).sentence
    assert said.endswith("Korean. No font of Dermyo has them: write it in words instead.")


def test_every_typed_text_of_a_note_is_looked_at(without_further_fonts):
    note = replace(
        full_note(),
        reference="足",
        clinic="診",
        comments=(Line("Strength", "垂"),),
        addenda=(replace(full_note().addenda[0], text="後"),),
    )
    found = unprintable_in(note)
    assert set(found.characters) == set("足診垂後")
    assert {"Patient reference", "Clinic", "Comments, Strength"} <= set(found.places)


def test_texts_are_found_in_whatever_holds_them():
    value = (Line("Name", "A"), "b", 3, None, full_note().life)
    assert list(texts_in(value, "Here"))[:2] == [("Here, Name", "A"), ("Here", "b")]
    assert list(texts_in(Line("Plan", "c"), "Plan")) == [("Plan", "c")]


def test_a_warning_speaks_the_language(without_further_fonts):
    with speaking(Pretend()):
        found = unprintable([(say("Clinic"), f"ปวด漢{''.join(map(chr, range(0x0E01, 0x0E10)))}")])
        said = found.sentence.replace(" ".join(found.characters), "")
    assert never_said(said) == ["Thai"]
    assert "⟦Chinese or Japanese⟧" in said
    assert "⟦Latin⟧" in said
