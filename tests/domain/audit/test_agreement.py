"""An audit agrees with the scores of published cases, and holds no word of an examination."""

import re

import pytest

from exam.domain.audit.counting import audit
from exam.domain.audit.reading import audit_json
from exam.domain.audit.said import read_said
from exam.domain.evaluation.cases import score_case
from exam.domain.evaluation.tally import tally
from exam.domain.note.frozen import freeze
from exam.domain.reasoning.version import PROGRAM
from exam.domain.record.writing import write_record
from reference import load_reference
from tests.domain.audit.examined import examined, note_of


def counts_of(made):
    return audit(
        len(made), [(read_said(freeze(record, found, note_of(record, found))), known) for record, found, known in made]
    )


OLD_NAMES = ("other", "nerve.common_fibular", "upper_motor_neuron")
"""Of these a published case accepts more than an outcome does."""


def test_what_is_counted_agrees_with_the_scores_of_published_cases():
    enough = [one for one in examined(60) if one[1].statement != "not_enough_examined"]
    made = [one for one in enough if one[2].cause not in OLD_NAMES]
    assert len(made) > 30
    counted = counts_of(made)
    cases = [
        {"record": write_record(record), "expected": {"cause": known.cause, "side": known.side}}
        for record, _, known in made
    ]
    scores = tally([score_case(case) for case in cases])
    assert counted.ranking.of == scores.strict
    for row, first, two, lenient in (
        (counted.ranking, scores.top1, scores.top2, scores.lenient),
        (counted.chart, scores.chart_top1, scores.chart_top2, scores.chart_lenient),
    ):
        shares = [count / row.of for count in (row.first, row.among_two, row.lenient)]
        assert shares == pytest.approx([first, two, lenient])
    assert counted.root.of == scores.roots
    assert counted.root.right / counted.root.of == pytest.approx(scores.root)
    assert counted.chart_root.right / counted.root.of == pytest.approx(scores.chart_root)


def test_no_word_of_it_is_of_an_examination():
    """Each is the name of a key, or of a row of the reference."""
    reference = load_reference()
    known = {*reference.causes, *reference.alerts, *reference.tests, reference.version, *WORDS}
    roots = re.compile(r"root\.(L[1-5]|S1)(\+(L[1-5]|S1))*")
    found = set(words_in(audit_json(counts_of(examined(300)))))
    assert {word for word in found if word not in known and not roots.fullmatch(word)} == set()
    assert {"L5", "stated", "left_out"} & found == {"stated", "left_out"}


def words_in(value):
    if isinstance(value, dict):
        yield from value
        value = value.values()
    elif isinstance(value, str):
        yield value
        return
    for member in value if not isinstance(value, int) else ():
        yield from words_in(member)


WORDS = {
    *("format", "dermyo-audit/1", "program", PROGRAM, "knowledge", "clinics", "examinations", "known_by", "ranking"),
    *(
        "chart",
        "root",
        "chart_root",
        "impressions",
        "stated",
        "words",
        "statements",
        "causes",
        "alerts",
        "left_out",
        "emergencies",
    ),
    *(
        "signed",
        "with_outcome",
        "will_not_be_known",
        "could_be_read",
        "under_16",
        "has_ranking",
        "of",
        "right",
        "first",
        "among_two",
        "lenient",
    ),
    *(
        "has_ranking",
        "before",
        "after",
        "unknown",
        "clinician",
        "both",
        "percents",
        "likely",
        "possible",
        "not_excluded",
    ),
    *("emergency", "urgent", "raised", "answers", "turned_out", "none", "rarer", "other"),
    *("mri", "surgery", "electrodiagnosis", "injection", "course", "another_specialist"),
    *("acted_on", "known_and_old", "other_explanation"),
    *("fits_one", "cannot_separate", "fits_non_root", "fits_none", "no_lesion_found", "not_enough_examined"),
}
