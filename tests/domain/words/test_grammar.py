"""Lists, headings and labels inside a sentence."""

import re
from datetime import UTC, datetime

import pytest

from exam.domain.language import say_day, speaking, spoken
from exam.domain.words.grammar import heading, inside, joined, listed, sided
from reference import load_reference
from reference.load import DATA


@pytest.mark.parametrize(
    ("words", "line"),
    [([], ""), (["L4"], "L4"), (["L4", "L5"], "L4 and L5"), (["L4", "L5", "S1"], "L4, L5 and S1")],
)
def test_a_list_reads_as_a_sentence(words, line):
    assert joined(words) == line


@pytest.mark.parametrize(
    ("phrases", "line"),
    [
        (["hip abduction 4", "back pain"], "hip abduction 4 and back pain"),
        (["hip abduction and inversion 4", "back pain"], "hip abduction and inversion 4; back pain"),
        (["pain, left sole", "back pain"], "pain, left sole; back pain"),
        (["unexplained weight loss", "fall or injury"], "unexplained weight loss; fall or injury"),
    ],
)
def test_phrases_with_an_and_an_or_or_a_comma_are_separated_by_semicolons(phrases, line):
    assert listed(phrases) == line


@pytest.mark.parametrize(
    ("label", "within"),
    [
        ("Ankle dorsiflexion", "ankle dorsiflexion"),
        ("Achilles reflex", "Achilles reflex"),
        ("McMurray test", "McMurray test"),
        ("L5 root", "L5 root"),
        ("X-ray of the knee", "X-ray of the knee"),
        ("", ""),
    ],
)
def test_names_and_signs_keep_their_capital_inside_a_sentence(label, within):
    assert inside(label) == within
    assert heading(within) == label


def test_what_the_reference_writes_with_a_capital_inside_its_sentences_keeps_it():
    """A label begins with a name where the reference's own sentences have its first word with a capital too."""
    rows = load_reference()
    labels = {row.label for row in (*rows.tests.values(), *rows.questions.values(), *rows.conditions.values())}
    texts = "\n".join(path.read_text("utf-8") for path in DATA.glob("*.toml"))
    within = set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+(?= (?:sign|gait|test|reflex)\b)", texts))
    assert {label for label in labels if label.split()[0] in within and inside(label) != label} == set()


class German:
    code = "de"

    def gettext(self, message):
        return {"and": "und", "left {what}": "{what} links"}.get(message, message)

    def day(self, when):
        return f"{when.day}. Oktober"


def test_another_language_orders_and_writes_in_its_own_way():
    with speaking(German()):
        assert joined(["L4", "L5"]) == "L4 und L5"
        assert listed(["Fieber", "Schmerz und Schwäche"]) == "Fieber; Schmerz und Schwäche"
        assert sided("Knie", ["left"]) == "Knie links"
        assert inside("Knie") == "Knie"
        assert say_day(datetime(2026, 10, 3, tzinfo=UTC)) == "3. Oktober"
    assert spoken() == "en"


@pytest.mark.parametrize(
    ("sides", "words"),
    [([], "knee"), (["right"], "right knee"), (["left", "right"], "right and left knee"), (["none"], "knee")],
)
def test_sides_are_named_right_before_left(sides, words):
    assert sided("knee", sides) == words
