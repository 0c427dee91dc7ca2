"""Every sentence that a person reads is a message of the catalogue: said, or marked where it is said elsewhere."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[2]
SAID = {"say", "say_count", "mark", "_", "gettext", "ngettext"}
WORDS = re.compile(r"[A-Za-z]{2,},? [A-Za-z(]|[A-Za-z]{2,} $|^ [a-z]{2,}|^[A-Z][a-z]+ [a-z]")
LETTERS = re.compile(r"[A-Za-z]{2,}")
READ_ALOUD = {"aria-label", "aria-description", "title", "placeholder", "alt"}
# Names, codes and units, the same in every language.
NAMES = {"Dermyo", "PDF", "JSON", "FHIR", "SHA-256", "DOI", "MRC", "PNG", "QR", "kbd", "Tab", "Enter", "Space", "Shift"}
# In English alone: what operators read on the command line. And the languages themselves.
NOT_SAID = (
    *("exam/commands/", "exam/cli.py", "exam/config.py", "exam/certificates/", "exam/serving.py"),
    "exam/languages/",
)
# Not yet in the catalogue.
PYTHON_LEFT: tuple[str, ...] = (
    *("exam/domain/evaluation/", "exam/domain/fhir/", "exam/domain/leg_chart/", "exam/domain/note/"),
    *("exam/domain/record/", "exam/domain/reasoning/", "exam/domain/review/", "exam/domain/sheets/"),
    *("exam/domain/words/", "exam/printing/", "exam/steps/", "exam/store/", "exam/training/", "exam/web/"),
)
TEMPLATES_LEFT: tuple[str, ...] = (
    *("accounts/", "assessment/", "complaint/", "components/", "developers/", "errors/", "exams/", "forms/", "frame/"),
    *("layouts/", "leg_chart/", "note/", "patient/", "phrases/", "reference/", "review/", "rows/", "section/"),
    *("sheets/_transfer", "sheets/transfer", "sheets/patient/page", "training/"),
)


def calls_of(node: ast.AST) -> set[str]:
    if not isinstance(node, ast.Call):
        return set()
    return {node.func.id} if isinstance(node.func, ast.Name) else {getattr(node.func, "attr", "")}


def unsaid(tree: ast.AST) -> Iterator[str]:
    """The texts of a module with two words or more that no call says or marks; docstrings aside."""
    for node in ast.iter_child_nodes(tree):
        if calls_of(node) & SAID or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and WORDS.search(node.value):
            yield node.value
        yield from unsaid(node)


def flat(node: nodes.Node) -> Iterator[str]:
    """The text of a template as it is written out, each value a NUL; first, the texts inside its expressions."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            yield child.data
        elif isinstance(child, nodes.Output):
            yield from flat(child)
        elif isinstance(child, nodes.Expr):
            yield "\0"
        else:
            yield from flat(child)


def constants(node: nodes.Node) -> Iterator[str]:
    """The texts with two words or more inside expressions that are not said."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Call) and isinstance(child.node, nodes.Name) and child.node.name in SAID:
            continue
        if isinstance(child, nodes.Const) and isinstance(child.value, str) and WORDS.search(child.value):
            yield child.value
        yield from constants(child)


class Texts(HTMLParser):
    """The texts of a page, and the attributes that are read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.extend(value or "" for name, value in attrs if name in READ_ALOUD)


def unsaid_in_template(source: str) -> list[str]:
    """The words of a template that are in no message."""
    tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(source)
    page = Texts()
    page.feed("".join(flat(tree)))
    page.close()
    words = (word for text in page.found for word in LETTERS.findall(text) if word not in NAMES)
    return [*words, *constants(tree)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""Of the module."""\nx = "two words"', ["two words"]),
        ('x = say("two words")\ny = mark("Two words")\nz = say_count("{number} leg", "{number} legs", 2)', []),
        ('x = f"{side} leg is weak"', [" leg is weak"]),
        ('x = f"red_flags.{id}"\ny = "one"', []),
        ('def f():\n    """Says so."""\n    return {"a": "so it is"}', ["so it is"]),
    ],
)
def test_a_text_that_is_not_said_is_found(source, found):
    assert list(unsaid(ast.parse(source))) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Two words</p>", ["Two", "words"]),
        ("<p>{% trans %}Two <b>words</b>{% endtrans %}</p>", []),
        ('<p class="two words">{{ _("Two words") }}</p>', []),
        ('<a aria-label="Undo {{ x }}">{{ "Go back" if y else z }}</a>', ["Undo", "Go back"]),
        ("{% for x in y %}<p>{% if x %}Yes{% endif %}</p>{% endfor %}", ["Yes"]),
        ('{% macro m(a) %}<i>{{ a }} of</i>{% endmacro %}{% call m("Two words") %}{% endcall %}', ["of", "Two words"]),
        ("<p>Dermyo</p>", []),
    ],
)
def test_a_word_of_a_template_that_is_in_no_message_is_found(source, found):
    assert unsaid_in_template(source) == found


def test_the_code_says_its_sentences():
    faults = {}
    for path in sorted((ROOT / "exam").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith((*NOT_SAID, *PYTHON_LEFT)):
            faults[name] = list(unsaid(ast.parse(path.read_text(encoding="utf-8"))))
    assert {name: found for name, found in faults.items() if found} == {}


def test_the_templates_say_their_sentences():
    folder = ROOT / "exam/templates"
    faults = {}
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        if not name.startswith(TEMPLATES_LEFT):
            faults[name] = unsaid_in_template(path.read_text(encoding="utf-8"))
    assert {name: found for name, found in faults.items() if found} == {}
