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
# What they are given is looked for in another text, not read.
SEARCHES = {"startswith", "endswith", "removeprefix", "removesuffix", "split", "partition"}
# A clause of the reference, as a key.
CLAUSE = re.compile(r"[\w*]+(\.[\w*]+)+ (is|is_not|at_least|at_most|above|below|includes) \S+")
LETTERS = re.compile(r"[A-Za-z]{2,}")
# A template of attributes alone, part of a tag.
ATTRIBUTES = re.compile(r'[\w:-]+="')
READ_ALOUD = {"aria-label", "aria-description", "title", "placeholder", "alt"}
# What a macro takes for classes of an element.
CLASSES = {"kind"}
# name=value, as in a header or in markup, is read by programs, as are statements of SQLite.
FOR_PROGRAMS = re.compile(r"\w=[\w\"']|^PRAGMA ")
# What Python itself raises, or holds of an exception, is shown to nobody; and of these only the command line.
ERRORS = {
    "AssertionError",
    "KeyError",
    "LookupError",
    "NotThawed",
    "RuntimeError",
    "TypeError",
    "ValueError",
    "__init__",
}
FOR_OPERATORS = {"AccountRefused", "CopyRefused", "DatabaseGone", "DatabaseUnusable", "PrintFailed"}
# What is written in the trail, hashed, or matched with a warning.
WRITTEN = {"wrote", "_change", "sha256", "filterwarnings"}
# Values of closed lists, which other tables have in words.
CODES = {"emergency access"}
LOGGED = {"debug", "info", "warning", "error", "exception"}
# Names, codes and units, the same in every language.
NAMES = {"Dermyo", "PDF", "JSON", "FHIR", "SHA", "DOI", "MRC", "PNG", "QR", "kbd", "Tab", "Enter", "Space", "Shift"}
# In English alone: what operators read on the command line. And the languages themselves.
NOT_SAID = (
    *("exam/commands/", "exam/cli.py", "exam/config.py", "exam/certificates/", "exam/serving/"),
    "exam/whole_files.py",
    "exam/web/app.py",
    *(
        "exam/languages/",
        "exam/domain/evaluation/",
        "exam/domain/research/",
        "exam/domain/review/form.py",
        "exam/domain/review/kept.py",
    ),
    *("exam/logs/", "exam/store/health/", "exam/web/operating/requests.py"),
    *(
        "exam/store/database.py",
        "exam/store/postgresql/",
        "exam/store/migrations/",
        "exam/store/trail/",
        "exam/store/lists/checking.py",
        "exam/store/copies/",
    ),
    *("exam/store/erasing/clearing.py", "exam/store/erasing/rows.py", "exam/store/outcomes/audits.py"),
    "exam/printing/fonts/__main__.py",
    # Names of what was added and made, which `exam/domain/note/life.py` has in words.
    *("exam/store/signing/chain.py", "exam/store/signing/outputs.py"),
    # Names of fonts, and what the process that prints runs and says to the one that serves.
    *("exam/printing/fonts/configuration.py", "exam/printing/bounds.py"),
    # Names of lines and points in a drawing.
    *("exam/domain/leg_chart/dermatomes.py", "exam/domain/leg_chart/outline.py", "exam/domain/leg_chart/sites.py"),
)


def calls_of(node: ast.AST) -> set[str]:
    if not isinstance(node, ast.Call):
        return set()
    return {node.func.id} if isinstance(node.func, ast.Name) else {getattr(node.func, "attr", "")}


def unsaid(tree: ast.AST) -> Iterator[str]:
    """The texts of a module with two words or more that no call says or marks; docstrings aside."""
    for node in ast.iter_child_nodes(tree):
        if calls_of(node) & (SAID | SEARCHES) or is_docstring(node) or is_for_developers(node):
            continue
        if is_table_of_messages(node):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_read(node.value):
            yield node.value
        yield from unsaid(node)


def is_table_of_messages(node: ast.AST) -> bool:
    """Whether every value is a message, so that the keys are ids."""
    return isinstance(node, ast.Dict) and all(calls_of(value) & SAID for value in node.values)


def is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def is_for_developers(node: ast.AST) -> bool:
    """Whether it is a line of the log, a fault of a file of the reference, a public code, or an error of Python."""
    if not isinstance(node, ast.Call):
        return False
    of_a_file = bool(node.args) and isinstance(node.args[0], ast.Constant) and str(node.args[0].value).endswith(".toml")
    return bool(calls_of(node) & {*LOGGED, *ERRORS, *FOR_OPERATORS, *WRITTEN, "coding"}) or (
        of_a_file and "Fault" in calls_of(node)
    )


def is_read(text: str) -> bool:
    is_code = text in CODES or FOR_PROGRAMS.search(text) or CLAUSE.fullmatch(text)
    return bool(WORDS.search(text)) and not is_code


def flat(node: nodes.Node, values: list[nodes.Expr]) -> Iterator[str]:
    """The text of a template as it is written out, each value the place in `values` to which it is added.

    A block of classes is no text.
    """
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            yield child.data
        elif isinstance(node, nodes.Output) and isinstance(child, nodes.Expr):
            values.append(child)
            yield f"\1{len(values) - 1}\1"
        elif not isinstance(child, nodes.Expr) and not is_block_of_classes(child):
            yield from flat(child, values)


def is_block_of_classes(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Block) and node.name.endswith("_class")


def constants(node: nodes.Node) -> Iterator[str]:
    """The texts with two words or more inside an expression that are not said."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in SAID:
        return
    if isinstance(node, nodes.Keyword) and node.key in CLASSES:
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and is_read(node.value):
        yield node.value
    for child in node.iter_child_nodes():
        yield from constants(child)


def outside(node: nodes.Node) -> Iterator[str]:
    """The same of the expressions that are not written out where they are, as what a macro is given."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Expr):
            if not isinstance(node, nodes.Output):
                yield from constants(child)
        else:
            yield from outside(child)


class Texts(HTMLParser):
    """The texts of a page, and the attributes that are read aloud; rules of style have a test of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        # Inside it nothing is taken for a tag.
        if self.cdata_elem != "style":
            self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.extend(value or "" for name, value in attrs if name in READ_ALOUD)


def unsaid_in_template(source: str) -> list[str]:
    """The words of a template that are in no message."""
    source = f"<i {source}>" if ATTRIBUTES.match(source) else source
    tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(source)
    page, values = Texts(), []
    page.feed("".join(flat(tree, values)))
    page.close()
    words = [word for text in page.found for word in LETTERS.findall(text) if word not in NAMES]
    read = (values[int(place)] for text in page.found for place in re.findall("\1(\\d+)\1", text))
    return [*words, *(text for value in read for text in constants(value)), *outside(tree)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""Of the module."""\nx = "two words"', ["two words"]),
        ('x = say("two words")\ny = mark("Two words")\nz = say_count("{number} leg", "{number} legs", 2)', []),
        ('x = f"{side} leg is weak"', [" leg is weak"]),
        ('x = f"red_flags.{id}"\ny = "one"', []),
        ('raise ValueError(f"{word} is not a side")\nraise Refused("not a side")', ["not a side"]),
        ('x = phrase.startswith("the ")\ny = {"red_flags.fever is true": say("fever here")}', []),
        ('def f():\n    """Says so."""\n    return {"a": "so it is"}', ["so it is"]),
        ('x = "public, max-age=1"\nlogger.warning("it went wrong")\nFault("tests.toml", y, "has no row")', []),
        ('Fault(path, "has no row")', ["has no row"]),
        ('x = {"output text": mark("the text"), "y": mark("y")}\nz = {"Two words": mark("x"), "y": y}', ["Two words"]),
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
        ("<style>p { color: red }</style><p>Red</p>", ["Red"]),
        ('<p class="row{{ " is-wide and-high" if x }}"{{ " data-at=1" | safe }}>{{ m(kind="grade choose") }}</p>', []),
        (
            '<p class="{{ "wide row" }}" title="{{ "two words" }}">{{ "three words here" }}',
            ["two words", "three words here"],
        ),
        ("{% block body_class %}in-exam{{ ' is-x' if x }}{% endblock %}{% block main %}Yes{% endblock %}", ["Yes"]),
        ('hx-swap="none" hx-sync="two words"', []),
        ("<option{% if x %} selected{% endif %}>{{ x }}</option>", []),
    ],
)
def test_a_word_of_a_template_that_is_in_no_message_is_found(source, found):
    assert unsaid_in_template(source) == found


def test_the_code_says_its_sentences():
    faults = {}
    for path in sorted((ROOT / "exam").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(NOT_SAID):
            faults[name] = list(unsaid(ast.parse(path.read_text(encoding="utf-8"))))
    assert {name: found for name, found in faults.items() if found} == {}


def test_the_templates_say_their_sentences():
    folder = ROOT / "exam/templates"
    faults = {}
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        faults[name] = unsaid_in_template(path.read_text(encoding="utf-8"))
    assert {name: found for name, found in faults.items() if found} == {}
