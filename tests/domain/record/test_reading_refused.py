"""The path and message of everything that a record may not contain."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exam.domain.record.reading import RecordRefused, parse_json, parse_record, read_record
from reference import load_reference
from tests.domain.record.refusals import put
from tests.domain.records import PATIENT, written

NULL = "null is not a value; leave the key out"
UNKNOWN = "is not a key of this format"
NO_DEMONSTRATION = "is not the name of a demonstration patient, as left_l5"
NO_OFFSET = "is not a date and time with its offset, as 2026-11-21T09:30:00+00:00"
REASONS = "pain, declined, amputation, cast_or_dressing, cannot_cooperate, other"
NO_DERMATOME = "is not one of L1, L2, L3, L4, L5, S1, S2"
NEITHER_SIDE = 'is not an object with "right" and "left"'


def faults_of(data):
    with pytest.raises(RecordRefused) as refused:
        read_record(data)
    return [str(fault) for fault in refused.value.faults]


def above(path):
    """The groups that contain a path."""
    keys = path.split(".")
    return [".".join(keys[:length]) for length in range(1, len(keys))]


# What is wrong at one path of a record that is good elsewhere.
REFUSED = [
    # keys that the format does not know, at each level
    ("name", "Vesalius", f"name: {UNKNOWN}"),
    ("patient.name", "Vesalius", f"patient.name: {UNKNOWN}"),
    ("presentation.side", "left", f"presentation.side: {UNKNOWN}"),
    ("presentation.features.sneezing", True, f"presentation.features.sneezing: {UNKNOWN}"),
    ("presentation.imaging_limits.tattoo", True, f"presentation.imaging_limits.tattoo: {UNKNOWN}"),
    ("presentation.pain_sites.both", ["knee"], f"presentation.pain_sites.both: {UNKNOWN}"),
    ("red_flags.saddle_numness", True, f"red_flags.saddle_numness: {UNKNOWN}"),
    ("findings.power", {}, f"findings.power: {UNKNOWN}"),
    ("findings.strength.knee_extention.left", "4", f"findings.strength.knee_extention: {UNKNOWN}"),
    ("findings.strength.knee_extension.both", "4", f"findings.strength.knee_extension.both: {UNKNOWN}"),
    ("findings.light_touch.T12.left", 1, f"findings.light_touch.T12: {UNKNOWN}"),
    ("comments.summary", "tired", f"comments.summary: {UNKNOWN}"),
    ("impression.certainty", 1, f"impression.certainty: {UNKNOWN}"),
    ("examiner.email", "a@b.example", f"examiner.email: {UNKNOWN}"),
    # null is no answer, at each level
    ("patient.age", None, f"patient.age: {NULL}"),
    ("training", None, f"training: {NULL}"),
    ("examined_at", None, f"examined_at: {NULL}"),
    ("presentation", None, f"presentation: {NULL}"),
    ("presentation.onset", None, f"presentation.onset: {NULL}"),
    ("presentation.features", None, f"presentation.features: {NULL}"),
    ("presentation.features.diabetes", None, f"presentation.features.diabetes: {NULL}"),
    ("presentation.imaging_limits", None, f"presentation.imaging_limits: {NULL}"),
    ("presentation.pain_sites", None, f"presentation.pain_sites: {NULL}"),
    ("presentation.paraesthesia_sites", None, f"presentation.paraesthesia_sites: {NULL}"),
    ("presentation.zoster_dermatomes", None, f"presentation.zoster_dermatomes: {NULL}"),
    ("presentation.zoster_dermatomes.left", None, f"presentation.zoster_dermatomes.left: {NULL}"),
    ("presentation.pain_sites.left", None, f"presentation.pain_sites.left: {NULL}"),
    ("red_flags", None, f"red_flags: {NULL}"),
    ("red_flags.fever", None, f"red_flags.fever: {NULL}"),
    ("findings", None, f"findings: {NULL}"),
    ("findings.strength", None, f"findings.strength: {NULL}"),
    ("findings.strength.knee_extension", None, f"findings.strength.knee_extension: null {NEITHER_SIDE}"),
    ("findings.strength.knee_extension.left", None, "findings.strength.knee_extension.left: null is not an MRC grade"),
    ("findings.stated_otherwise_normal", None, f"findings.stated_otherwise_normal: {NULL}"),
    ("comments", None, f"comments: {NULL}"),
    ("comments.strength", None, f"comments.strength: {NULL}"),
    ("impression.cause", None, f"impression.cause: {NULL}"),
    ("examiner.name", None, f"examiner.name: {NULL}"),
    # a value instead of a group, a group instead of a value
    ("presentation", "pain", 'presentation: "pain" is not an object'),
    ("presentation.features", ["diabetes"], "presentation.features: a list is not an object"),
    ("presentation.pain_sites", ["knee"], "presentation.pain_sites: a list is not an object"),
    ("red_flags", True, "red_flags: true is not an object"),
    ("findings", [], "findings: a list is not an object"),
    ("findings.strength", "5", 'findings.strength: "5" is not an object'),
    ("comments.strength", {}, "comments.strength: an object is not a text"),
    # the patient
    ("patient.reference", "x" * 65, "patient.reference: is 65 characters long; the limit is 64"),
    ("patient.reference", "", "patient.reference: needs at least one character, and no line breaks"),
    ("patient.reference", " ", "patient.reference: needs at least one character, and no line breaks"),
    ("patient.reference", "P\n1", "patient.reference: needs at least one character, and no line breaks"),
    ("patient.reference", 1543, "patient.reference: 1543 is not a text"),
    ("patient.age", 121, "patient.age: 121 is not a whole number from 0 to 120"),
    ("patient.age", -1, "patient.age: -1 is not a whole number from 0 to 120"),
    ("patient.age", 40.5, "patient.age: 40.5 is not a whole number from 0 to 120"),
    ("patient.age", "40", 'patient.age: "40" is not a whole number from 0 to 120'),
    ("patient.sex", "f", 'patient.sex: "f" is not one of female, male, other, unknown'),
    ("training", "Mrs Smith", f'training: "Mrs Smith" {NO_DEMONSTRATION}'),
    # the moment
    ("examined_at", "2026-11-21", f'examined_at: "2026-11-21" {NO_OFFSET}'),
    ("examined_at", "2026-11-21T09:30:00", f'examined_at: "2026-11-21T09:30:00" {NO_OFFSET}'),
    ("examined_at", "2026-11-31T09:30:00Z", f'examined_at: "2026-11-31T09:30:00Z" {NO_OFFSET}'),
    ("examined_at", "2026-11-21\n09:30:00Z", f'examined_at: "2026-11-21\\n09:30:00Z" {NO_OFFSET}'),
    ("examined_at", 1795253400, f"examined_at: 1795253400 {NO_OFFSET}"),
    ("examined_at", False, f"examined_at: false {NO_OFFSET}"),
    # the history
    ("presentation.symptom_side", "L", 'presentation.symptom_side: "L" is not one of right, left, both, none'),
    ("presentation.onset", "slow", 'presentation.onset: "slow" is not one of sudden, gradual'),
    ("presentation.duration_weeks", -1, "presentation.duration_weeks: -1 is not a number of zero or more"),
    ("presentation.duration_weeks", "6", 'presentation.duration_weeks: "6" is not a number of zero or more'),
    ("presentation.features.diabetes", "yes", 'presentation.features.diabetes: "yes" is not true or false'),
    ("presentation.imaging_limits.pregnant", 0, "presentation.imaging_limits.pregnant: 0 is not true or false"),
    ("presentation.examiner_had_seen_imaging", 1, "presentation.examiner_had_seen_imaging: 1 is not true or false"),
    ("presentation.pain_sites.left", "knee", 'presentation.pain_sites.left: "knee" is not a list'),
    ("presentation.pain_sites.left", ["knee", "knee"], 'presentation.pain_sites.left[1]: "knee" is duplicated'),
    ("presentation.zoster_dermatomes.midline", ["L4"], f"presentation.zoster_dermatomes.midline: {UNKNOWN}"),
    ("presentation.zoster_dermatomes", ["L4"], "presentation.zoster_dermatomes: a list is not an object"),
    ("presentation.zoster_dermatomes.left", "L4", 'presentation.zoster_dermatomes.left: "L4" is not a list'),
    ("presentation.zoster_dermatomes.left", ["S3"], f'presentation.zoster_dermatomes.left[0]: "S3" {NO_DERMATOME}'),
    ("presentation.zoster_dermatomes.left", ["L4", 5], f"presentation.zoster_dermatomes.left[1]: 5 {NO_DERMATOME}"),
    (
        "presentation.zoster_dermatomes.right",
        ["L5", "L5"],
        'presentation.zoster_dermatomes.right[1]: "L5" is duplicated',
    ),
    ("red_flags.fever", "no", 'red_flags.fever: "no" is not true or false'),
    # grades
    ("findings.strength.knee_extension.left", "7", 'findings.strength.knee_extension.left: "7" is not an MRC grade'),
    ("findings.strength.knee_extension.left", 6, "findings.strength.knee_extension.left: 6 is not an MRC grade"),
    ("findings.strength.knee_extension.left", [], "findings.strength.knee_extension.left: a list is not an MRC grade"),
    ("findings.reflexes.achilles.left", 5, "findings.reflexes.achilles.left: 5 is not a reflex grade from 0 to 4"),
    ("findings.reflexes.achilles.left", -1, "findings.reflexes.achilles.left: -1 is not a reflex grade from 0 to 4"),
    (
        "findings.reflexes.achilles.left",
        True,
        "findings.reflexes.achilles.left: true is not a reflex grade from 0 to 4",
    ),
    ("findings.light_touch.L4.right", 3, "findings.light_touch.L4.right: 3 is not a sensation score of 0, 1 or 2"),
    ("findings.function.heel_walk.left", True, "findings.function.heel_walk.left: true is not normal, weak or unable"),
    (
        "findings.tension.straight_leg_raise_degrees.left",
        91,
        "findings.tension.straight_leg_raise_degrees.left: 91 is not a whole number of degrees from 0 to 90",
    ),
    (
        "findings.tension.straight_leg_raise_degrees.left",
        True,
        "findings.tension.straight_leg_raise_degrees.left: true is not a whole number of degrees from 0 to 90",
    ),
    (
        "findings.saddle.post_void_residual_ml",
        3001,
        "findings.saddle.post_void_residual_ml: 3001 is not a whole number of millilitres from 0 to 3000",
    ),
    ("findings.stated_otherwise_normal", "yes", 'findings.stated_otherwise_normal: "yes" is not true or false'),
    # sides
    ("findings.reflexes.achilles", 2, f"findings.reflexes.achilles: 2 {NEITHER_SIDE}"),
    ("findings.reflexes.achilles", [2, 2], f"findings.reflexes.achilles: a list {NEITHER_SIDE}"),
    # tests that could not be done
    (
        "findings.reflexes.achilles.left.not_tested",
        "tired",
        f'findings.reflexes.achilles.left.not_tested: "tired" is not one of {REASONS}',
    ),
    (
        "findings.reflexes.achilles.left.not_tested",
        None,
        f"findings.reflexes.achilles.left.not_tested: null is not one of {REASONS}",
    ),
    ("findings.reflexes.achilles.left", {}, 'findings.reflexes.achilles.left: an object here must hold "not_tested"'),
    ("findings.reflexes.achilles.not_tested", "pain", f"findings.reflexes.achilles.not_tested: {UNKNOWN}"),
    # words of the clinician
    ("comments.strength", "x" * 2001, "comments.strength: is 2001 characters long; the limit is 2000"),
    ("comments.strength", "\ud800", "comments.strength: has a character that cannot be printed"),
    ("impression.text", "x" * 2001, "impression.text: is 2001 characters long; the limit is 2000"),
    ("impression.cause", "root.L6", 'impression.cause: "root.L6" is not a cause'),
    ("impression.cause", "root.", 'impression.cause: "root." is not a cause'),
    ("impression.cause", "root.S1+L5", 'impression.cause: "root.S1+L5" is not a cause'),
    ("impression.cause", ["root.L5"], "impression.cause: a list is not a cause"),
    ("impression.side", "midline", 'impression.side: "midline" is not one of right, left, both, none'),
    ("impression.entered_before_ranking", "yes", 'impression.entered_before_ranking: "yes" is not true or false'),
    ("examiner.name", "x" * 201, "examiner.name: is 201 characters long; the limit is 200"),
]


@pytest.mark.parametrize(
    ("path", "value", "fault"), REFUSED, ids=[f"{path}={value!r:.20}" for path, value, _ in REFUSED]
)
def test_what_is_wrong_is_refused_by_its_path(path, value, fault):
    assert faults_of(put(path, value)) == [fault]


@pytest.mark.parametrize(
    ("path", "value", "word"),
    [
        ("presentation.pain_sites.left", ["low_back"], "low_back"),
        ("presentation.pain_sites.midline", ["knee"], "knee"),
        ("presentation.paraesthesia_sites.right", ["perineum"], "perineum"),
    ],
)
def test_a_site_of_the_midline_is_not_one_of_a_leg_nor_the_other_way_round(path, value, word):
    (fault,) = faults_of(put(path, value))
    assert fault.startswith(f'{path}[0]: "{word}" is not one of ')


@pytest.mark.parametrize("test", [test for test in load_reference().tests.values() if not test.sided])
def test_a_test_of_the_whole_person_has_no_side(test):
    assert faults_of(put(f"findings.{test.id}.left", "absent")) == [
        f"findings.{test.id}.left: {UNKNOWN}",
        f'findings.{test.id}: an object here must hold "not_tested"',
    ]


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (None, ["null is not a record"]),
        ([], ["a list is not a record"]),
        ("dermyo-exam/1", ['"dermyo-exam/1" is not a record']),
        ({}, ['format: null is not "dermyo-exam/1"', "patient.reference: is required"]),
        ({"format": "dermyo-exam/2", "patient": PATIENT}, ['format: "dermyo-exam/2" is not "dermyo-exam/1"']),
        ({"format": 1, "patient": PATIENT}, ['format: 1 is not "dermyo-exam/1"']),
        ({"patient": PATIENT}, ['format: null is not "dermyo-exam/1"']),
        (written(patient={}), ["patient.reference: is required"]),
        (written(patient={"reference": None}), [f"patient.reference: {NULL}"]),
        (written(patient=None), [f"patient: {NULL}", "patient.reference: is required"]),
        (written(patient="P-1"), ['patient: "P-1" is not an object', "patient.reference: is required"]),
    ],
)
def test_what_is_required_and_missing_is_named(data, faults):
    assert faults_of(data) == faults


def test_every_fault_is_named_at_once():
    data = written(
        patient={"reference": "", "age": 200},
        findings={"strength": {"knee_extension": {"right": "6", "left": "7"}}},
        mood="low",
    )
    assert faults_of(data) == [
        f"mood: {UNKNOWN}",
        "patient.reference: needs at least one character, and no line breaks",
        "patient.age: 200 is not a whole number from 0 to 120",
        'findings.strength.knee_extension.right: "6" is not an MRC grade',
        'findings.strength.knee_extension.left: "7" is not an MRC grade',
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{"format": 1, "format": 2}', "format: is duplicated in one object"),
        ('{"a": {"left": "4", "right": "5", "left": "5"}}', "left: is duplicated in one object"),
        ('{"presentation": {"duration_weeks": NaN}}', "NaN is not a JSON number"),
        ("[-Infinity]", "-Infinity is not a JSON number"),
        ("", "is not JSON: Expecting value: line 1 column 1 (char 0)"),
        ('{"format": }', "is not JSON: Expecting value: line 1 column 12 (char 11)"),
        (b"\xff\xfe\x00", "is not JSON: 'utf-16-le' codec can't decode byte 0x00 in position 2: truncated data"),
        ("[" * 100_000, "is nested too deeply"),
    ],
)
def test_text_that_is_not_valid_json_is_refused(text, fault):
    with pytest.raises(RecordRefused) as refused:
        parse_json(text)
    assert [str(found) for found in refused.value.faults] == [fault]


def test_a_number_too_long_to_read_is_refused():
    with pytest.raises(RecordRefused, match=r"^a number of 5000 digits is not a number of this format$"):
        parse_json('{"presentation": {"duration_weeks": ' + "9" * 5000 + "}}")


values = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
values |= st.sampled_from([[], {}, [[]], ["knee"], {"left": "5"}, {"not_tested": "pain"}, "left", "5", 10**400])
PLACES = sorted({path for tested, _, _ in REFUSED for path in (tested, *above(tested))} - {"patient"})


def refusal(read, data):
    """The faults for which the data are refused; none when they are read. Anything else that is raised fails."""
    try:
        read(data)
    except RecordRefused as refused:
        return refused.faults
    return ()


@settings(max_examples=150)
@given(st.sampled_from(PLACES), values)
def test_any_value_is_read_or_refused_by_its_path(path, value):
    for fault in refusal(read_record, put(path, value)):
        assert fault.path.startswith(path) or path.startswith(fault.path)
        assert "\n" not in str(fault)


@given(st.binary(max_size=40) | st.text(max_size=40))
def test_any_short_text_is_refused(text):
    assert refusal(parse_record, text)
