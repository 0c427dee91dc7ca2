"""Rules: which facts make a clause true, and which paths a condition names as its reason."""

import pytest

from exam.domain.reasoning.rules import because, holds
from reference.model import When

KNEE = "findings.strength.knee_extension"
TOE = "findings.strength.great_toe_extension"
ACHILLES = "findings.reflexes.achilles"
FEVER = "red_flags.fever"
WEEKS = "presentation.duration_weeks"
PAIN = "presentation.pain_sites"

# A clause, the facts, and the facts' paths that make it true.
CLAUSES = [
    # yes and no
    (f"{FEVER} is true", {FEVER: True}, [FEVER]),
    (f"{FEVER} is true", {FEVER: False}, []),
    (f"{FEVER} is true", {}, []),
    (f"{FEVER} is false", {FEVER: False}, [FEVER]),
    (f"{FEVER} is_not true", {FEVER: False}, [FEVER]),
    (f"{FEVER} is_not true", {}, []),
    # words
    ("presentation.onset is sudden", {"presentation.onset": "sudden"}, ["presentation.onset"]),
    ("presentation.onset is_not sudden", {"presentation.onset": "gradual"}, ["presentation.onset"]),
    ("presentation.onset is sudden", {"presentation.onset": "gradual"}, []),
    # numbers, each bound included by at_least and at_most only
    (f"{WEEKS} at_least 6", {WEEKS: 6}, [WEEKS]),
    (f"{WEEKS} at_least 6", {WEEKS: 5.9}, []),
    (f"{WEEKS} at_most 6", {WEEKS: 6}, [WEEKS]),
    (f"{WEEKS} at_most 6", {WEEKS: 6.1}, []),
    (f"{WEEKS} above 6", {WEEKS: 6.5}, [WEEKS]),
    (f"{WEEKS} above 6", {WEEKS: 6}, []),
    (f"{WEEKS} below 6", {WEEKS: 5.5}, [WEEKS]),
    (f"{WEEKS} below 6", {WEEKS: 6}, []),
    (f"{WEEKS} below 6", {}, []),
    # numbers and words are not compared
    (f"{PAIN}.left at_least 1", {f"{PAIN}.left": ("knee",)}, []),
    ("presentation.onset at_most 9", {"presentation.onset": "sudden"}, []),
    (f"{ACHILLES} is 1", {f"{ACHILLES}.left": True}, []),
    # reflexes and feeling are numbers
    (f"{ACHILLES} at_most 0", {f"{ACHILLES}.right": 0, f"{ACHILLES}.left": 1}, [f"{ACHILLES}.right"]),
    (f"{ACHILLES}.left is 2", {f"{ACHILLES}.right": 2, f"{ACHILLES}.left": 2}, [f"{ACHILLES}.left"]),
    # MRC grades are ordered by strength, not alphabetically
    (f"{KNEE} at_most 4", {f"{KNEE}.left": "4"}, [f"{KNEE}.left"]),
    (f"{KNEE} at_most 4", {f"{KNEE}.left": "4-"}, [f"{KNEE}.left"]),
    (f"{KNEE} at_most 4", {f"{KNEE}.left": "4+"}, []),
    (f"{KNEE} below 3", {f"{KNEE}.left": "3-"}, [f"{KNEE}.left"]),
    (f"{KNEE} at_most 2+", {f"{KNEE}.left": "3-"}, []),
    (f"{KNEE} at_most 2+", {f"{KNEE}.left": "0"}, [f"{KNEE}.left"]),
    (f"{KNEE} at_least 4-", {f"{KNEE}.left": "4-", f"{KNEE}.right": "3+"}, [f"{KNEE}.left"]),
    (f"{KNEE} above 4", {f"{KNEE}.left": "4+"}, [f"{KNEE}.left"]),
    (f"{KNEE} is 5", {f"{KNEE}.left": "5"}, [f"{KNEE}.left"]),
    (f"{KNEE} is_not 5", {f"{KNEE}.left": "4+"}, [f"{KNEE}.left"]),
    # lists
    (f"{PAIN} includes knee", {f"{PAIN}.left": ("heel", "knee")}, [f"{PAIN}.left"]),
    (f"{PAIN} includes knee", {f"{PAIN}.left": ("heel",), f"{PAIN}.right": ()}, []),
    (f"{PAIN}.* includes knee", {f"{PAIN}.left": ("heel", "knee"), f"{PAIN}.right": ("heel",)}, [f"{PAIN}.left"]),
    (f"{PAIN}.* includes perineum", {f"{PAIN}.midline": ("perineum",)}, [f"{PAIN}.midline"]),
    (f"{FEVER} includes knee", {FEVER: True}, []),
    # sides: either, right before left; one; both
    (f"{KNEE} below 5", {f"{KNEE}.left": "4", f"{KNEE}.right": "4"}, [f"{KNEE}.right", f"{KNEE}.left"]),
    (f"{KNEE}.right below 5", {f"{KNEE}.left": "4", f"{KNEE}.right": "5"}, []),
    (f"{KNEE}.both below 5", {f"{KNEE}.left": "4", f"{KNEE}.right": "4"}, [f"{KNEE}.right", f"{KNEE}.left"]),
    (f"{KNEE}.both below 5", {f"{KNEE}.left": "4", f"{KNEE}.right": "5"}, []),
    (f"{KNEE}.both below 5", {f"{KNEE}.left": "4"}, []),
    # any one name
    ("findings.strength.* below 5", {f"{KNEE}.left": "4", f"{TOE}.right": "5"}, [f"{KNEE}.left"]),
    ("findings.strength.* below 5", {f"{ACHILLES}.left": 0}, []),
    ("findings.saddle.* is absent", {"findings.saddle.anal_tone": "absent"}, ["findings.saddle.anal_tone"]),
    ("findings.*.anal_tone is absent", {"findings.saddle.anal_tone": "absent"}, ["findings.saddle.anal_tone"]),
    ("findings.* is absent", {"findings.saddle.anal_tone": "absent"}, []),
    ("findings.strength.*.both below 5", {f"{KNEE}.left": "4", f"{TOE}.right": "4"}, [f"{TOE}.right", f"{KNEE}.left"]),
    ("findings.strength.*.both below 5", {f"{KNEE}.left": "4", f"{TOE}.left": "4"}, []),
    ("findings.strength.*.left below 5", {f"{KNEE}.left": "4", f"{TOE}.right": "4"}, [f"{KNEE}.left"]),
]


@pytest.mark.parametrize(("clause", "facts", "paths"), CLAUSES)
def test_a_clause_is_made_true_by_these_facts(clause, facts, paths):
    assert because(When(all=(clause,)), facts) == (tuple(paths) or None)


A, B, C = "red_flags.fever", "red_flags.osteoporosis", "red_flags.cancer_history"
IS_A, IS_B, IS_C = (f"{path} is true" for path in (A, B, C))
FACTS = {A: True, B: True, C: False}


@pytest.mark.parametrize(
    ("when", "paths"),
    [
        (When(all=(IS_B, IS_A)), (B, A)),
        (When(all=(IS_A, IS_C)), None),
        (When(any=(IS_C, IS_A)), (A,)),
        (When(any=(IS_C,)), None),
        (When(any=(IS_A, IS_B, IS_C), at_least=2), (A, B)),
        (When(any=(IS_A, IS_B, IS_C), at_least=3), None),
        (When(all=(IS_A,), any=(IS_B, IS_A)), (A, B)),
        (When(all=(IS_A,), any=(IS_C,)), None),
        (When(all=(IS_A,), none=(IS_C,)), (A,)),
        (When(all=(IS_A,), none=(IS_C, IS_B)), None),
        (When(none=(IS_C,)), ()),
    ],
)
def test_a_condition_names_the_paths_that_make_it_hold(when, paths):
    assert because(when, FACTS) == paths
    assert holds(when, FACTS) is (paths is not None)
