"""Every sentence of the scripts is a message of the catalogue, which a page in another language brings with it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from exam.languages.scripts import FOLDER, messages
from exam.web.http.scripts import bare

# What is said, and what only engineers read.
PASSES = {"say", "sayCount", "Error"}
TOKEN = re.compile(r'(?P<call>\w*)\(|(?P<end>\))|"(?P<text>(?:[^"\\\n]|\\.)*)"|`(?P<template>[^`]*)`')
# A word with a capital, or two words; what is put in is a NUL.
WORDS = re.compile(r"^\W*[A-Z][a-z]+[.!:]?$|[A-Za-z]{2,},? [A-Za-z(]|[a-z]{2,}[:.]? \0|\0[:.,]? ?[a-z]{3,}")
# Selectors, class names and other texts of code.
CODE = re.compile(r"[\[\]=>#/{}]|(?:^|[ ,])\.\w|\w-\w|^(?:main|summary|button|a)\b[ ,]")
CLASS = re.compile(r"(?:className|class) [:=] $|className: $")


def unsaid(script: str) -> Iterator[str]:
    """The sentences of a script that no call says."""
    calls: list[str] = []
    text = bare(script)
    for found in TOKEN.finditer(text):
        if found["call"] is not None:
            calls.append(found["call"])
        elif found["end"]:
            del calls[-1:]
        else:
            written = found["text"] if found["text"] is not None else re.sub(r"\$\{[^}]*\}", "\0", found["template"])
            is_class = CLASS.search(text[: found.start()])
            if WORDS.search(written) and not CODE.search(written) and not is_class and not PASSES & {*calls}:
                yield written


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('say("Two words");', []),
        ('messages.say("Two words, and {n}", { n: one("x") });', []),
        ('sayCount("{number} leg is", "{number} legs are", f(2));', []),
        ('button(say("Done"), f); element("p", "Not done");', ["Not done"]),
        ('const a = "Saved";', ["Saved"]),
        ("const a = `${n} answers`;", ["\0 answers"]),
        ("const a = `Back to: ${n}`;", ["Back to: \0"]),
        ('all("main .row, a"); element("p", "", { className: "button button primary" });', []),
        ("/* Two words */\nconst a = `/exams/${n}`;", []),
        ('throw new Error("too late");', []),
        ('get("Content-Disposition");', []),
    ],
)
def test_a_sentence_that_is_not_said_is_found(script, found):
    assert list(unsaid(script)) == found


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.js")), ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_script_says_its_sentences(path: Path):
    assert list(unsaid(path.read_text(encoding="utf-8"))) == []


def test_the_messages_of_the_scripts_are_found():
    found = messages()
    assert ("Not saved",) in found
    assert ("{number} answer is waiting", "{number} answers are waiting") in found
    assert any(message.endswith("when you sign in again.") for message, *_ in found)


SHEETS = sorted((FOLDER.parent / "css").rglob("*.css"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.relative_to(FOLDER.parent).as_posix())
def test_a_style_sheet_adds_no_words(path: Path):
    """They are in an attribute of the page, where a language can say them."""
    added = re.findall(r"content:([^;}]*)", path.read_text(encoding="utf-8"))
    assert [text for text in added if re.search(r'"[^"]*(?<!\\)[A-Za-z]{2,}[^"]*"', text)] == []
