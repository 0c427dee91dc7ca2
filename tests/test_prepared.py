"""What is worked out once is kept on disk: used only if it is whole, our own and of this very program and knowledge."""

import os
from pathlib import Path

import numpy as np
import pytest

from exam import prepared
from exam.domain.reasoning.localise.tables import base_tables, drawn_tables
from exam.prepared import cache_folder, prepare
from reference import load as loading
from reference import load_reference


@pytest.fixture
def provided(monkeypatch):
    """What was taken from disk: empty where everything was worked out."""
    found = []
    monkeypatch.setattr("exam.prepared.load.provide", found.append)
    monkeypatch.setattr("exam.prepared.tables.provide", lambda *both: found.extend(both))
    return found


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A file that was written in an empty folder: its name and its content."""
    folder = tmp_path_factory.mktemp("cache") / "dermyo"
    prepare(folder)
    [path] = folder.iterdir()
    return path.name, path.read_bytes()


@pytest.fixture
def folder(tmp_path, kept):
    """A folder with such a file."""
    name, content = kept
    path = tmp_path / name
    path.touch(mode=0o600)
    path.write_bytes(content)
    return tmp_path


def arrays_of(tables):
    groups = ("depth", "asymptomatic", "raised", "false_alarm_depths", "priors")
    return {f"{group} {key}": array for group in groups for key, array in getattr(tables, group).items()}


def test_what_is_taken_from_disk_is_what_would_be_worked_out(folder, provided):
    prepare(folder)
    reference, *both = provided
    assert reference == load_reference()
    for taken, made in zip(both, (base_tables(), drawn_tables()), strict=True):
        assert taken.columns == made.columns
        assert list(taken.items) == list(made.items)
        assert all(taken.items[name].place == item.place for name, item in made.items.items())
        assert np.array_equal(taken.weights, made.weights)
        arrays, expected = arrays_of(taken), arrays_of(made)
        assert list(arrays) == list(expected)
        assert all(np.array_equal(arrays[name], array) for name, array in expected.items())
        assert not any(array.flags.writeable for array in arrays.values())
        assert all(array.flags.aligned for array in arrays.values())


def test_what_was_provided_is_used_instead_of_reading_again(monkeypatch):
    marker = object()
    monkeypatch.setattr(loading, "_provided", [marker])
    assert loading.load_reference.__wrapped__() is marker
    assert loading.load_reference.__wrapped__(Path(loading.DATA)) is marker
    monkeypatch.setattr(prepared.tables, "_provided", {"base": marker, "drawn": marker})
    assert prepared.tables.base_tables.__wrapped__() is marker
    assert prepared.tables.drawn_tables.__wrapped__() is marker


def test_what_is_provided_is_remembered(monkeypatch):
    reference, base, drawn = load_reference(), base_tables(), drawn_tables()
    monkeypatch.setattr(loading, "_provided", [])
    monkeypatch.setattr(prepared.tables, "_provided", {})
    loading.provide(reference)
    prepared.tables.provide(base, drawn)
    assert loading.load_reference.__wrapped__() is reference
    assert prepared.tables.base_tables.__wrapped__() is base
    assert prepared.tables.drawn_tables.__wrapped__() is drawn


def test_another_folder_of_rows_is_always_read(monkeypatch, tmp_path):
    monkeypatch.setattr(loading, "_provided", [object()])
    with pytest.raises(loading.ReferenceFaulty):
        loading.load_reference.__wrapped__(tmp_path)


@pytest.mark.parametrize("place", [3, 100, 5_000_000, -1], ids=["hash", "reference", "tables", "end"])
def test_an_altered_file_is_not_used_and_is_replaced(folder, kept, provided, place):
    name, content = kept
    altered = bytearray(content)
    altered[place] ^= 1
    (folder / name).write_bytes(altered)
    prepare(folder)
    assert provided == []
    assert (folder / name).read_bytes() == content


@pytest.mark.parametrize("length", [0, 20, 36, 1_000_000])
def test_a_file_that_ends_too_early_is_not_used(folder, kept, provided, length):
    name, content = kept
    (folder / name).write_bytes(content[:length])
    prepare(folder)
    assert provided == []
    assert (folder / name).read_bytes() == content


def test_a_file_that_others_may_write_is_not_used(folder, kept, provided):
    (folder / kept[0]).chmod(0o622)
    prepare(folder)
    assert provided == []
    assert (folder / kept[0]).stat().st_mode & 0o777 == 0o600


def test_a_file_of_somebody_else_is_not_used(folder, provided, monkeypatch):
    other = os.getuid() + 1
    monkeypatch.setattr("exam.prepared.os.getuid", lambda: other)
    prepare(folder)
    assert provided == []


def test_any_change_of_program_knowledge_or_libraries_has_another_file(monkeypatch, tmp_path, kept):
    """The sources themselves are hashed, so that a version that somebody forgot to raise does no harm."""
    (tmp_path / "rows").mkdir()
    rows = tmp_path / "rows" / "tests.toml"
    rows.write_text("a = 1")
    names = []
    monkeypatch.setattr(prepared, "ROOT", tmp_path)
    monkeypatch.setattr(prepared, "SOURCES", (("rows", "*.toml"),))
    for text in ("a = 1", "a = 2", "a = 1"):
        rows.write_text(text)
        names.append(prepared._name())
    monkeypatch.setattr(prepared, "VERSIONS", ("another",))
    names.append(prepared._name())
    assert names[0] == names[2]
    assert len(set(names)) == 3
    assert kept[0] not in names


def test_of_other_versions_only_the_last_is_kept(folder, kept, provided):
    for name, second in (("older.prepared", 1), ("old.prepared", 2)):
        (folder / name).touch()
        os.utime(folder / name, (second, second))
    (folder / "something else").touch()
    (folder / kept[0]).write_bytes(b"altered")
    prepare(folder)
    assert provided == []
    assert sorted(path.name for path in folder.iterdir()) == sorted([kept[0], "old.prepared", "something else"])


def test_a_file_under_the_name_of_another_is_not_used(folder, kept, provided, monkeypatch):
    """As when one of an earlier version is renamed."""
    monkeypatch.setattr(prepared, "_name", lambda: "other.prepared")
    (folder / kept[0]).rename(folder / "other.prepared")
    prepare(folder)
    assert provided == []


def test_a_pipe_in_its_place_holds_nobody_up(folder, kept, provided):
    (folder / kept[0]).unlink()
    os.mkfifo(folder / kept[0], 0o600)
    prepare(folder)
    assert provided == []
    assert (folder / kept[0]).is_file()


def test_the_sources_are_the_knowledge_and_all_clinical_reasoning():
    assert {("reference", "*.toml"), ("reference", "*.py"), ("exam/domain", "*.py")} <= set(prepared.SOURCES)


def test_it_works_without_a_folder_that_can_be_written_to(tmp_path, provided, monkeypatch):
    (tmp_path / "file").touch()
    prepare(tmp_path / "file" / "dermyo")
    monkeypatch.setattr(prepared, "ROOT", tmp_path)
    monkeypatch.setattr(prepared, "SOURCES", (("file", ""),))
    monkeypatch.setattr("pathlib.Path.rglob", lambda *_: [tmp_path / "gone"])
    prepare(tmp_path)
    assert provided == []
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_write_that_fails_leaves_nothing_behind(tmp_path, provided, monkeypatch):
    def fail(*_given):
        raise OSError("no space")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    prepare(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_the_users_own_for_such_files(monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/cache/somebody")
    assert cache_folder() == Path("/var/cache/somebody/dermyo")
    for relative in ("", "cache"):
        monkeypatch.setenv("XDG_CACHE_HOME", relative)
        monkeypatch.setenv("HOME", "/home/somebody")
        assert cache_folder() == Path("/home/somebody/.cache/dermyo")

    def nobody():
        raise RuntimeError

    monkeypatch.setattr("pathlib.Path.home", nobody)
    assert cache_folder() is None
    prepare()
