"""Rows that another row needs are named when they are missing."""

import pytest

from tests.reference.faults import DORSIFLEXION, edited, faults_of

NEW_FAMILY = '[[family]]\nid = "pulses"\ntitle = "Pulses"\nstep = "further"\nany = "any pulse"\n\n[[family]]'
ASKED = '[[family]]\nid = "{}"\ntitle = "{}"\nhistory = true\n\n'
NEW_STEP = '[[step]]\nid = "skin"\ntitle = "Skin"\nhint = "Modality"\nkind = "{}"\n{}\n[[step]]'
NEW_KIND = '[[kind]]\nid = "muscle"\nlabel = "Muscles"\nphrase = "a muscle"\nof = "leg"\n\n[[kind]]'
SIGN = """
[[sign]]
id = "hot"
plain = "You are hot."
of = ["infection"]
sources = []
basis = "judgement"
why = "Everybody feels it."

[[pattern]]"""
# What one table lacks that another needs: the file, the edit (old and new text), and the fault.
LACKING = [
    # what a record can hold and no figure says anything about
    (
        "questions.toml",
        'not_ranked = "No part of this example."',
        "",
        "questions.toml: red_flags.fever: needs likelihoods or `not_ranked`, the reason for none; not both",
    ),
    (
        "sites.toml",
        'not_ranked = "No part of this example."',
        "",
        "sites.toml: pain.knee: needs likelihoods or `not_ranked`, the reason for none; not both",
    ),
    (
        "tests.toml",
        'id = "strength.dorsiflexion"',
        'id = "strength.dorsiflexion"\nnot_ranked = "Too hard."',
        "tests.toml: strength.dorsiflexion: needs likelihoods or `not_ranked`, the reason for none; not both",
    ),
    # the names in the text for the record
    (
        "tests.toml",
        'label = "Label"',
        'label = "Label"\nshort = "Label"',
        'tests.toml: strength.dorsiflexion: short name "Label" is not shorter than its label',
    ),
    (
        "tests.toml",
        'label = "Label"',
        'label = "Dorsiflexion"\nshort = "label"',
        "tests.toml: tension.raise: is named as strength.dorsiflexion in the text for the record",
    ),
    # plain words for a patient
    (
        "alerts.toml",
        'urgency = "urgent"',
        'urgency = "emergency"',
        "alerts.toml: infection: does not say in plain words why the patient has to go",
    ),
    ("alerts.toml", "[[pattern]]", SIGN, 'alerts.toml: hot: "infection" is not an emergency'),
    (
        "management.toml",
        'phase = "self_care"',
        'phase = "self_care"\nphrase = { kind = "plan" }',
        "management.toml: rest: has a phrase without words",
    ),
    (
        "management.toml",
        'phase = "self_care"',
        'phase = "self_care"\nphrase = { kind = "plan", signs = ["cold"] }',
        'management.toml: rest: sign "cold" does not exist',
    ),
    # a test and its family
    (
        "families.toml",
        'id = "tension"',
        'id = "pull"',
        'tests.toml: tension.raise: family "tension" has no row in families.toml',
    ),
    (
        "families.toml",
        'id = "saddle"',
        'id = "seat"',
        'tests.toml: saddle.tone: family "saddle" has no row in families.toml',
    ),
    ("families.toml", 'any = "any saddle sign"', "", 'families.toml: saddle: has no words for "any" of its tests'),
    (
        "families.toml",
        'title = "Saddle"',
        'title = ""',
        "families.toml: saddle: has no title for its table on the note",
    ),
    ("families.toml", 'step = "further"', "", 'families.toml: saddle: step "" has no row in steps.toml'),
    (
        "families.toml",
        "history = true",
        'any = "any flag"\nhistory = true',
        "families.toml: red_flags: is asked, not tested: only its title counts",
    ),
    (
        "families.toml",
        "history = true",
        'step = "further"\nany = "any"',
        'questions.toml: red_flags.fever: family "red_flags" holds no questions; see families.toml',
    ),
    (
        "families.toml",
        'step = "further"\nany = "any saddle sign"',
        "history = true",
        'tests.toml: saddle.tone: family "saddle" holds no tests; see families.toml',
    ),
    ("families.toml", "[[family]]", NEW_FAMILY, "families.toml: pulses: has no test in tests.toml"),
    (
        "families.toml",
        "[[family]]",
        f"{ASKED.format('pain', 'Pain')}{ASKED.format('habits', 'Habits')}[[family]]",
        "families.toml: habits: has no question in questions.toml",
    ),
    (
        "families.toml",
        'any = "any tension test"',
        'any = "any touch"\nmodality = "touch"',
        'tests.toml: tension.raise: "Label" is no root; its family is tested by areas of roots',
    ),
    # a test and its figures
    (
        "tests.toml",
        'id = "tension.angle"',
        'id = "tension.angle"\ncore = true',
        "tests.toml: tension.angle: is of the core and has no row in likelihoods.toml",
    ),
    (
        "likelihoods.toml",
        '"tension.raise"',
        '"tension.angle"',
        'likelihoods.toml: stretch: scale "degrees" does not say above what is abnormal',
    ),
    (
        "likelihoods.toml",
        'label = "Stretch"\n',
        "",
        "likelihoods.toml: stretch: `label` is for what is neither a test nor a question",
    ),
    (
        "likelihoods.toml",
        'finding = "strength.dorsiflexion"',
        'finding = "strength.dorsiflexion"\nlabel = "Foot"',
        f"{DORSIFLEXION}: `label` is for what is neither a test nor a question",
    ),
    # a step
    (
        "steps.toml",
        'id = "red_flags"',
        'id = "flags"',
        'questions.toml: red_flags.fever: step "red_flags" has no row in steps.toml',
    ),
    (
        "families.toml",
        'step = "strength"',
        'step = "power"',
        'families.toml: strength: step "power" has no row in steps.toml',
    ),
    ("steps.toml", "[[step]]", NEW_STEP.format("tests", ""), "steps.toml: skin: has none of its tests"),
    (
        "steps.toml",
        "[[step]]",
        NEW_STEP.format("questions", 'fill = "group"\n'),
        "steps.toml: skin: has none of its questions",
    ),
    (
        "steps.toml",
        'fill = "step"\n',
        "",
        "steps.toml: red_flags: `fill` is for steps of questions, and says how much one tap answers",
    ),
    (
        "steps.toml",
        'kind = "own"',
        'kind = "own"\nfill = "group"',
        "steps.toml: further: `fill` is for steps of questions, and says how much one tap answers",
    ),
    # a cause and its kind
    ("kinds.toml", 'id = "nerve"', 'id = "trunk"', 'causes.toml: nerve.fibular: kind "nerve" has no row in kinds.toml'),
    ("kinds.toml", "[[kind]]", NEW_KIND, "kinds.toml: muscle: has no cause in causes.toml"),
    (
        "kinds.toml",
        'of = "leg"',
        'of = "leg"\none_leg = true',
        "kinds.toml: nerve: `one_leg`, `above_the_legs` and `asymmetric` are for what takes the person",
    ),
    ("kinds.toml", 'of = "leg"', 'of = "root"', "kinds.toml: root: is what 2 kinds are of, not one"),
    (
        "kinds.toml",
        'of = "leg"',
        'of = "nothing"',
        "kinds.toml: nothing: has the causes no_neurological_lesion, nerve.fibular, not no_neurological_lesion alone",
    ),
    (
        "likelihoods.toml",
        '  { cause = "cord", p = 0.6, range = [0.5, 0.7] },\n',
        "",
        'causes.toml: cord: "cord" has no cell of its own in likelihoods.toml',
    ),
    (
        "likelihoods.toml",
        '  { cause = "nerve.fibular:deep", p = 0.8, range = [0.7, 0.9] },\n',
        "",
        'causes.toml: nerve.fibular: "nerve.fibular:deep" has no cell of its own in likelihoods.toml',
    ),
    (
        "causes.toml",
        'kind = "root"',
        'kind = "nerve"',
        "causes.toml: root.L5: `root.` begins the ids of roots, and of nothing else",
    ),
    (
        "causes.toml",
        'roots = ["L5"]',
        'roots = ["L5", "S1"]',
        "causes.toml: root.L5: is not `root.` and its one root, without variants",
    ),
    # a cause and its hallmarks
    (
        "hallmarks.toml",
        'cause = "cord"',
        'cause = "no_neurological_lesion"',
        "causes.toml: cord: has no row in hallmarks.toml",
    ),
    (
        "hallmarks.toml",
        '"strength.dorsiflexion"',
        '"stretch"',
        'hallmarks.toml: root.L5: "stretch" is no more often abnormal with it than without a lesion',
    ),
    (
        "hallmarks.toml",
        'abnormal = ["strength.dorsiflexion"]',
        'raised = ["strength.dorsiflexion"]',
        'hallmarks.toml: root.L5: "strength.dorsiflexion" is no more often raised with it than without a lesion',
    ),
    (
        "hallmarks.toml",
        '"stretch"',
        '"strength.dorsiflexion"',
        'hallmarks.toml: nerve.fibular: "strength.dorsiflexion" is abnormal with it in more than 25%, so not spared',
    ),
    # priors
    ("priors.toml", 'id = "person.cord"', 'id = "person.brain"', "priors.toml: person.cord: is missing"),
    (
        "priors.toml",
        'id = "cord.one_leg.not_reported"',
        'id = "cord.one_leg.unsaid"',
        "priors.toml: cord.one_leg.not_reported: is missing",
    ),
    ("priors.toml", 'id = "leg.root"', 'id = "leg.roots"', "priors.toml: leg.root: is missing"),
]


@pytest.mark.parametrize(("file", "old", "new", "fault"), LACKING, ids=[str(row[-1]) for row in LACKING])
def test_a_missing_row_is_named_where_it_is_wanted(tmp_path, file, old, new, fault):
    assert fault in faults_of(edited(tmp_path / "data", file, old, new))
