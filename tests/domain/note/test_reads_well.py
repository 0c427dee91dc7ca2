"""What a reader of many notes stumbles on, each as a kind, over all published cases."""

import re
from dataclasses import replace
from functools import cache

import pytest

from exam.domain.note.text import note_text
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.words.facts import facts_line
from tests.domain.note.notes import EMPTY, note
from tests.domain.published import patients_in, record_at
from tests.domain.records import record_of

pytestmark = pytest.mark.xdist_group("notes of the patients")

PATHS = {path.stem: path for path in patients_in("cases")}
CASES = sorted(PATHS)
AROUND = re.compile(r"^(duration|onset|age|the second leg joined|earlier examination)\b")


@cache
def read(name, *, thorough=False):
    """A case as its note has it, with its assessment."""
    record = record_at(PATHS[name])
    assessment = assess(record, thorough=thorough)
    return assessment, write_note(record, assessment)


def lines_of(head):
    """All lines of the notes that begin so, each cut into its parts."""
    texts = (note_text(read(name)[1]) for name in CASES)
    found = [line for text in texts for line in text.split("\n") if head in line]
    return [line.partition(f"{head}: ")[2].partition(". [")[0].split("; ") for line in found]


def test_signs_come_before_age_onset_and_how_long_it_lasts():
    raised = lines_of("Triggered by")
    assert len(raised) >= 100
    for parts in raised:
        around = [AROUND.match(part) is not None for part in parts if not part.startswith("and ")]
        assert around == sorted(around), parts


def test_both_legs_are_one_sign():
    assert not [
        parts for parts in lines_of("Triggered by") if {*parts} >= {"symptoms in both legs", "complaint in both legs"}
    ]
    text = note_text(read("case-052")[1])
    assert "Both legs affected, new or of unknown duration. Triggered by: symptoms in both legs; " in text


def test_no_duration_is_a_sign_that_raised_an_emergency():
    signs = lines_of("Signs that raised the emergency alert")
    assert len(signs) >= 10
    assert not [part for parts in signs for part in parts if AROUND.match(part)]


def test_a_list_is_cut_where_its_items_have_commas_of_their_own():
    answered = [line for line in lines_of("Yes") if "numbness, tingling or weakness" in "; ".join(line)]
    assert len(answered) >= 40
    for parts in answered:
        assert "numbness, tingling or weakness" in parts


def test_what_is_to_be_tested_next_is_one_sentence():
    named = [one for name in CASES for one in read(name)[1].program.next_tests[1:]]
    assert len(named) >= 50
    assert not [one for one in named if one.startswith(("Right", "Left"))]
    assert all(read(name)[1].program.next_tests[:1] != () for name in ("case-001", "case-263"))


def test_what_is_not_done_yet_says_so_at_any_time():
    later = [name for name in CASES if "not yet" in note_text(read(name)[1])]
    assert len(later) >= 10
    for name in later:
        (suggested,) = (line.text for line in read(name)[1].short if line.head == "Suggested")
        first = "six weeks of treatment have not helped", "nerve conduction studies come first"
        assert any(words in suggested for words in first), name
        assert "From six weeks" not in suggested, name


@pytest.mark.parametrize(
    ("name", "label", "favours"),
    [
        ("case-261", "Right L5 root", ("Rather than the right S1 root", "right L5 light touch 1 altered")),
        ("case-026", "Left sciatic nerve", ("Rather than the left L5 root", "left ankle dorsiflexion 2")),
    ],
)
def test_what_fits_the_second_cause_better_is_said_where_the_first_is_compared_with_another(name, label, favours):
    _, *others = read(name, thorough=True)[1].program.causes
    (second,) = (cause for cause in others if cause.label == label)
    assert second.reasons == (favours,)


def test_what_was_said_beside_the_first_cause_is_not_said_again():
    first, second, *_ = read("case-263", thorough=True)[1].program.causes
    assert [line.head for line in first.reasons] == [
        "Rather than the left common fibular nerve",
        "Fits the left common fibular nerve better",
    ]
    assert second.label == "Left common fibular nerve"
    assert second.reasons == ()


def test_how_long_it_lasts_does_not_speak_for_a_second_cause():
    none = next(one for one in read("case-115", thorough=True)[1].program.causes if "No nerve" in one.label)
    assert none.reasons == ()


def test_that_nothing_distinguishes_two_causes_is_said_once():
    first, second, *_ = read("case-069", thorough=True)[1].program.causes
    both = "the left femoral nerve from the left lumbosacral plexus"
    assert first.comparison == f"No single finding clearly distinguishes {both}."
    assert second.comparison == ""


def test_a_named_root_is_compared_with_what_is_not_that_root():
    first, *_ = read("case-260", thorough=True)[1].program.causes
    assert first.label == "Right L5 root, alone or with others"
    assert "common fibular nerve" in first.comparison


@pytest.mark.parametrize(("held_back", "chance"), [("findings", "possible"), ("alert", "possible"), (None, "likely")])
def test_nothing_is_likely_that_too_little_shows(held_back, chance):
    sure = replace(EMPTY.candidates[0], probability=0.9)
    rest = tuple(replace(one, probability=0.05) for one in EMPTY.candidates[1:])
    assessment = replace(EMPTY, candidates=(sure, *rest), leading=sure, held_back=held_back)
    assert note(assessment).program.causes[0].chance == chance


def test_what_was_found_comes_before_what_the_patient_reports():
    """A weakness that raises an emergency is not left to the number of further reasons."""
    record = record_of(
        {
            "presentation.features.back_pain": True,
            "presentation.pain_sites.midline": ["low_back"],
            "presentation.onset": "sudden",
            "red_flags.numbness_tingling_or_weakness": True,
            "findings.strength.ankle_dorsiflexion.right": "2",
        }
    )
    paths = ["presentation.onset", *(f"presentation.{path}" for path in ("features.back_pain", "pain_sites.midline"))]
    line = facts_line([*paths, "findings.strength.ankle_dorsiflexion.right"], record, most=2)
    assert line.startswith("right ankle dorsiflexion 2; ")
    flag = "red_flags.numbness_tingling_or_weakness"
    assert facts_line([*paths, flag], record, most=2).startswith("numbness, tingling or weakness; ")
