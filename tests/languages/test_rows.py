"""Messages in rows of the reference are found by their key."""

import re
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from exam.languages.rows import messages_of_rows

pytestmark = pytest.mark.xdist_group("catalogue")

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "reference/data").glob("*.toml")), ROOT / "exam/training/patients.toml"]
# Rules and causes, whose words are said elsewhere; and what is cited as it was published.
NOT_WORDS = {"all", "any", "none", "known", "because", "of"}
CITED = {"authors", "title", "published_in", "short"}
CODES = {"name", "read_in", "why"}

ROWS = b"""
[[test]]
id = "a"
label = "Knee"
[[test]]
label = "Hip"
[[test]]
label = "L5"
[[test]]
label = "4-"
grades = [{ value = 0, label = "absent", meaning = "None" }]
label_count = 1
also = ["Coxa", "L3"]
"""


def test_the_texts_of_the_keys_are_found_at_any_depth():
    found = messages_of_rows(BytesIO(ROWS), (), (), {"keys": "label meaning also"})
    assert [text for _, _, text, _ in found] == ["Knee", "Hip", "absent", "None", "Coxa"]


def texts(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Each text with its key; one of a list with the key of the list."""
    if isinstance(value, dict):
        for inner_key, inner in value.items():
            yield from texts(inner, inner_key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)
    elif isinstance(value, str):
        yield key, value


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_people_read_in_the_rows_is_in_the_catalogue(file, template):
    aside = {"sources": CITED, "codes": CODES, "families": set()}.get(file.stem, NOT_WORDS)
    found = texts(tomllib.loads(file.read_text(encoding="utf-8")))
    wanted = {text for key, text in found if re.search(r"[A-Za-z]{2,} ", text) and key not in aside}
    assert {text for text in wanted if text not in template} == set()
