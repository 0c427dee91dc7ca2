"""A template is compiled once for a program: the next process reads what it came to, and nothing that is not that."""

import sys

import pytest
from jinja2 import DictLoader, Environment

from exam.web import compiled_templates
from exam.web.compiled_templates import CompiledTemplates

PAGE = "page.html"


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A program of one file, which Python may keep what it compiled for."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    compiled_templates.made_by.cache_clear()
    (tmp_path / "filters.py").write_text("word = 'knee'\n")
    return tmp_path


@pytest.fixture
def compiled(monkeypatch):
    """The sources that were compiled."""
    sources, compile_ = [], Environment.compile

    def note(self, source, *how, **more):
        sources.append(source)
        return compile_(self, source, *how, **more)

    monkeypatch.setattr(Environment, "compile", note)
    return sources


def shown(program, source="{{ 1 + 1 }} knees", *, is_new=True):
    """What a process of the program, or a new one, shows of this template."""
    if is_new:
        compiled_templates._known.clear()
    environment = Environment(
        autoescape=True, loader=DictLoader({PAGE: source}), bytecode_cache=CompiledTemplates(program)
    )
    return environment.get_template(PAGE).render()


def folders(program):
    return sorted(program.glob("__pycache__/templates-*"))


def files(program):
    return [file for folder in folders(program) for file in folder.iterdir()]


def test_the_next_process_compiles_nothing(program, compiled):
    assert [shown(program), shown(program)] == ["2 knees"] * 2
    assert len(compiled) == len(files(program)) == 1


def test_nor_does_another_application_of_one_process(program, compiled, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [shown(program), shown(program, is_new=False)] == ["2 knees"] * 2
    assert shown(program, "{{ 1 + 2 }} ankles", is_new=False) == "3 ankles"
    assert (len(compiled), files(program)) == (2, [])


def test_a_template_that_was_changed_is_compiled_again(program, compiled):
    shown(program)
    assert shown(program, "{{ 1 + 2 }} ankles") == shown(program, "{{ 1 + 2 }} ankles") == "3 ankles"
    assert (len(compiled), len(files(program))) == (2, 1)


def test_another_program_reads_nothing_of_this_one_and_removes_it(program, compiled):
    shown(program)
    before = folders(program)
    (program / "filters.py").write_text("word = 'ankle'\n")
    compiled_templates.made_by.cache_clear()
    shown(program)
    assert (len(compiled), len(folders(program))) == (2, 1)
    assert folders(program) != before


@pytest.mark.parametrize("left", [b"", b"no template", b"half"])
def test_what_is_no_template_is_compiled_again(program, compiled, left):
    shown(program)
    (file,) = files(program)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if left == b"half" else left)
    assert shown(program) == "2 knees"
    assert len(compiled) == 2
    assert file.read_bytes() == whole


@pytest.mark.parametrize("obstacle", ["not allowed", "no folder"])
def test_where_nothing_is_kept_each_process_compiles_for_itself(program, compiled, monkeypatch, obstacle):
    if obstacle == "not allowed":
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
    else:
        (program / "__pycache__").write_text("a file")
    assert [shown(program), shown(program)] == ["2 knees"] * 2
    assert (len(compiled), files(program)) == (2, [])
