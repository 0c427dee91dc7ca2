"""What is stored of returned forms, and the file that it is stored in."""

import tomllib
from datetime import date

import msgspec

from exam.domain.review.kept import merged, written
from reference.model import Review, ReviewedFigure
from tests.domain.review.forms import FIGURES, answered, form, read, value_of

OLD = Review(by="A", role="GP", on=date(2026, 1, 2), verdict="agree", p=0.5)


def test_reviews_are_added_in_the_order_of_the_tables():
    found = merged({}, [read(form("A", (FIGURES[2], "agree"), (FIGURES[0], "too_low"))), answered("B", "cannot_say")])
    assert list(found) == [FIGURES[0], FIGURES[2]]
    (review,) = found[FIGURES[0]].reviews
    assert (review.by, review.verdict, review.p) == ("A", "too_low", value_of(FIGURES[0]))


def test_a_new_verdict_replaces_the_old_one_of_that_reader_alone():
    before = {FIGURES[0]: ReviewedFigure(figure=FIGURES[0], reviews=(OLD, msgspec.structs.replace(OLD, by="B")))}
    reviews = merged(before, [answered("A", "too_high")])[FIGURES[0]].reviews
    assert [(review.by, review.verdict) for review in reviews] == [("B", "agree"), ("A", "too_high")]
    assert merged(before, [answered("A", "cannot_say")]) == before


def test_what_is_written_is_read_again():
    odd = 'Dr "Ä" \\ \n\x7f'
    found = merged({}, [answered(odd, "agree", "too_high"), answered("B", "agree")])
    text = written(found)
    assert text.startswith("# Who has reviewed")
    rows = [msgspec.convert(row, ReviewedFigure) for row in tomllib.loads(text)["reviewed"]]
    assert {row.figure: row for row in rows} == found
    assert tomllib.loads(written({})) == {}
