"""Imports run one way, and what is pure stays pure. Read off the source, so that no import hides in a function."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEB_FRAMEWORK = {"flask", "flask_compress", "flask_login", "flask_principal", "flask_security", "flask_wtf", "wtforms"}
TEMPLATES = {"jinja2", "markupsafe", "werkzeug"}
DATABASE = {"sqlalchemy", "alembic", "psycopg", "sqlite3"}

# What a package may import of our own two; itself is always allowed.
MAY_IMPORT = {
    "reference": set(),
    "exam.domain": {"reference"},
    "exam.steps": {"reference", "exam.domain"},
    "exam.store": {"reference", "exam.domain"},
    "exam.printing": {"reference", "exam.domain"},
    "exam.certificates": {"exam.config", "exam.data_folder"},
}
# The only places where a library may be imported.
ONLY_IN = {
    "flask": (WEB_FRAMEWORK, ("exam.web", "exam.__init__")),
    "sqlalchemy": (DATABASE, ("exam.store",)),
    "weasyprint": ({"weasyprint"}, ("exam.printing.pdf",)),
    "cryptography": (
        {"cryptography"},
        ("exam.certificates",),
    ),
}
PURE = ("exam.domain", "exam.steps")
# Standard modules that know nothing of the day, the machine or chance; a new one is a decision.
PURE_MODULES = {
    *("__future__", "abc", "collections", "dataclasses", "datetime", "decimal", "enum", "fractions", "functools"),
    *("hashlib", "itertools", "json", "math", "operator", "re", "statistics", "string", "textwrap", "types", "typing"),
    *("unicodedata", "numpy", "msgspec", "exam", "reference"),
}
CLOCK = {"now", "today", "utcnow"}
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
    for package, allowed in MAY_IMPORT.items():
        if is_in(module, package):
            ours = [name for name in imports_of(module, tree) if top(name) in {"exam", "reference"}]
            return [name for name in ours if not any(is_in(name, other) for other in {package, *allowed})]
    return []


def misplaced_libraries(module: str, tree: ast.AST) -> list[str]:
    banned = set().union(*(names for names, places in ONLY_IN.values() if not any(is_in(module, at) for at in places)))
    if module.startswith((*PURE, "reference")):
        banned |= TEMPLATES
    return [name for name in imports_of(module, tree) if top(name) in banned]


def impurities(module: str, tree: ast.AST) -> list[str]:
    """What a pure module must not touch: other modules, the clock, files, the terminal."""
    if not module.startswith(PURE):
        return []
    found = [f"imports {name}" for name in imports_of(module, tree) if top(name) not in PURE_MODULES]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCK:
            found.append(f"reads the clock: .{node.attr}")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OUTSIDE_WORLD:
            found.append(f"calls {node.func.id}()")
    return found


SOURCES = sorted(path for package in ("exam", "reference") for path in (ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("rule", [wrong_directions, misplaced_libraries, impurities])
def test_every_module_keeps_the_rule(rule):
    faults = {}
    for path in SOURCES:
        module = name_of(path)
        faults[module] = rule(module, ast.parse(path.read_text(encoding="utf-8")))
    assert {module: found for module, found in faults.items() if found} == {}


def test_there_are_sources_to_judge():
    assert {"exam", "reference"} <= {top(name_of(path)) for path in SOURCES}


@pytest.mark.parametrize(
    ("rule", "module", "source"),
    [
        (wrong_directions, "reference.load", "import exam.domain.record"),
        (wrong_directions, "exam.domain.record.model", "from exam import steps"),
        (wrong_directions, "exam.domain.record.model", "from ...web import exams"),
        (wrong_directions, "exam.steps.strength", "def read():\n    from exam.store.exams import Exams"),
        (wrong_directions, "exam.store.exams", "from exam.web.http.current import user_id"),
        (wrong_directions, "exam.printing.pdf", "import exam.store"),
        (wrong_directions, "exam.printing.page", "from exam.web.http.errors import say"),
        (misplaced_libraries, "exam.cli", "import flask"),
        (misplaced_libraries, "exam.store.users", "from flask_security import UserMixin"),
        (misplaced_libraries, "exam.web.exams.list", "import sqlalchemy as sa"),
        (misplaced_libraries, "exam.web.exams.note", "from weasyprint import HTML"),
        (misplaced_libraries, "exam.domain.note.note", "from markupsafe import Markup"),
        (impurities, "exam.domain.record.model", "import random"),
        (impurities, "exam.domain.record.model", "from pathlib import Path"),
        (impurities, "exam.domain.record.model", "from datetime import datetime\nat = datetime.now()"),
        (impurities, "exam.steps.strength", "import datetime\nat = datetime.date.today()"),
        (impurities, "exam.steps.strength", "text = open('x').read()"),
    ],
)
def test_a_breach_is_found(rule, module, source):
    assert rule(module, ast.parse(source))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        (
            "exam.web.exams.list",
            "import flask\nfrom exam.store.exams import Exams\nfrom exam.printing.pdf import print_note",
        ),
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
    assert [fault for rule in (wrong_directions, misplaced_libraries, impurities) for fault in rule(module, tree)] == []


def test_the_pure_modules_are_real():
    standard = PURE_MODULES - {"numpy", "msgspec", "exam", "reference"}
    assert standard <= sys.stdlib_module_names
