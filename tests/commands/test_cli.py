"""The `dermyo` command: what it prints, and its exit status (0 done, 1 refused, 2 wrong usage)."""

import errno
import io
import json
import os
import runpy
from pathlib import Path

import pytest

from exam import cli
from exam.cli import main
from exam.commands.reference import rows_by_basis
from exam.domain.reasoning.version import PROGRAM
from reference import Fault, ReferenceFaulty, load_reference
from tests.domain.records import written

LEFT_L5 = written(
    presentation={"symptom_side": "left"},
    findings={
        "strength": {"great_toe_extension": {"right": "5", "left": "4"}, "hip_abduction": {"left": "4"}},
        "reflexes": {"achilles": {"right": 2, "left": 2}},
        "light_touch": {"L5": {"left": 1}},
    },
)
UNREADABLE = written(findings={"strength": {"knee_extension": {"left": "7"}}})
GRADE_7 = 'findings.strength.knee_extension.left: "7" is not an MRC grade'
NO_MOOD = "mood: is not a key of this format"


@pytest.fixture
def file(tmp_path):
    """Write a file and name it."""

    def write(data, name="record.json"):
        path = tmp_path / name
        path.write_text(data if isinstance(data, str) else json.dumps(data))
        return str(path)

    return write


@pytest.fixture
def run(capsys):
    """Run a command: its exit status, the lines of stdout, the lines of stderr."""

    def command(*arguments):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as left:
            status = left.code
        out, err = capsys.readouterr()
        return status, out.splitlines(), err.splitlines()

    return command


def causes(lines):
    return [json.loads(line)["candidates"][0]["cause"] for line in lines]


# assess


def test_a_record_is_assessed_as_text(run, file):
    status, out, err = run("assess", file(LEFT_L5))
    assert (status, err) == (0, [])
    assert "The findings fit a left L5 root lesion best." in out


def test_a_record_is_assessed_as_one_json_object_a_line(run, file):
    status, out, err = run("assess", "--json", file(LEFT_L5))
    assert (status, len(out), err) == (0, 1, [])
    data = json.loads(out[0])
    assert (data["format"], data["program"]) == ("dermyo-assessment/1", PROGRAM)
    assert (data["leading"]["cause"], data["leading"]["side"]) == ("root.L5", "left")


def test_a_published_case_is_read_as_its_record(run, file):
    bare = run("assess", "--json", file(LEFT_L5))
    assert run("assess", "--json", file({"id": "case-1", "record": LEFT_L5, "expected": {}})) == bare


def test_standard_input_is_a_record_too(run, file, monkeypatch):
    bare = run("assess", "--json", file(LEFT_L5))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(LEFT_L5).encode())))
    assert run("assess", "--json", "-") == bare


def test_several_records_are_assessed_in_the_order_given(run, file):
    l5, nothing = file(LEFT_L5, "a.json"), file(written(), "b.json")
    status, out, _ = run("assess", "--json", nothing, l5, nothing)
    assert status == 0
    assert [json.loads(line)["statement"] for line in out] == ["not_enough_examined", "fits_one", "not_enough_examined"]


def test_a_refused_record_names_every_fault_by_its_path(run, file):
    assert run("assess", file(UNREADABLE)) == (1, [], [GRADE_7])
    assert run("assess", "--json", file(UNREADABLE | {"mood": "low"})) == (1, [], [NO_MOOD, GRADE_7])


def test_a_refused_record_does_not_stop_the_others(run, file):
    bad, good = file(UNREADABLE | {"mood": "low"}, "bad.json"), file(LEFT_L5, "good.json")
    status, out, err = run("assess", "--json", bad, good, bad)
    assert (status, causes(out)) == (1, ["root.L5"])
    assert err == [f"{bad}: {NO_MOOD}", f"{bad}: {GRADE_7}"] * 2


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "is not JSON: Expecting value: line 1 column 1 (char 0)"),
        ("[]", "a list is not a record"),
        ('{"a": 1, "a": 2}', "a: is duplicated in one object"),
        ('{"record": null}', "null is not a record"),
    ],
)
def test_what_is_no_record_is_refused(run, file, text, fault):
    assert run("assess", file(text)) == (1, [], [fault])


def test_a_file_that_cannot_be_opened_is_wrong_usage_before_anything_is_assessed(run, file, tmp_path):
    status, out, err = run("assess", "--json", file(LEFT_L5), tmp_path / "none.json")
    assert (status, out) == (2, [])
    assert err == [f"dermyo: {tmp_path / 'none.json'}: No such file or directory"]
    assert run("assess", tmp_path) == (2, [], [f"dermyo: {tmp_path}: Is a directory"])


@pytest.mark.parametrize(
    "arguments",
    [
        *([], ["assess"], ["cure", "a.json"], ["note", "a.json"], ["reference"], ["assess", "--xml", "a.json"]),
        *(["serve", "--port", port] for port in ("0", "65536", "-1", "http", "\u00b2")),
    ],
)
def test_wrong_usage(run, arguments):
    status, out, err = run(*arguments)
    assert (status, out) == (2, [])
    assert err[0].startswith("usage: dermyo")


def test_the_version_is_told(run):
    assert run("--version") == (0, [f"dermyo {PROGRAM}"], [])


def test_a_reader_who_has_gone_is_no_fault(file, monkeypatch):
    class Gone(io.StringIO):
        def write(self, _text):
            raise BrokenPipeError

    monkeypatch.setattr("sys.stdout", Gone())
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert main(["assess", file(LEFT_L5)]) == 0


def test_an_output_that_takes_no_more_is_told(file, monkeypatch, capsys):
    class Full(io.StringIO):
        def flush(self):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sys.stdout", Full())
    assert main(["assess", file(LEFT_L5)]) == 2
    assert capsys.readouterr().err == "dermyo: the output cannot be written: No space left on device\n"


def test_the_command_runs_as_a_module(capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["dermyo", "--version"])
    with pytest.raises(SystemExit) as left:
        runpy.run_path(cli.__file__, run_name="__main__")
    assert (left.value.code, capsys.readouterr().out) == (0, f"dermyo {PROGRAM}\n")


# note


def test_a_note_is_written_as_pdf(run, file, tmp_path):
    note = tmp_path / "note.pdf"
    assert run("note", file({"record": LEFT_L5}), "-o", note, "--paper", "letter") == (0, [], [])
    assert note.read_bytes().startswith(b"%PDF-")
    assert b"%%EOF" in note.read_bytes()[-32:]
    assert note.stat().st_mode & 0o400


@pytest.fixture
def printed(monkeypatch):
    """Stand in for the printing, which has tests of its own."""
    papers = []

    def print_quickly(_record, _assessment, paper):
        papers.append(paper)
        return b"%PDF-new"

    monkeypatch.setattr("exam.commands.note.draft_pdf", print_quickly)
    return papers


def test_a_note_takes_the_place_of_an_older_one(run, file, tmp_path, printed):
    note = Path(file("%PDF-old", "note.pdf"))
    assert run("note", file(LEFT_L5), "-o", note)[0] == 0
    assert note.read_bytes() == b"%PDF-new"
    assert printed == ["a4"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["note.pdf", "record.json"]


def test_a_refused_record_leaves_the_older_note_as_it_is(run, file, printed):
    note = Path(file("%PDF-old", "note.pdf"))
    assert run("note", file(UNREADABLE), "-o", note) == (1, [], [GRADE_7])
    assert note.read_bytes() == b"%PDF-old"
    assert printed == []


@pytest.mark.parametrize(
    ("output", "reason"), [("none/note.pdf", "No such file or directory"), ("folder", "Is a directory")]
)
def test_a_note_that_cannot_be_written_leaves_nothing_behind(run, file, tmp_path, printed, output, reason):
    (tmp_path / "folder").mkdir()
    assert run("note", file(LEFT_L5), "-o", tmp_path / output) == (2, [], [f"dermyo: {tmp_path / output}: {reason}"])
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["folder", "record.json"]
    assert printed == ["a4"]


def test_a_note_is_written_into_a_pipe_and_does_not_take_its_place(run, file, tmp_path, printed):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert run("note", file(LEFT_L5), "-o", tmp_path / "pipe") == (0, [], [])
    assert os.read(reader, 100) == b"%PDF-new"
    assert (tmp_path / "pipe").is_fifo()
    assert printed == ["a4"]


def test_a_note_goes_where_a_link_points(run, file, tmp_path, printed):
    (tmp_path / "link.pdf").symlink_to(tmp_path / "note.pdf")
    assert run("note", file(LEFT_L5), "-o", tmp_path / "link.pdf")[0] == 0
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "note.pdf").read_bytes() == b"%PDF-new"
    assert printed == ["a4"]


def test_an_interrupted_note_leaves_nothing_behind(file, tmp_path, printed, monkeypatch):
    def interrupt(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        main(["note", file(LEFT_L5), "-o", str(tmp_path / "note.pdf")])
    assert [path.name for path in tmp_path.iterdir()] == ["record.json"]
    assert printed == ["a4"]


# evaluate

CASE = {"id": "case-1", "record": LEFT_L5, "expected": {"cause": "root.L5", "side": "left", "label": "L5"}}
MISSED = {"id": "case-2", "record": LEFT_L5, "expected": {"cause": "root.S1", "side": "right", "label": "S1"}}


def test_a_folder_of_cases_is_evaluated(run, file, tmp_path):
    (tmp_path / "more").mkdir()
    file(CASE, "a.json")
    file(MISSED, "more/b.json")
    (tmp_path / "folder.json").mkdir()
    file(LEFT_L5, "no-case.json")
    file("not even JSON", "README.md")
    status, out, err = run("evaluate", tmp_path)
    assert (status, err) == (0, [])
    assert [line.split() for line in out[1:5]] == [
        ["L5", "1", "1", "100", "%", "100", "%", "100", "%", "0", "0", "0", "0"],
        ["S1", "1", "1", "0", "%", "0", "%", "0", "%", "0", "0", "0", "0"],
        ["root", "lesions", "2", "2", "50", "%", "50", "%", "50", "%", "0", "0", "0", "0"],
        ["all", "2", "2", "50", "%", "50", "%", "50", "%", "0", "0", "0", "0"],
    ]
    assert out[6] == "Strict cases not named first:"
    assert out[7].startswith("  case-2: expected root.S1 right; named root.L5 left, ")


def test_an_evaluation_is_given_as_json_too(run, file, tmp_path):
    file(CASE, "a.json")
    file(CASE | {"strict": False}, "b.json")
    status, out, _ = run("evaluate", "--json", tmp_path)
    data = json.loads("\n".join(out))
    assert status == 0
    assert {name: (row["cases"], row["strict"], row["top1"]) for name, row in data["groups"].items()} == dict.fromkeys(
        ("L5", "root lesions", "all"), (2, 1, 1.0)
    )
    assert [(case["id"], case["first"], case["among_two"]) for case in data["cases"]] == [("case-1", True, True)] * 2


def test_a_group_without_strict_cases_has_no_rates(run, file, tmp_path):
    file(CASE | {"strict": False}, "a.json")
    assert run("evaluate", tmp_path)[1][1].split() == ["L5", "1", "0", "-", "-", "-", "0", "0", "0", "0"]


def test_faulty_cases_are_refused_by_file_and_path(run, file, tmp_path):
    file(CASE, "a.json")
    bad = file(CASE | {"record": UNREADABLE}, "b.json")
    vague = file(CASE | {"expected": {}}, "c.json")
    broken = file("{", "d.json")
    status, out, err = run("evaluate", tmp_path)
    assert (status, out) == (1, [])
    assert err[:2] == [f"{bad}: {GRADE_7}", f"{vague}: expected.cause: is required"]
    assert [line.partition("is not JSON")[0] for line in err[2:]] == [f"{broken}: "]


def test_a_folder_without_cases_is_wrong_usage(run, tmp_path):
    assert run("evaluate", tmp_path) == (2, [], [f"dermyo: {tmp_path}: no case with an `expected` block"])
    assert run("evaluate", tmp_path / "none") == (2, [], [f"dermyo: {tmp_path / 'none'}: is not a folder"])


# reference


def test_a_sound_reference_is_counted_by_basis(run):
    status, out, err = run("reference", "check")
    assert (status, err) == (0, [])
    assert out[0] == f"reference {load_reference().version}: all rows valid"
    counted = {basis: int(count) for basis, count in map(str.split, out[1:])}
    assert counted == dict(rows_by_basis(load_reference()))
    assert set(counted) <= {"published", "second_hand", "recalled", "judgement"}
    reference = load_reference()
    cells = sum(len(row.cells) for row in reference.likelihoods.values())
    plain = ("scales", "tests", "questions", "sites", "roots", "nerves", "causes", "severity_shares", "priors")
    rules = ("alerts", "imaging", "other_tests", "pointers", "conditions", "mechanisms", "readings", "dermatome_maps")
    assert sum(counted.values()) == cells + sum(len(getattr(reference, table)) for table in (*plain, *rules))


def test_a_faulty_reference_is_refused_by_file_and_row(run, monkeypatch):
    def refuse():
        raise ReferenceFaulty((Fault("sites.toml", "knee", "is duplicated"), Fault("roots.toml", "L5", "is vague")))

    monkeypatch.setattr("exam.commands.reference.load_reference", refuse)
    assert run("reference", "check") == (1, [], ["sites.toml: knee: is duplicated", "roots.toml: L5: is vague"])


# serve


def test_settings_that_cannot_be_used_are_wrong_usage(run, tmp_path):
    status, out, err = run("serve", "--tls-cert", tmp_path / "cert.pem")
    assert (status, out) == (2, [])
    assert err[0].startswith("dermyo: ")


def test_serving_starts_with_the_settings_given(run, tmp_path, monkeypatch):
    served = []
    monkeypatch.setattr("exam.serving.serve", served.append)
    database = f"sqlite:///{tmp_path / 'dermyo.db'}"
    assert run("serve", "--port", "8123", "--database", database) == (0, [], [])
    assert (served[0].port, served[0].database) == (8123, database)
