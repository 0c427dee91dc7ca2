"""Sizes that a reader can keep in mind: of a function, of a file, of a folder. Each limit finds a breach of it."""

import ast
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("exam", "reference", "bench", "tests")
KINDS = (".py", ".js", ".css", ".html", ".svg")
WIDTH_OF_A_STYLE_SHEET = 120
LINES_OF_A_FUNCTION = 40
LINES_OF_A_FILE = 300
MODULES_OF_A_FOLDER = 13
# Data, not code: rows of the reference, published cases, and what others wrote.
DATA = ("reference/data", "tests/cases", "tests/vendor", "exam/static/vendor", "exam/store/migrations/versions")


def test_no_function_is_too_long():
    assert [found for path in code() if path.suffix == ".py" for found in long_functions(path)] == []


def test_no_file_is_too_long():
    assert [found for path in code() for found in long_file(path)] == []


def test_no_folder_holds_too_many_modules():
    assert full_folders([path.relative_to(ROOT) for path in code()]) == []


def test_no_line_of_a_style_sheet_is_too_long():
    assert [found for path in code() if path.suffix == ".css" for found in long_lines(path)] == []


def test_each_limit_finds_a_breach(tmp_path):
    path = tmp_path / "breach.py"
    path.write_text("def long():\n" + "    pass\n" * LINES_OF_A_FUNCTION)
    assert long_functions(path) == [f"{path}: long has 41 lines"]
    path.write_text("pass\n" * 301)
    assert long_file(path) == [f"{path} has 301 lines"]
    path.write_text("/* " + "a" * 115 + " */\n")
    assert long_lines(path) == [f"{path}:1 has 121 characters"]
    assert full_folders([Path(f"exam/new/{number}.py") for number in range(14)]) == ["exam/new holds 14 modules"]


def test_what_is_just_within_the_limits_is_no_breach(tmp_path):
    path = tmp_path / "within.py"
    path.write_text("def short():\n" + "    pass\n" * 39 + "pass\n" * 260)
    assert long_functions(path) + long_file(path) == []
    assert full_folders([Path(f"exam/new/{name}.py") for name in ("__init__", *range(13))]) == []


def code():
    files = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*")) if path.suffix in KINDS]
    return [path for path in files if not path.relative_to(ROOT).as_posix().startswith(DATA)]


def long_functions(path):
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    lengths = [(node.name, node.end_lineno - node.lineno + 1) for node in functions]
    return [f"{path}: {name} has {length} lines" for name, length in lengths if length > LINES_OF_A_FUNCTION]


def long_file(path):
    length = len(path.read_text("utf-8").splitlines())
    return [f"{path} has {length} lines"] if length > LINES_OF_A_FILE else []


def long_lines(path):
    """But for a picture in an address, which cannot be broken."""
    lines = enumerate(path.read_text("utf-8").splitlines(), start=1)
    long = [(number, len(line)) for number, line in lines if len(line) > WIDTH_OF_A_STYLE_SHEET and "data:" not in line]
    return [f"{path}:{number} has {length} characters" for number, length in long]


def full_folders(paths):
    counted = modules_by_folder(paths)
    return [
        f"{folder} holds {count} modules" for folder, count in sorted(counted.items()) if count > MODULES_OF_A_FOLDER
    ]


def modules_by_folder(paths):
    """Counted without what makes a folder a package."""
    return Counter(path.parent.as_posix() for path in paths if path.name != "__init__.py")
