"""Reading the files of the reference: a small valid one, and one edit for each way a file can be faulty."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from reference import ReferenceFaulty, load_reference
from reference.load import provide, read

SMALL = Path(__file__).parent / "small"


def edited(folder, file, old, new):
    """A copy of the small reference with one passage of one file written differently."""
    shutil.copytree(SMALL, folder)
    content = (folder / file).read_bytes()
    assert old.encode() in content
    (folder / file).write_bytes(content.replace(old.encode(), new if isinstance(new, bytes) else new.encode(), 1))
    return folder


def faults_of(folder):
    return [str(fault) for fault in read(folder)[1]]


def test_the_small_reference_is_valid():
    reference = load_reference(SMALL)
    assert list(reference.tests) == ["strength.dorsiflexion", "tension.raise", "tension.angle", "saddle.tone"]
    assert [row.scale for row in reference.severity_shares] == ["power"]


def test_a_review_block_dates_every_row_that_has_no_dates_of_its_own(tmp_path):
    folder = edited(tmp_path / "data", "sources.toml", 'id = "book"\n', 'id = "book"\nreviewed_on = 2026-05-05\n')
    sources = read(folder)[0].sources
    assert (sources["atlas"].reviewed_on, sources["book"].reviewed_on) == (date(2026, 1, 1), date(2026, 5, 5))
    assert sources["book"].review_by == date(2027, 1, 1)


# An edit (old and new text), and the fault that it causes.
FAULTY = [
    ('id = "knee"', "id =", "sites.toml: file: is not TOML: Invalid value (at line 6, column 5)"),
    (
        "Knee",
        b"\xff",
        "sites.toml: file: is not TOML: 'utf-8' codec can't decode byte 0xff in position 128: invalid start byte",
    ),
    ("[[site]]", "[[place]]\n[[site]]", "sites.toml: place: is not a table of this file"),
    ("[review]", "[other]\n[review]", "sites.toml: other: is not a table of this file"),
    ("[[alert]]", "[alert]", "alerts.toml: alert: is not written as rows, [[alert]]"),
    ("[[pointer]]", "[pointer]", "knee_or_spine.toml: pointer: is not written as rows, [[pointer]]"),
    ("disc =", "disk =", "roots.toml: L5: Object contains unknown field `disk`"),
    ('disc = "L4-5"\n', "", "roots.toml: L5: Object missing required field `disc`"),
    (
        'landmark = "Foot"',
        'landmark = "Foot"\ndrawing = "foot"',
        "tests.toml: strength.dorsiflexion: Invalid enum value 'foot' - at `$.drawing`",
    ),
    ('id = "L5"\n', "", "roots.toml: root 1: Object missing required field `id`"),
    ('id = "red_flags.fever"', 'id = ""', "questions.toml: question 1: Expected `str` of length >= 1 - at `$.id`"),
    (
        "[[severity]]",
        "[[severity]]\n[[severity]]",
        "likelihoods.toml: severity 1: Object missing required field `sources`",
    ),
    ('"stretch"', '"strength.dorsiflexion"', "likelihoods.toml: strength.dorsiflexion: is duplicated"),
    ('id = "book"', 'id = "atlas"', "sources.toml: atlas: is duplicated"),
    ('roots = ["L5"]', 'roots = "L5"', "nerves.toml: fibular: Expected `array`, got `str` - at `$.roots`"),
    ("p = 0.9999999", "p = 1.0", "priors.toml: root.L5: Expected `float` < 1.0 - at `$.p`"),
    ('"urgent"', '"soon"', "alerts.toml: infection: Invalid enum value 'soon' - at `$.urgency`"),
    ("2026-01-01", '"May"', "alerts.toml: infection: Invalid RFC3339 encoded date - at `$.reviewed_on`"),
    ("[[map]]", "[map]", "dermatome_maps.toml: map: is not written as rows, [[map]]"),
    ('"spine"', '"back"', "conditions.toml: sciatica: Invalid enum value 'back' - at `$.kind`"),
    ('says = "Strips."\n', "", "dermatome_maps.toml: old: Object missing required field `says`"),
    ('"self_care"', '"advice"', "management.toml: rest: Invalid enum value 'advice' - at `$.phase`"),
    ('"local_cause"', '"cause"', "mechanisms.toml: overuse: Invalid enum value 'cause' - at `$.kind`"),
    ("sentence =", "claim =", "conditions.toml: sciatica: Object contains unknown field `claim` - at `$.supports[0]`"),
    ("at_least = 2", "at_least = 0", "imaging.toml: mri: Expected `int` >= 1 - at `$.when.at_least`"),
]


@pytest.mark.parametrize(("old", "new", "fault"), FAULTY)
def test_a_faulty_file_is_named_with_its_row(tmp_path, old, new, fault):
    file = fault.partition(":")[0]
    assert faults_of(edited(tmp_path / "data", file, old, new)) == [fault]


def test_rows_are_tables(tmp_path):
    folder = edited(tmp_path / "data", "alerts.toml", "[review]", "")
    (folder / "alerts.toml").write_text('alert = ["infection"]\n')
    assert faults_of(folder) == ["alerts.toml: alert: is not written as rows, [[alert]]"]


REVIEW = "[review]\nreviewed_on = 2026-01-01\nreview_by = 2027-01-01\n"
UNDATED = "sites.toml: knee: Object missing required field `reviewed_on`"
MISHELD = "sites.toml: review: holds more or less than reviewed_on and review_by"


@pytest.mark.parametrize(
    ("review", "faults"),
    [
        ("", [UNDATED]),
        ("[review]\n", [MISHELD, UNDATED]),
        ("review = 2026-01-01\n", [MISHELD, UNDATED]),
        ("[review]\nreview_by = 2027-01-01\n", [MISHELD, UNDATED]),
        (REVIEW + 'sources = ["book"]\n', [MISHELD, UNDATED]),
    ],
)
def test_a_review_block_holds_two_dates_and_nothing_else(tmp_path, review, faults):
    assert faults_of(edited(tmp_path / "data", "sites.toml", REVIEW, review)) == faults


def test_every_fault_of_every_file_is_found_at_once(tmp_path):
    folder = edited(tmp_path / "data", "alerts.toml", "[review]", "=")
    (folder / "roots.toml").unlink()
    with pytest.raises(ReferenceFaulty) as faulty:
        load_reference(folder)
    named = [str(fault) for fault in faulty.value.faults]
    assert str(faulty.value).split("\n") == named
    assert named[:2] == [
        "roots.toml: file: is missing",
        "alerts.toml: file: is not TOML: Invalid statement (at line 1, column 1)",
    ]
    # What cannot be read cannot be resolved either.
    assert 'tests.toml: strength.dorsiflexion: root "L5" does not exist' in named


def test_the_version_is_the_latest_review_and_changes_with_the_data(tmp_path):
    reviewed = edited(tmp_path / "reviewed", "sites.toml", "2026-01-01", "2026-02-02")
    renamed = edited(tmp_path / "renamed", "sites.toml", '"Knee"', '"The knee"')
    day, _, digest = read(SMALL)[0].version.partition("+")
    assert (day, len(digest)) == ("2026-01-01", 8)
    assert read(reviewed)[0].version.startswith("2026-02-02+")
    assert read(renamed)[0].version.startswith("2026-01-01+")
    assert not read(renamed)[0].version.endswith(digest)
    assert read(tmp_path / "nowhere")[0].version.startswith("+")


def test_the_reference_is_read_once():
    assert load_reference() is load_reference()


def test_a_reference_that_was_kept_is_used_for_the_programs_own_alone(monkeypatch, tmp_path):
    own = load_reference()
    monkeypatch.setattr("reference.load._provided", [])
    provide(own)
    load_reference.cache_clear()
    assert load_reference() is own
    with pytest.raises(ReferenceFaulty):
        load_reference(tmp_path)
