"""What is wrong with a row is named by its file and row."""

import pytest

from reference import ReferenceFaulty, load_reference
from reference.cells import cell_names, finding_names
from reference.checks import check
from reference.load import read
from tests.reference.faults import DORSIFLEXION, SMALL, edited, faults_of

ROOT = 'roots = ["L5"]'
SHARE = "share = 0.8"
KNEE_PAIN = "knee_or_spine.toml: knee_pain"
NO_PATH = "asks for a path that no record holds, or for what is not there"
MRI = "imaging.toml: mri"
PAIR = "discriminators.toml: L5_or_fibular"
FIRST = "discriminators.toml: infection"
SCIATICA = "conditions.toml: sciatica"
KNEE_HURTS = '{ all = ["presentation.pain_sites includes knee"] }'
SUPPORTS = f'supports = [{{ sentence = "The knee hurts.", when = {KNEE_HURTS}, sources = ["atlas"] }}]'
# An edit (old and new text), and the fault that it causes.
FAULTY = [
    # the provenance of a row
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
    (
        'landmark = "Foot"',
        'landmark = "Foot"\nafter = "tension.pull"',
        'tests.toml: strength.dorsiflexion: test "tension.pull" does not exist',
    ),
    # which tests come next
    ('"nerve"', '"nerves"', f'{PAIR}: cause "nerves" does not exist'),
    ('"nerve"', '"root.L5"', f"{PAIR}: distinguishes a cause from itself"),
    ('"strength.dorsiflexion"', '"strength.lifting"', f'{PAIR}: test "strength.lifting" does not exist'),
    ('["infection"]', '["fever"]', f'{FIRST}: alert "fever" does not exist'),
    ('alerts = ["infection"]', 'causes = ["brain"]', f'{FIRST}: cause "brain" does not exist'),
    ('looks_for = "cord"', 'looks_for = "root"', f'{FIRST}: cause "root" does not exist'),
    ('"tension.raise"', '"tension.pull"', f'{FIRST}: test "tension.pull" does not exist'),
    ('alerts = ["infection"]\n', "", f"{FIRST}: is never used: it names neither an alert nor a cause"),
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
    # hallmarks
    ('cause = "root.L5"', 'cause = "root.L6"', 'hallmarks.toml: root.L6: cause "root.L6" does not exist'),
    (
        '"strength.dorsiflexion"',
        '"strength.toes"',
        'hallmarks.toml: root.L5: finding "strength.toes" does not exist',
    ),
    (
        'abnormal = ["strength.dorsiflexion"]',
        'abnormal = ["strength.dorsiflexion"]\nraised = ["strength.dorsiflexion"]',
        'hallmarks.toml: root.L5: "strength.dorsiflexion" is a hallmark twice',
    ),
    (
        'cause = "root.L5"',
        'cause = "root.L5"\nemergencies = ["infection"]',
        'hallmarks.toml: root.L5: "infection" is no alert of an emergency',
    ),
    (
        'cause = "root.L5"',
        'cause = "root.L5"\nemergencies = ["flood"]',
        'hallmarks.toml: root.L5: "flood" is no alert of an emergency',
    ),
    ('abnormal = ["strength.dorsiflexion"]', "", "hallmarks.toml: root.L5: has no abnormal finding"),
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
    ('caution = "Not at once."\n', "", f"{MRI}: has a verdict for a caution that it does not have"),
    ('includes = ["ct"]', 'includes = ["pet"]', f'{MRI}: study "pet" does not exist'),
    ('"within days"', '"now, today"', f'{MRI}: is urgent and says "now"'),
    ('verdict_with_caution = "not yet"', 'verdict_with_caution = "Today"', f'{MRI}: is urgent and says "Today"'),
    ('of = ["mri_lumbar_spine"]', 'of = ["mri"]', 'imaging.toml: ct_for_mri: study "mri" does not exist'),
    ('studies = ["ct"]', 'studies = ["mr"]', 'imaging.toml: dose: study "mr" does not exist'),
    (
        "red_flags.fever is true",
        "red_flags.chills is true",
        f'imaging.toml: ct_for_mri: "red_flags.chills is true" {NO_PATH}',
    ),
    (
        'label = "Blood tests"',
        'label = "Blood tests"\nverdict = "soon"',
        'imaging.toml: blood: is routine and says "soon"',
    ),
    (
        'sources = ["atlas"]',
        'sources = ["atlas"]\nwithholds = ["pet"]',
        'alerts.toml: infection: study "pet" does not exist',
    ),
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
    # contradictions
    (
        'all = ["red_flags.fever is false", ',
        "any = [",
        "consistency.toml: fever: has no clause in `all`, the place to look at first",
    ),
    (
        "summary.only_pain_site is knee",
        "summary.only_pain_site is elbow",
        'consistency.toml: fever: "summary.only_pain_site is elbow" asks for a word that is not one of knee',
    ),
    (
        'all = ["red_flags.fever is true"]',
        'all = ["summary.marked_side is both"]',
        'alerts.toml: infection: "summary.marked_side is both" is only known to consistency.toml and to derived_from',
    ),
    (
        'not_ranked = "No part of this example."\nstep = "red_flags"',
        'not_ranked = "No part of this example."\nstep = "red_flags"\nderived_from = { none = ["patient.age is 3"] }',
        "questions.toml: red_flags.fever: has a condition that a record holds by saying nothing",
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
    (
        SUPPORTS,
        f'picture = {{ phrase = "x", reasons = 5, range = [1, 4], basis = "judgement", why = "x" }}\n{SUPPORTS}',
        f"{SCIATICA}: the reasons for its picture, 5, lie outside their range",
    ),
    (SUPPORTS, "supports = []", f"{SCIATICA}: has nothing in a record that would support it"),
    # rows to read
    ('sources = ["atlas"]', 'sources = ["diary"]', 'mechanisms.toml: overuse: source "diary" does not exist'),
    ('sources = ["atlas"]', "sources = []", "management.toml: rest: is published without a source"),
    ('sources = ["book"]', 'sources = ["diary"]', 'management.toml: rest: source "diary" does not exist'),
    (
        'basis = "published"',
        'basis = "judgement"',
        "dermatome_maps.toml: old: is a judgement without its reason (why)",
    ),
]


def test_the_small_reference_is_valid():
    assert faults_of(SMALL) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"), FAULTY, ids=[f"{row}-{fault}" for row, (*_, fault) in enumerate(FAULTY)]
)
def test_a_fault_is_named_by_file_and_row(tmp_path, old, new, fault):
    folder = edited(tmp_path / "data", fault.partition(":")[0], old, new)
    assert fault in faults_of(folder)


def test_a_row_of_severity_is_unique(tmp_path):
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
        *(f"zoster.{root}" for root in read(SMALL)[0].roots),
    }


def test_the_whole_reference_is_valid(reference):
    assert check(reference) == ()
