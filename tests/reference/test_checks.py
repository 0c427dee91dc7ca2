"""What one row says of another: for each kind of fault a small sound reference with one passage written wrongly."""

import shutil
from pathlib import Path

import pytest

from reference import ReferenceFaulty, load_reference
from reference.cells import cell_names, finding_names
from reference.checks import check
from reference.load import read

SMALL = Path(__file__).parent / "small"
ROOT = 'roots = ["L5"]'
SHARE = "share = 0.8"
KNEE_PAIN = "knee_or_spine.toml: knee_pain"
NO_PATH = "asks for a path that no record holds, or for what is not there"
MRI = "imaging.toml: mri"
SCIATICA = "conditions.toml: sciatica"
KNEE_HURTS = '{ all = ["presentation.pain_sites includes knee"] }'
SUPPORTS = f'supports = [{{ sentence = "The knee hurts.", when = {KNEE_HURTS}, sources = ["atlas"] }}]'
DORSIFLEXION = "likelihoods.toml: strength.dorsiflexion"

NEW_FAMILY = '[[family]]\nid = "pulses"\ntitle = "Pulses"\nstep = "further"\nany = "any pulse"\n\n[[family]]'
ASKED = '[[family]]\nid = "{}"\ntitle = "{}"\nhistory = true\n\n'
NEW_STEP = '[[step]]\nid = "skin"\ntitle = "Skin"\nhint = "Modality"\nkind = "{}"\n{}\n[[step]]'
NEW_KIND = '[[kind]]\nid = "muscle"\nlabel = "Muscles"\nphrase = "a muscle"\nof = "leg"\n\n[[kind]]'

# What is written instead of what, and the fault that this makes.
FAULTY = [
    # the standing of a row
    ('basis = "judgement"', 'basis = "published"', "questions.toml: red_flags.fever: is published without a source"),
    (
        'why = "Everybody asks."',
        "",
        "questions.toml: red_flags.fever: is a judgement without its reason (why)",
    ),
    ('sources = ["atlas"]', 'sources = ["diary"]', 'alerts.toml: infection: source "diary" does not exist'),
    (
        'sources = ["atlas"]',
        'sources = ["atlas"]\nreviewed_on = 2027-01-01',
        "alerts.toml: infection: is to be reviewed on 2027-01-01, before it was reviewed",
    ),
    (
        'id = "book"',
        'id = "book"\nreview_by = 2020-01-01',
        "sources.toml: book: is to be reviewed on 2020-01-01, before it was reviewed",
    ),
    # scales
    ("minimum = 0\n", "", "scales.toml: degrees: needs grades, or a minimum and a maximum, and not both"),
    (
        'id = "sign"',
        'id = "sign"\nminimum = 0\nmaximum = 1',
        "scales.toml: sign: needs grades, or a minimum and a maximum, and not both",
    ),
    ('"negative", label', '"positive", label', "scales.toml: sign: has a grade twice"),
    ('"normal"', '"mild"', "scales.toml: sign: needs exactly one normal grade"),
    ('"abnormal"', '"normal"', "scales.toml: sign: needs exactly one normal grade"),
    # tests
    ('"saddle.tone"', '"tone"', "tests.toml: tone: its id is not group.name"),
    ('"degrees"', '"miles"', 'tests.toml: tension.angle: scale "miles" does not exist'),
    (
        'primary_roots = ["L5"]',
        'primary_roots = ["L6"]',
        'tests.toml: strength.dorsiflexion: root "L6" does not exist',
    ),
    (
        'primary_roots = ["L5"]',
        'primary_roots = ["L5"]\nsecondary_roots = ["S9"]',
        'tests.toml: strength.dorsiflexion: root "S9" does not exist',
    ),
    ('"fibular"', '"peroneal"', 'tests.toml: saddle.tone: nerve "peroneal" does not exist'),
    (
        "red_flags.fever is true",
        "red_flags.chills is true",
        f'tests.toml: saddle.tone: "red_flags.chills is true" {NO_PATH}',
    ),
    # roots of other rows
    (ROOT, 'roots = ["L6"]', 'sites.toml: knee: root "L6" does not exist'),
    (ROOT, 'roots = ["L6"]', 'nerves.toml: fibular: root "L6" does not exist'),
    (ROOT, 'roots = ["L6"]', 'causes.toml: root.L5: root "L6" does not exist'),
    # causes and their forms
    (SHARE, "share = 0.7", "causes.toml: nerve.fibular: the shares of its variants do not sum to 1"),
    ("[0.7, 0.9]", "[0.85, 0.9]", "causes.toml: nerve.fibular: whole: 0.8 lies outside its range 0.85 to 0.9"),
    ('"atlas"] },', '"diary"] },', 'causes.toml: nerve.fibular: source "diary" does not exist'),
    # likelihoods
    ("[0.01, 0.04]", "[0.01, 0.015]", f"{DORSIFLEXION}: none: 0.02 lies outside its range 0.01 to 0.015"),
    ('"root.L5"', '"root.L6"', f'{DORSIFLEXION}: cause "root.L6" does not exist'),
    ('"root.L5"', '"nerve.fibular"', f'{DORSIFLEXION}: cause "nerve.fibular" does not exist'),
    ('"root.L5"', '"nerve.fibular:whole"', f'{DORSIFLEXION}: cause "nerve.fibular:whole" has two cells'),
    ('"none"', '"none.asymptomatic"', f"{DORSIFLEXION}: has no cell for `none`"),
    ('sources = ["atlas"] }', 'sources = ["diary"] }', f'{DORSIFLEXION}: source "diary" does not exist'),
    (
        '"strength.dorsiflexion"',
        '"strength.toes"',
        'likelihoods.toml: strength.toes: finding "strength.toes" does not exist',
    ),
    ('"tension.raise"', '"tension.pull"', 'likelihoods.toml: stretch: finding "tension.pull" does not exist'),
    (
        "false_alarm = 0.1",
        "false_alarm = 0.9",
        "likelihoods.toml: stretch: tension.raise alarms as often as it detects",
    ),
    (
        "detects = 0.9",
        "detects = 0.15",
        "likelihoods.toml: stretch: none: 0.2 is more than the first modality detects (0.15)",
    ),
    (
        'finding = "stretch"',
        'finding = "stretch"\nexplained = { by = ["local.knee"], p = 0.3 }',
        'likelihoods.toml: stretch: finding "local.knee" does not exist',
    ),
    # severity
    ('scale = "power"', 'scale = "might"', 'likelihoods.toml: might under root: scale "might" does not exist'),
    ('cause = "root"', 'cause = "hip"', 'likelihoods.toml: power under hip: cause "hip" does not exist'),
    ("mild = 0.7", "mild = 0.6", "likelihoods.toml: power under root: its shares do not sum to 1"),
    # priors
    ("[0.5, ", "[0.99999999, ", "priors.toml: root.L5: p: 0.9999999 lies outside its range 0.99999999 to 0.99999999"),
    ("p = 0.9999999", "p = 0.9", "priors.toml: root.*: the priors of single roots sum to 0.900, not to 1"),
    ('id = "leg.nerve.fibular"', 'id = "leg.nerve.peroneal"', "priors.toml: leg.nerve.fibular: is missing"),
    # rules
    ('{ all = ["red_flags.fever is true"] }', "{}", "alerts.toml: infection: has a condition that always holds"),
    (
        "infection is true",
        "injury is true",
        f'{MRI}: "alerts.injury is true" {NO_PATH}',
    ),
    ("at_least = 2", "at_least = 3", f"{MRI}: asks for 3 of 2 clauses"),
    ('any = ["alerts.infection is true"] }', "none = [] }", f"{MRI}: has a condition that always holds"),
    ('caution_sources = ["atlas"]', 'caution_sources = ["diary"]', f'{MRI}: source "diary" does not exist'),
    ('caution_sources = ["atlas"]', "", f"{MRI}: has a caution without a source"),
    (
        'when = { all = ["alerts.infection is true"] }',
        "when = {}",
        "imaging.toml: blood: has a condition that always holds",
    ),
    (
        "includes knee",
        "includes elbow",
        f'{KNEE_PAIN}: "presentation.pain_sites includes elbow" does not name a site that the list includes',
    ),
    # conditions
    ('{ any = ["presentation.pain_sites includes knee"] }', "{}", f"{SCIATICA}: has a condition that always holds"),
    (
        'any = ["red_flags.fever is false"]',
        'none = ["red_flags.fever is true"]',
        f"{SCIATICA}: has a condition that a record holds by saying nothing",
    ),
    (
        'any = ["presentation.pain_sites includes knee"]',
        'none = ["red_flags.fever is true"]',
        f"{SCIATICA}: has a condition that a record holds by saying nothing",
    ),
    ("red_flags.fever is false", "red_flags.chills is false", f'{SCIATICA}: "red_flags.chills is false" {NO_PATH}'),
    ('sources = ["atlas"] }', 'sources = ["diary"] }', f'{SCIATICA}: source "diary" does not exist'),
    ('sources = ["book"] }', "sources = [] }", f'{SCIATICA}: says without a source: "No fever."'),
    (SUPPORTS, "supports = []", f"{SCIATICA}: has nothing in a record that would support it"),
    # rows to read
    ('sources = ["atlas"]', 'sources = ["diary"]', 'mechanisms.toml: overuse: source "diary" does not exist'),
    ('sources = ["atlas"]', "sources = []", "management.toml: rest: is published without a source"),
    (
        'basis = "published"',
        'basis = "judgement"',
        "dermatome_maps.toml: old: is a judgement without its reason (why)",
    ),
]


# What one table lacks that another wants: the file, what is written instead of what there, and the fault.
LACKING = [
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
        "kinds.toml: nerve: `one_leg` and `above_the_legs` are for what takes the person",
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
    ("priors.toml", 'id = "person.cord"', 'id = "person.brain"', "priors.toml: person.cord: is missing"),
    (
        "priors.toml",
        'id = "cord.one_leg.not_reported"',
        'id = "cord.one_leg.unsaid"',
        "priors.toml: cord.one_leg.not_reported: is missing",
    ),
    ("priors.toml", 'id = "leg.root"', 'id = "leg.roots"', "priors.toml: leg.root: is missing"),
]


def edited(folder, file, old, new):
    shutil.copytree(SMALL, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def faults_of(folder):
    reference, unread = read(folder)
    assert unread == ()
    return [str(fault) for fault in check(reference)]


def test_the_small_reference_is_sound():
    assert faults_of(SMALL) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"), FAULTY, ids=[f"{row}-{fault}" for row, (*_, fault) in enumerate(FAULTY)]
)
def test_a_fault_is_named_by_file_and_row(tmp_path, old, new, fault):
    folder = edited(tmp_path / "data", fault.partition(":")[0], old, new)
    assert fault in faults_of(folder)


@pytest.mark.parametrize(("file", "old", "new", "fault"), LACKING, ids=[str(row[-1]) for row in LACKING])
def test_a_missing_row_is_named_where_it_is_wanted(tmp_path, file, old, new, fault):
    assert fault in faults_of(edited(tmp_path / "data", file, old, new))


def test_a_row_of_severity_stands_once(tmp_path):
    folder = edited(tmp_path / "data", "likelihoods.toml", "[[severity]]", "")
    text = (SMALL / "likelihoods.toml").read_text(encoding="utf-8")
    (folder / "likelihoods.toml").write_text(text + text[text.index("[[severity]]") :], encoding="utf-8")
    assert faults_of(folder) == ["likelihoods.toml: power under root: is duplicated"]


def test_a_judged_caution_needs_no_source(tmp_path):
    folder = edited(tmp_path / "data", "imaging.toml", 'caution_sources = ["atlas"]', 'why = "Custom."')
    text = (folder / "imaging.toml").read_text(encoding="utf-8")
    (folder / "imaging.toml").write_text(text.replace('"published"', '"judgement"', 1), encoding="utf-8")
    assert faults_of(folder) == []


def test_a_judged_sign_of_a_condition_needs_no_source(tmp_path):
    judged = 'basis = "judgement" }'
    assert faults_of(edited(tmp_path / "data", "conditions.toml", 'sources = ["book"] }', judged)) == []


def test_a_faulty_reference_is_not_used(tmp_path):
    with pytest.raises(ReferenceFaulty, match=r"^priors\.toml: root\.\*: the priors of single roots sum to 0\.900"):
        load_reference(edited(tmp_path / "data", "priors.toml", "p = 0.9999999", "p = 0.9"))


def test_what_a_likelihood_cell_may_stand_for():
    assert cell_names(read(SMALL)[0]) == {
        *("none", "none.asymptomatic", "root.L5", "cord"),
        *("nerve.fibular:whole", "nerve.fibular:deep"),
    }


def test_what_a_likelihood_row_may_be_about():
    tests = ("strength.dorsiflexion", "tension.raise", "tension.angle", "saddle.tone")
    assert finding_names(read(SMALL)[0]) == {
        *(f"{test}{side}" for test in tests for side in ("", ".right", ".left")),
        *("red_flags.fever", "pain.knee", "presentation.duration_weeks", "presentation.onset"),
    }


def test_the_whole_reference_is_sound(reference):
    assert check(reference) == ()
