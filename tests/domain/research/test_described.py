"""What goes with an export says what it holds, and that it is not anonymous."""

import pytest

from exam.domain.record.reading import read_record
from exam.domain.research.case import KnownAfter, research_case
from exam.domain.research.described import Counted, contents, read_me
from tests.domain.records import written

CASES = [
    research_case(
        number,
        read_record(written(patient={"reference": "K. Lundgren", "age": age})),
        KnownAfter("other", "left", "mri", 3),
    )
    for number, age in ((1, 31), (2, 38), (3, 71))
]


def test_it_says_that_it_is_not_anonymous_and_how_many_are_alone():
    page = read_me(CASES, Counted(signed=40), "9.8.7")
    assert "exported by Dermyo 9.8.7, format dermyo-research/1." in page
    assert "LEAVING OUT NAMES DOES NOT MAKE THEM ANONYMOUS" in page
    assert "The only one here with their sex, decade of age and outcome: 1 of 3." in page
    assert "Signed examinations that counted when this was made: 40\nWith an outcome, and here: 3\n" in page
    assert max(map(len, page.split("Changed")[0].splitlines())) <= 84


def test_what_could_not_be_read_is_said():
    page = read_me(CASES, Counted(signed=40, unreadable=2), "9.8.7")
    assert "With an outcome, and a record that this version cannot read: 2\n" in page
    assert contents(CASES, Counted(40, 2), "9.8.7")["unreadable"] == 2


@pytest.mark.parametrize(
    "line",
    [
        "presentation.features.*",
        "patient.age                        in whole years; above 89 as 90",
        "comments.*                         free text",
        "outcome.author                     who entered the outcome",
        "notes that were declared void",
    ],
)
def test_it_lists_what_is_kept_changed_and_left_out(line):
    assert line in read_me(CASES, Counted(40), "9.8.7").splitlines()


def test_a_program_reads_the_same_lists():
    found = contents(CASES, Counted(40), "9.8.7")
    assert (found["format"], found["program"]) == ("dermyo-research/1", "9.8.7")
    assert (found["examinations"], found["signed_examinations"], found["alone"]) == (3, 40, 1)
    assert "red_flags.*" in found["kept"]
    assert found["changed"]["presentation.old_deficit.*"] == '"stated", without its words'
    assert found["left_out"]["examined_at"] == "a date"
    assert found["left_out"]["outcome.known_on"].startswith("a date")
    assert found["not_included"]["void"] == "notes that were declared void"
    assert "K. Lundgren" not in str(found)
