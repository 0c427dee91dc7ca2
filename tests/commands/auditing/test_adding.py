"""`dermyo audit --add`: the counts of several clinics as one."""

import json

import pytest
from pypdf import PdfReader

from exam.domain.audit.counting import audit
from exam.domain.audit.reading import audit_json
from tests.domain.audit.test_counting import L5, SAID


def counts(number):
    return audit_json(audit(number + 3, [(SAID, L5)] * number))


def test_the_counts_of_two_files_are_added_and_said_as_text(run, file):
    status, out, err = run("audit", "--add", file(counts(12), "a.json"), file(counts(15), "b.json"))
    assert (status, err) == (0, [])
    assert out[:5] == [
        "How often Dermyo was right",
        "",
        "2 audits, added together.",
        "33 examinations are signed and valid.",
        "With an outcome: 27. Without one: 6.",
    ]
    assert "First cause 27 100 % (88 to 100) 0 % (0 to 12)" in [" ".join(line.split()) for line in out]


def test_they_are_written_as_json_that_can_be_added_again(run, file):
    out = run("audit", "--json", "--add", file(counts(12), "a.json"), file(counts(15), "b.json"))[1]
    again = run("audit", "--json", "--add", file("\n".join(out), "both.json"), file(counts(1), "c.json"))[1]
    found = json.loads("\n".join(again))
    assert (found["clinics"], found["examinations"]["with_outcome"]) == (3, 28)


def test_the_counts_of_fewer_than_ten_outcomes_are_not_written_as_json(run, file):
    status, out, err = run("audit", "--json", "--add", file(counts(9)))
    assert (status, out) == (1, [])
    assert err == ["dermyo: counts of fewer than 10 outcomes are not written as JSON"]
    assert run("audit", "--json", "--add", file(counts(10)))[0] == 0


def test_one_file_is_read_alone(run, file):
    assert run("audit", "--add", file(counts(5)))[1] == [
        "How often Dermyo was right here",
        "",
        "8 examinations are signed and valid.",
        "With an outcome: 5. Without one: 3.",
        "That is too few to say how often Dermyo is right: figures begin with 20 outcomes.",
        "The notes were written with reference 2026-11-21+abc.",
    ]


def test_a_pdf_is_written_on_the_paper_that_is_asked_for(run, file, tmp_path):
    pdf = tmp_path / "audit.pdf"
    assert run("audit", "--add", file(counts(25)), "--pdf", pdf, "--paper", "letter") == (0, [], [])
    assert PdfReader(pdf).pages[0].mediabox[2:] == [612, 792]


def test_every_fault_is_named_with_its_file(run, file):
    bad = counts(5)
    bad["root"]["right"] = bad["ranking"]["more"] = "x"
    first, other = file(bad, "a.json"), file("{", "b.json")
    status, out, err = run("audit", "--add", first, other)
    assert (status, out) == (1, [])
    assert err[:2] == [
        f"{first}: ranking.more: is not a key of this format",
        f"{first}: root.right: Expected `int`, got `str`",
    ]
    assert err[2].startswith(f"{other}: ")


def test_the_same_counts_are_not_added_twice(run, file):
    first, other = file(counts(5), "a.json"), file(counts(5), "copy.json")
    status, _, err = run("audit", "--add", first, other)
    assert (status, err) == (1, [f"{other}: has the same counts as {first}, which would be added twice"])
    assert run("audit", "--add", file(counts(0), "a.json"), file(counts(0), "b.json"))[0] == 0


@pytest.mark.parametrize("more", [["--json", "--pdf", "a.pdf"], ["--paper", "a3"]])
def test_wrong_usage(run, file, more):
    assert run("audit", "--add", file(counts(5)), *more)[0] == 2


def test_a_file_that_is_not_there_is_wrong_usage(run, tmp_path):
    status, _, err = run("audit", "--add", tmp_path / "none.json")
    assert (status, err) == (2, [f"dermyo: {tmp_path / 'none.json'}: No such file or directory"])
