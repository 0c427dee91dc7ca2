"""Imports go one way, and pure modules stay pure. Read from the source, so that imports in functions are found too."""

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEB_FRAMEWORK = {"flask", "flask_compress", "flask_login", "flask_principal", "flask_security", "flask_wtf", "wtforms"}
TEMPLATES = {"jinja2", "markupsafe", "werkzeug"}
DATABASE = {"sqlalchemy", "alembic", "psycopg", "sqlite3"}

# What a package may import from our own two packages; itself is always allowed.
MAY_IMPORT = {
    "reference": set(),
    "exam.domain": {"reference"},
    "exam.domain.language": set(),
    "exam.domain.remembered": set(),
    "exam.domain.record": {"reference"},
    "exam.domain.reasoning": {"reference", "exam.domain.record"},
    "exam.domain.words": {"reference", "exam.domain.record", "exam.domain.reasoning"},
    "exam.domain.leg_chart": {"reference", "exam.domain.record", "exam.domain.words"},
    "exam.domain.note": {
        *("reference", "exam.domain.record", "exam.domain.reasoning", "exam.domain.words", "exam.domain.leg_chart"),
    },
    "exam.domain.fhir": {
        *("reference", "exam.domain.record", "exam.domain.reasoning", "exam.domain.words", "exam.domain.note"),
    },
    "exam.domain.sheets": {
        *("reference", "exam.domain.record", "exam.domain.reasoning", "exam.domain.words", "exam.domain.leg_chart"),
        "exam.domain.note",
    },
    "exam.domain.appearance": {"reference", "exam.domain.record", "exam.domain.reasoning", "exam.domain.words"},
    "exam.domain.evaluation": {"reference", "exam.domain.record", "exam.domain.reasoning"},
    "exam.domain.outcomes": {"reference", "exam.domain.record", "exam.domain.words"},
    "exam.domain.audit": {
        *("reference", "exam.domain.record", "exam.domain.reasoning", "exam.domain.words", "exam.domain.note"),
        *("exam.domain.evaluation", "exam.domain.outcomes"),
    },
    "exam.domain.research": {"reference", "exam.domain.record", "exam.domain.evaluation"},
    "exam.domain.review": {
        *("reference", "exam.domain.record", "exam.domain.reasoning", "exam.domain.words", "exam.domain.evaluation"),
    },
    "exam.steps": {"reference", "exam.domain"},
    "exam.store": {"reference", "exam.domain", "exam.whole_files"},
    "exam.training": {"reference", "exam.domain", "exam.steps"},
    "exam.languages": set(),
    "exam.printing": {"reference", "exam.domain", "exam.languages", "exam.logs"},
    "exam.logs": set(),
    "exam.certificates": {"exam.config", "exam.data_folder"},
    "exam.prepared": {"reference", "exam.domain"},
}
# Every package speaks.
LANGUAGE = "exam.domain.language"
# What is worked out once for a record.
REMEMBERED = "exam.domain.remembered"
# Packages that read conclusions and must not draw any.
READERS = (
    *("exam.domain.words", "exam.domain.note", "exam.domain.sheets", "exam.domain.leg_chart", "exam.domain.fhir"),
    "exam.web.presenters",
)
# The only places where a library may be imported.
ONLY_IN = {
    "flask": (WEB_FRAMEWORK, ("exam.web", "exam.__init__")),
    "sqlalchemy": (DATABASE, ("exam.store",)),
    "weasyprint": ({"weasyprint"}, ("exam.printing.engine",)),
    "pypdfium2": ({"pypdfium2", "PIL"}, ("exam.printing.pictures",)),
    "babel": ({"babel"}, ("exam.languages",)),
    "cryptography": (
        {"cryptography"},
        ("exam.certificates", "exam.web.accounts.second.codes"),
    ),
    "fido2": ({"fido2"}, ("exam.web.accounts.passkeys.authenticators",)),
}
PURE = ("exam.domain", "exam.steps")
# Standard modules that do not depend on the date, the machine or chance; adding one is a decision.
PURE_MODULES = {
    *("__future__", "abc", "collections", "contextlib", "contextvars", "dataclasses", "datetime", "decimal", "enum"),
    *("fractions", "functools", "hashlib", "itertools", "json", "math", "operator", "re", "statistics", "string"),
    *("textwrap", "types", "typing", "unicodedata", "base64", "html", "uuid", "numpy", "msgspec", "exam", "reference"),
}
# A step of its own is a module of the name that its row gives.
PURE_MODULES_OF = {"exam.steps.sequence": {"importlib"}, "exam.domain.remembered": {"weakref"}}
CLOCK = {"now", "today", "utcnow", "uuid1", "uuid4"}
OUTSIDE_WORLD = {"open", "print", "input", "exec", "eval", "compile", "__import__"}


def name_of(path: Path, root: Path = ROOT) -> str:
    """`exam/domain/record/model.py` -> `exam.domain.record.model`; a package's own file keeps `__init__`."""
    return ".".join(path.relative_to(root).with_suffix("").parts)


def is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def imports_of(module: str, tree: ast.AST) -> Iterator[str]:
    """Every module imported anywhere in the file; of `from a import b`, `a.b`, since `b` may be a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def top(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def wrong_directions(module: str, tree: ast.AST) -> list[str]:
    ours = [name for name in imports_of(module, tree) if top(name) in {"exam", "reference"}]
    rules = [
        {package, LANGUAGE, REMEMBERED, *allowed} for package, allowed in MAY_IMPORT.items() if is_in(module, package)
    ]
    return [name for name in ours if not all(any(is_in(name, other) for other in rule) for rule in rules)]


def second_conclusions(module: str, tree: ast.AST) -> list[str]:
    """Reasoning of words, note and screens beside `assess`: they read its conclusions and draw none of their own."""
    if not any(is_in(module, reader) for reader in READERS):
        return []
    reasoning = [name for name in imports_of(module, tree) if is_in(name, "exam.domain.reasoning")]
    return [name for name in reasoning if not is_in(name, "exam.domain.reasoning.conclusions")]


def misplaced_libraries(module: str, tree: ast.AST) -> list[str]:
    banned = set().union(*(names for names, places in ONLY_IN.values() if not any(is_in(module, at) for at in places)))
    if module.startswith((*PURE, "reference")):
        banned |= TEMPLATES
    if is_in(module, "exam.web.presenters"):
        # They give plain values: what a template shows can be examined without a request.
        banned |= WEB_FRAMEWORK | TEMPLATES
    return [name for name in imports_of(module, tree) if top(name) in banned]


def impurities(module: str, tree: ast.AST) -> list[str]:
    """What a pure module must not touch: other modules, the clock, files, the terminal."""
    if not module.startswith(PURE):
        return []
    allowed = PURE_MODULES | PURE_MODULES_OF.get(module, set())
    found = [f"imports {name}" for name in imports_of(module, tree) if top(name) not in allowed]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCK:
            found.append(f"reads the clock, or chance: .{node.attr}")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OUTSIDE_WORLD:
            found.append(f"calls {node.func.id}()")
    return found


def module_graph(sources: Mapping[str, ast.AST]) -> dict[str, set[str]]:
    """Which of these modules each of them imports, at its top or inside a function; a package is its `__init__`."""

    def module_of(name: str) -> str | None:
        while name and not {name, f"{name}.__init__"} & sources.keys():
            name = name.rpartition(".")[0]
        return (name if name in sources else f"{name}.__init__") if name else None

    return {
        module: {found for name in imports_of(module, tree) if (found := module_of(name))} - {module}
        for module, tree in sources.items()
    }


def import_circles(sources: Mapping[str, ast.AST]) -> list[list[str]]:
    """The groups of modules that import each other, directly or by way of others."""
    graph = module_graph(sources)
    reached = {module: reachable(graph, module) for module in graph}
    groups = {
        tuple(sorted(other for other in reached[module] if module in reached[other]))
        for module in graph
        if module in reached[module]
    }
    return sorted(map(list, groups))


def reachable(graph: Mapping[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    ahead = list(graph[start])
    while ahead:
        module = ahead.pop()
        if module not in found:
            found.add(module)
            ahead.extend(graph[module])
    return found


SOURCES = sorted(path for package in ("exam", "reference") for path in (ROOT / package).rglob("*.py"))
RULES = (wrong_directions, second_conclusions, misplaced_libraries, impurities)
CODE = (*SOURCES, *sorted((ROOT / "bench").rglob("*.py")))


@pytest.fixture(scope="module")
def trees():
    """What Python makes of each file, by the name of its module."""
    return {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in CODE}


@pytest.mark.parametrize("rule", RULES)
def test_every_module_follows_the_rule(trees, rule):
    faults = {module: rule(module, trees[module]) for module in map(name_of, SOURCES)}
    assert {module: found for module, found in faults.items() if found} == {}


def test_no_modules_import_each_other_in_a_circle(trees):
    assert import_circles(trees) == []


@pytest.mark.parametrize(
    ("sources", "circles"),
    [
        ({"a": "import b", "b": "import c", "c": "x = 1"}, []),
        ({"a": "import b", "b": "import c", "c": "import a"}, [["a", "b", "c"]]),
        ({"a": "import b", "b": "def late():\n    from a import x"}, [["a", "b"]]),
        ({"p.__init__": "from p.a import x", "p.a": "from p import y"}, [["p.__init__", "p.a"]]),
        ({"p.__init__": "", "p.a": "from . import b", "p.b": "from .a import x"}, [["p.a", "p.b"]]),
        ({"p.__init__": "", "p.a": "from p import b", "p.b": "import q", "q": "x = 1"}, []),
    ],
)
def test_a_circle_is_found(sources, circles):
    assert import_circles({module: ast.parse(text) for module, text in sources.items()}) == circles


def test_every_part_of_the_domain_has_its_place():
    parts = {f"exam.domain.{path.parent.name}" for path in (ROOT / "exam/domain").glob("*/__init__.py")}
    assert {*parts, LANGUAGE, REMEMBERED} == {package for package in MAY_IMPORT if package.startswith("exam.domain.")}


def test_there_are_sources_to_check():
    assert {"exam", "reference"} <= {top(name_of(path)) for path in SOURCES}


@pytest.mark.parametrize(
    ("rule", "module", "source"),
    [
        (wrong_directions, "reference.load", "import exam.domain.record"),
        (wrong_directions, "exam.domain.record.model", "from exam import steps"),
        (wrong_directions, "exam.domain.record.model", "from ...web import exams"),
        (wrong_directions, "exam.domain.record.model", "from exam.domain.reasoning import assess"),
        (wrong_directions, "exam.domain.reasoning.assess", "from exam.domain.words.grammar import joined"),
        (wrong_directions, "exam.domain.words.facts", "def late():\n    import exam.domain.note.note"),
        (wrong_directions, "exam.domain.leg_chart.state", "from ..note import note"),
        (wrong_directions, "exam.domain.note.note", "import exam.domain.evaluation.cases"),
        (wrong_directions, "exam.steps.further", "def read():\n    from exam.store.exams import Exams"),
        (wrong_directions, "exam.store.exams", "from exam.web.http.current import user_id"),
        (wrong_directions, "exam.printing.pdf", "import exam.store"),
        (wrong_directions, "exam.printing.page", "from exam.web.http.errors import respond"),
        (second_conclusions, "exam.domain.note.program", "from exam.domain.reasoning.localise.observe import depth_of"),
        (second_conclusions, "exam.web.presenters.step.section", "from exam.domain.reasoning import facts"),
        (misplaced_libraries, "exam.web.presenters.step.leg_pad", "from flask import url_for"),
        (misplaced_libraries, "exam.cli", "import flask"),
        (misplaced_libraries, "exam.store.users", "from flask_security import UserMixin"),
        (misplaced_libraries, "exam.web.exams.listing", "import sqlalchemy as sa"),
        (misplaced_libraries, "exam.web.note.sheet", "from weasyprint import HTML"),
        (misplaced_libraries, "exam.domain.note.note", "from markupsafe import Markup"),
        (impurities, "exam.domain.record.model", "import random"),
        (impurities, "exam.domain.record.model", "from pathlib import Path"),
        (impurities, "exam.domain.record.model", "from datetime import datetime\nat = datetime.now()"),
        (impurities, "exam.steps.further", "import datetime\nat = datetime.date.today()"),
        (impurities, "exam.domain.fhir.identity", "import uuid\nid = uuid.uuid4()"),
        (impurities, "exam.steps.complaint", "from importlib import import_module"),
        (impurities, "exam.steps.further", "text = open('x').read()"),
    ],
)
def test_a_breach_is_found(rule, module, source):
    assert rule(module, ast.parse(source))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        (
            "exam.web.exams.listing",
            "import flask\nfrom exam.store.exams import Exams\nfrom exam.printing.pdf import print_note",
        ),
        ("exam.domain.note.note", "from exam.domain.reasoning.conclusions import Assessment"),
        ("exam.store.exams", "import sqlalchemy\nfrom exam.domain.record.answers import Answer"),
        (
            "exam.domain.note.note",
            "from datetime import datetime\nfrom reference import Reference\nfrom . import record",
        ),
        ("exam.cli", "import time\nfrom pathlib import Path\nimport exam.web"),
    ],
)
def test_what_is_allowed_is_not_found(module, source):
    tree = ast.parse(source)
    assert [fault for rule in RULES for fault in rule(module, tree)] == []


def test_the_pure_modules_exist():
    standard = PURE_MODULES - {"numpy", "msgspec", "exam", "reference"}
    assert standard <= sys.stdlib_module_names
