"""The catalogues hold every message of the code, complete, compiled as they are written."""

import ast
import re
from datetime import UTC, datetime

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bench.catalogue import files as tool
from exam.languages.catalogue import LOCALES, NAMES, catalogue

pytestmark = pytest.mark.xdist_group("catalogue")

CODES = ("en", "es", "de")
TRANSLATED = ("es", "de")
PLACE = re.compile(r"\{[a-z]+\}")
# German sets a comma before a clause that one of these begins, unless "auch" or "und" goes before it.
NO_COMMA = re.compile(r"(?<!auch)(?<!und)(?<!oder)(?<![,.:;?!]) (dass|weil|wo|wenn|obwohl|bevor|nachdem|warum) ")


@pytest.fixture(scope="module")
def wanted():
    return tool.extracted(tool.TRANSLATED_PART)


def stored(code):
    with (LOCALES / code / "LC_MESSAGES/dermyo.po").open("rb") as file:
        return read_po(file, locale=code)


def texts(message):
    """The message and its translations, with those for several."""
    ids, said = message.id, message.string
    return (ids if isinstance(ids, tuple | list) else (ids,)), (said if isinstance(said, tuple | list) else (said,))


def misplaced(catalogue):
    """Messages whose translation fills in other things."""
    for message in catalogue:
        ids, said = texts(message)
        wanted = set(PLACE.findall("".join(ids)))
        if message.id and any(set(PLACE.findall(text)) != wanted for text in said):
            yield ids[0]


def test_the_languages_are_named_in_themselves():
    assert NAMES == {"en": "English", "es": "Español", "de": "Deutsch"}


def test_the_template_holds_every_message_of_the_code(template):
    assert (LOCALES / "dermyo.pot").read_bytes() == tool.as_text(template), "run python -m bench.catalogue"
    assert "Go to an emergency department now" in template
    assert "A leg turns cold and pale, and hurts a lot." in template
    assert "A patient's reference is never part of a web address." in template


def said(source):
    """The texts that a module says or marks."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("say", "say_count", "mark"):
            texts = (text.value for text in node.args if isinstance(text, ast.Constant))
            yield from (text for text in texts if isinstance(text, str))


def test_a_said_text_is_found_inside_another():
    assert [*said("f\"{say('one')} {x}\""), *said('say_count("a", "b", 2)')] == ["one", "a", "b"]


def test_the_template_holds_what_is_said_inside_another_text(template):
    """Babel does not look inside a text with places that are filled in."""
    modules = (tool.ROOT / "exam").rglob("*.py")
    held = {text for message in template for text in texts(message)[0]}
    assert {text for path in modules for text in said(path.read_text(encoding="utf-8"))} - held == set()


def test_screens_are_english_and_their_messages_in_no_translation(template, wanted):
    spanish = tool.updated("es", wanted)
    assert "Practise and look up" in template
    assert "Practise and look up" not in spanish
    assert "Strength" in spanish


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_is_complete_and_compiled(code, wanted):
    file = LOCALES / code / "LC_MESSAGES/dermyo.po"
    updated = tool.updated(code, wanted)
    assert file.read_bytes() == tool.as_text(updated), "run python -m bench.catalogue"
    assert file.with_suffix(".mo").read_bytes() == tool.compiled(updated), "run python -m bench.catalogue"
    assert list(tool.untranslated(updated)) == []
    assert not any(message.fuzzy for message in updated if message.id)


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_fills_in_what_the_message_does(code):
    assert list(misplaced(stored(code))) == []


def test_a_german_clause_begins_after_a_comma():
    said = [text for message in stored("de") for text in texts(message)[1] if message.id]
    assert any(", wo " in text for text in said)
    assert [text for text in said if NO_COMMA.search(text)] == []
    assert NO_COMMA.search("ein Nerv, dort wo er aus der Wirbelsäule kommt")
    assert not NO_COMMA.search("Ihr Schmerz ist echt, auch wenn man nichts findet. Gehen Sie, bevor es schlimmer wird.")


def test_what_is_missing_or_fills_in_something_else_is_found():
    broken = Catalog(locale="de")
    broken.add("Go now", "")
    broken.add(("{number} day", "{number} days"), ("{number} Tag", ""))
    broken.add("{what} hurts", "{who} tut weh")
    broken.add("Leg", "Bein")
    assert list(tool.untranslated(broken)) == ["Go now", "{number} day"]
    assert "{what} hurts" in misplaced(broken)
    assert "Leg" not in misplaced(broken)


def test_each_language_writes_days_and_numbers_its_own_way():
    when = datetime(2026, 11, 28, 23, 30, tzinfo=UTC)
    days = {"en": "28 November 2026", "es": "28 de noviembre de 2026", "de": "28. November 2026"}
    assert {code: catalogue(code).day(when) for code in CODES} == days
    assert [catalogue(code).number(1.5) for code in CODES] == ["1.5", "1,5", "1,5"]


def test_a_message_is_said_in_its_language_or_else_in_english():
    assert catalogue("de").gettext("Sources") == "Quellen"
    assert catalogue("en").gettext("Sources") == catalogue("es").gettext("Sources").replace("Fuentes", "Sources")
    assert catalogue("es").gettext("Not in any catalogue") == "Not in any catalogue"
    said = [catalogue("es").ngettext("{number} leg", "{number} legs", number) for number in (1, 2)]
    assert said == ["{number} leg", "{number} legs"]
