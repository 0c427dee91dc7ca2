"""A row past its review is named, one that is due today is not; who has reviewed a figure is read and checked."""

import shutil
from datetime import date

import pytest

from reference import Overdue, load_reference, overdue
from reference.figures import figure_named, figures_of, reviewed_count, reviews_of
from reference.load import read
from tests.reference.faults import SMALL, edited, faults_of

FIGURE = "likelihoods/strength.dorsiflexion/root.L5"
REVIEW = '{ by = "A", role = "GP", on = 2026-11-28, verdict = "agree", p = 0.5 }'
LAST = "# `p` is the figure that was reviewed."
LAST_DAY = date(2027, 1, 1)


@pytest.fixture(scope="module")
def small():
    return read(SMALL)[0]


def test_a_row_is_valid_through_its_last_day(small):
    assert overdue(small, LAST_DAY) == ()


def test_every_row_is_overdue_the_day_after(small):
    late = overdue(small, date(2027, 1, 2))
    named = {str(row) for row in late}
    assert "sources.toml: atlas: was to be reviewed by 2027-01-01" in named
    assert "likelihoods.toml: power under root: was to be reviewed by 2027-01-01" in named
    arranging = {"steps.toml", "families.toml", "kinds.toml", "reviews.toml", "codes.toml"}  # nothing to review
    assert {row.file for row in late} == {path.name for path in SMALL.glob("*.toml")} - arranging


def test_the_longest_overdue_comes_first(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(SMALL, folder)
    path = folder / "conditions.toml"
    earlier = 'id = "sciatica"\nreview_by = 2026-06-01'
    path.write_text(path.read_text(encoding="utf-8").replace('id = "sciatica"', earlier), encoding="utf-8")
    reference = read(folder)[0]
    assert overdue(reference, LAST_DAY) == (Overdue("conditions.toml", "sciatica", date(2026, 6, 1)),)
    assert overdue(reference, date(2028, 1, 1))[0].row == "sciatica"


def reviewed(figure, *reviews):
    return f'{LAST}\n[[reviewed]]\nfigure = "{figure}"\nreviews = [{", ".join(reviews)}]\n#'


def test_a_review_is_read(tmp_path):
    folder = edited(tmp_path / "data", "reviews.toml", LAST, reviewed(FIGURE, REVIEW))
    assert faults_of(folder) == []
    reference = read(folder)[0]
    (review,) = reviews_of(reference, FIGURE)
    assert (review.by, review.role, review.on, review.verdict, review.p) == (
        "A",
        "GP",
        date(2026, 11, 28),
        "agree",
        0.5,
    )
    assert reviews_of(reference, "priors/leg.root") == ()
    assert reviewed_count(reference)[0] == 1


@pytest.mark.parametrize(
    "figure", ["likelihoods/strength.dorsiflexion/root.S9", "likelihoods/no/none", "priors/no", "no"]
)
def test_a_review_of_no_figure_is_refused(tmp_path, figure):
    folder = edited(tmp_path / "data", "reviews.toml", LAST, reviewed(figure, REVIEW))
    assert faults_of(folder) == [f"reviews.toml: {figure}: is no figure of likelihoods.toml or priors.toml"]


def test_two_reviews_of_one_reader_on_one_day_are_refused(tmp_path):
    folder = edited(tmp_path / "data", "reviews.toml", LAST, reviewed(FIGURE, REVIEW, REVIEW))
    assert faults_of(folder) == [f'reviews.toml: {FIGURE}: "A" has two reviews of 2026-11-28']


def test_a_figure_listed_without_a_review_is_refused(tmp_path):
    folder = edited(tmp_path / "data", "reviews.toml", LAST, reviewed(FIGURE))
    assert faults_of(folder) == [f"reviews.toml: {FIGURE}: is listed without a review"]


def test_a_verdict_is_one_of_three(tmp_path):
    folder = edited(tmp_path / "data", "reviews.toml", LAST, reviewed(FIGURE, REVIEW.replace("agree", "cannot_say")))
    (fault,) = read(folder)[1]
    assert str(fault).startswith(f"reviews.toml: {FIGURE}: Invalid enum value 'cannot_say'")


def test_every_figure_is_found_by_its_id():
    for reference in (load_reference(), read(SMALL)[0]):
        figures = figures_of(reference)
        cells = sum(len(row.cells) for row in reference.likelihoods.values())
        assert len(figures) == cells + len(reference.priors)
        assert all(figure_named(reference, id) == figure for id, figure in figures.items())
