"""The halves that each weight of the screen's font is cut into: no character lost, each found where the sheet says."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

STATIC = Path(__file__).parents[2] / "exam/static"
FACE = re.compile(r'font-weight: (\d+).*?/([^/"]+)\.woff2.*?unicode-range: ([^;]+);', re.DOTALL)
FACES = FACE.findall((STATIC / "css/tokens.css").read_text(encoding="utf-8"))


def characters(name):
    with TTFont(STATIC / "fonts" / name) as font:
        return set(font.getBestCmap())


def in_range(words):
    """`U+20-7E, U+A0` -> every code point that it names."""
    ends = [part.strip().removeprefix("U+").split("-") for part in words.split(",")]
    return {point for first, *last in ends for point in range(int(first, 16), int((last or [first])[0], 16) + 1)}


@pytest.mark.parametrize("weight", ["Regular", "SemiBold", "Bold"])
def test_the_two_halves_hold_every_character_once(weight):
    plain, accented = (characters(f"AtkinsonHyperlegibleNext-{weight}{half}.woff2") for half in ("", "-accented"))
    assert plain | accented == characters(f"AtkinsonHyperlegibleNext-{weight}.ttf")
    assert not plain & accented


@pytest.mark.parametrize(("weight", "name", "words"), FACES)
def test_a_browser_looks_for_a_character_where_it_is(weight, name, words):
    asked, held = in_range(words), characters(f"{name}.woff2")
    assert held <= asked
    halves = [in_range(words) for other_weight, _, words in FACES if other_weight == weight]
    assert [asked & other for other in halves if other != asked] == [set()]


def test_there_are_two_halves_of_three_weights():
    assert sorted(weight for weight, _, _ in FACES) == ["400", "400", "600", "600", "700", "700"]


def test_what_a_tablet_fetches_at_its_first_visit_is_small():
    first = [name for _, name, _ in FACES if not name.endswith("-accented")]
    assert sum((STATIC / f"fonts/{name}.woff2").stat().st_size for name in first) < 30_000
