"""The clauses of a condition: how they are read, and which of them could never hold."""

import pytest

from reference import load_reference
from reference.clause_checks import clause_faults
from reference.clauses import Clause, ClauseFaulty, read_clause
from tests.reference.faults import edited, faults_of


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("red_flags.fever is true", Clause(("red_flags", "fever"), "is", True)),
        ("red_flags.fever is_not false", Clause(("red_flags", "fever"), "is_not", False)),
        ("patient.age at_least 65", Clause(("patient", "age"), "at_least", 65)),
        ("presentation.duration_weeks below 6.5", Clause(("presentation", "duration_weeks"), "below", 6.5)),
        ("findings.strength.* at_most 2+", Clause(("findings", "strength", "*"), "at_most", "2+")),
        ("  presentation.onset   is  sudden ", Clause(("presentation", "onset"), "is", "sudden")),
    ],
)
def test_a_clause_is_a_path_an_operator_and_a_value(text, clause):
    found = read_clause(text)
    assert found == clause
    assert type(found.value) is type(clause.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", '"" is not "path operator value"'),
        ("red_flags.fever is", '"red_flags.fever is" is not "path operator value"'),
        ("patient.age is 6 5", '"patient.age is 6 5" is not "path operator value"'),
        (
            "patient.age >= 65",
            '">=" in "patient.age >= 65" is not one of is, is_not, at_least, at_most, above, below, includes',
        ),
    ],
)
def test_what_is_not_a_clause(text, message):
    with pytest.raises(ClauseFaulty) as faulty:
        read_clause(text)
    assert str(faulty.value) == message
    assert list(clause_faults(load_reference(), text)) == [message]


@pytest.mark.parametrize(
    "text",
    [
        "findings.strength.ankle_dorsiflexion below 5",
        "findings.strength.ankle_dorsiflexion.left is 4-",
        "findings.strength.*.both at_most 3",
        "findings.reflexes.achilles.both is 0",
        "findings.saddle.anal_tone is reduced",
        "findings.saddle.post_void_residual_ml above 200",
        "findings.*.anal_tone is absent",
        "presentation.pain_sites includes knee",
        "presentation.pain_sites.both includes knee",
        "presentation.pain_sites.left includes heel",
        "presentation.pain_sites.* includes sacrum",
        "presentation.paraesthesia_sites.midline includes perineum",
        "earlier.worse.strength.* is true",
        "earlier.worse.strength.ankle_dorsiflexion.left is true",
        "earlier.worse.saddle.anal_tone is_not true",
        "earlier.lost.reflexes.*.both is true",
        "earlier.weeks at_most 4",
        "patient.age at_least 65",
        "patient.sex is female",
        "presentation.duration_weeks below 0.5",
        "presentation.onset is_not sudden",
        "presentation.features.diabetes is true",
        "presentation.imaging_limits.pregnant is false",
        "presentation.examiner_had_seen_imaging is true",
        "red_flags.fever is_not true",
        "alerts.cauda_equina is true",
        "localisation.kind is root",
        "localisation.statement is fits_non_root",
        "localisation.side is both",
        "localisation.cause is nerve.common_fibular",
    ],
)
def test_a_clause_that_can_hold(text):
    assert list(clause_faults(load_reference(), text)) == []


NO_PATH = "asks for a path that no record holds, or for what is not there"
NO_SITE = "does not name a site that the list includes"
NO_GRADE = "asks for a grade that its scale does not have"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        # findings
        ("findings.strength.knee is 5", "names no test"),
        ("findings.strength is 5", "names no test"),
        ("findings.saddle.anal_tone.left is absent", "names no test"),
        ("findings.reflexes.achilles.midline is 0", "names no test"),
        ("findings.reflexes.achilles is 5", NO_GRADE),
        ("findings.reflexes.achilles is absent", NO_GRADE),
        ("findings.strength.* at_most 6", NO_GRADE),
        ("findings.saddle.anal_tone below absent", NO_GRADE),
        ("findings.saddle.post_void_residual_ml above many", NO_GRADE),
        ("findings.saddle.post_void_residual_ml is true", NO_GRADE),
        # what has changed since the earlier examination
        ("earlier.worse.strength.wrist is true", "names no test"),
        ("earlier.worse is true", "names no test"),
        ("earlier.worse.strength.* is 4", "asks for a grade of what is a yes or no"),
        ("earlier.lost.reflexes.* below true", "asks for a grade of what is a yes or no"),
        ("earlier.weeks at_most few", "compares a number with what is not one"),
        ("earlier.better.strength.* is true", NO_PATH),
        # lists of places
        ("presentation.pain_sites includes elbow", NO_SITE),
        ("presentation.pain_sites is knee", NO_SITE),
        ("presentation.pain_sites includes low_back", NO_SITE),
        ("presentation.pain_sites.left includes low_back", NO_SITE),
        ("presentation.pain_sites.midline includes knee", NO_SITE),
        ("presentation.pain_sites.front includes knee", "asks for a part of the body of which no list is kept"),
        ("presentation.pain_sites.left.foot includes heel", "asks for a part of the body of which no list is kept"),
        ("findings.strength.hip_flexion includes 4", "asks what one answer includes; only lists of places do"),
        ("patient.age includes 5", "asks what one answer includes; only lists of places do"),
        # words and numbers
        ("patient.age at_least old", "compares a number with what is not one"),
        ("patient.age is true", "compares a number with what is not one"),
        ("patient.sex is f", "asks for a word that is not one of female, male, other, unknown"),
        ("presentation.onset above gradual", "asks which of two words is more"),
        # yes and no
        ("red_flags.fever is yes", NO_PATH),
        ("red_flags.fever at_least true", NO_PATH),
        ("red_flags.chills is true", NO_PATH),
        ("alerts.doom is true", NO_PATH),
        ("cauda_equina is true", NO_PATH),
        ("localisation.cause is root.L6", NO_PATH),
        ("localisation.cause above root.L5", NO_PATH),
        ("mood is low", NO_PATH),
    ],
)
def test_a_clause_that_could_never_hold(text, fault):
    assert list(clause_faults(load_reference(), text)) == [f'"{text}" {fault}']


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('unless = ["infection"]', 'unless = ["plague"]', 'infection: alert "plague" does not exist'),
        ('action = "Refer"', "", "infection: says neither what to do nor what to ask or examine"),
        (
            'action = "Refer"',
            'action = "Refer"\ndated = "Worse"',
            "infection: has a headline with a date that has no {date}",
        ),
        (
            'action = "Refer"',
            'checks = [{ do = "Look.", known = ["red_flags.chills"] }]',
            'infection: "red_flags.chills" is neither a question nor a test',
        ),
        (
            '{ any = ["red_flags.fever is true"] }',
            '{ any = ["patterns.hot is true"] }',
            'hot: "patterns.hot is true" builds on what is not a pattern above it',
        ),
        (
            '{ any = ["red_flags.fever is true"] }',
            '{ any = ["alerts.infection is true"] }',
            'hot: "alerts.infection is true" builds on what is not a pattern above it',
        ),
    ],
)
def test_a_pattern_or_an_alert_that_names_what_it_may_not_is_refused(tmp_path, old, new, fault):
    assert faults_of(edited(tmp_path / "data", "alerts.toml", old, new)) == [f"alerts.toml: {fault}"]


def test_only_a_red_flag_has_a_course(tmp_path):
    folder = edited(
        tmp_path / "data", "questions.toml", 'id = "red_flags.fever"\n', 'id = "hot.fever"\ncourse = true\n'
    )
    assert "questions.toml: hot.fever: has a course, which is asked of red flags only" in faults_of(folder)
