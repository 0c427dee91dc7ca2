"""From the form to what its readers would change: `dermyo reference worksheet` and `dermyo reference review`."""

import re
import tomllib

import pytest

from exam.commands.reviewing import review
from reference import load_reference
from tests.domain.review.forms import FIGURES, form, value_of

pytestmark = pytest.mark.xdist_group("worksheet")

MANY = FIGURES[:20]
SMALL_FORM = ("reference", "worksheet", "--rows", "3", "--examinations", "1")


@pytest.fixture(scope="module")
def worksheet(tmp_path_factory):
    """The form of three figures, as HTML and PDF."""
    from exam.cli import main

    folder = tmp_path_factory.mktemp("form")
    assert main([*SMALL_FORM, "--out", str(folder)]) == 0
    return {path.suffix: path for path in folder.iterdir()}


def saved_by(page, name, answer, estimate):
    """What a browser saves when a reader gives every figure of the form this answer."""
    shown = re.findall(r'data-figure="([^"]+)" data-p="([^"]+)"', page)
    answers = [{"figure": id, "p": float(p), "answer": answer, "estimate": estimate} for id, p in shown]
    return form(name) | {"answers": answers}


def test_there_and_back(worksheet, run, file):
    page = worksheet[".html"].read_text()
    assert worksheet[".pdf"].read_bytes().startswith(b"%PDF")
    names = [
        file(saved_by(page, name, answer, estimate), f"{name}.json")
        for name, answer, estimate in (("A", "too_high", 0.3), ("B", "too_high", 0.2), ("C", "agree", 0.25))
    ]
    status, out, err = run("reference", "review", *names)
    assert (status, err) == (0, [])
    assert [line.split()[:4] for line in out[1:4]] == [["1", "2", "0", "0"]] * 3
    assert "Agreement between readers: 33 % of pairs of verdicts, over 3 figures with two or more" in out
    assert "Fleiss' kappa: too few to say (20 figures are needed)" in out
    proposals = out[out.index("Proposed changes, to be decided and made by hand:") + 1 :]
    assert len(proposals) == 6
    assert all("2 of 3 readers: too high." in line for line in proposals[1::2])
    assert all("Median of the readers' own estimates: 25 of 100" in line for line in proposals[1::2])


@pytest.mark.long
def test_the_form_needs_nothing_else(worksheet):
    page = worksheet[".html"].read_text()
    assert re.findall(r"""(?:src|href)=|url\((?!data:)|https?://""", page) == []
    assert "No clinician has reviewed any of these 3 figures yet." in page
    assert page.count('<fieldset class="claim"') == 3


def two_readers(file, one, other):
    first = form("A", *((id, one(place)) for place, id in enumerate(MANY)))
    second = form("B", *((id, other(place)) for place, id in enumerate(MANY)))
    return file(first, "a.json"), file(second, "b.json")


def test_kappa_is_printed_for_enough_figures(run, file):
    names = two_readers(file, lambda at: "agree" if at < 10 else "too_low", lambda at: "agree" if at < 9 else "too_low")
    _, out, _ = run("reference", "review", *names)
    assert "Cohen's kappa: 0.90" in out


def test_kappa_of_verdicts_that_are_all_alike(run, file):
    _, out, _ = run("reference", "review", *two_readers(file, lambda _: "agree", lambda _: "agree"))
    assert "Cohen's kappa: cannot be computed, since all verdicts are alike" in out
    assert "Proposed changes: none, from 2 readers" in out


def test_one_reader_agrees_with_nobody(run, file):
    _, out, _ = run("reference", "review", file(form("A", (FIGURES[0], "too_high"))))
    assert "Agreement between readers: no figure has two verdicts" in out
    assert "Proposed changes: none, from 1 reader" in out


def test_a_proposal_quotes_comments_and_says_what_is_missing(run, file):
    comment = {"comment": "seldom\nseen"}
    names = [file(form(name, (FIGURES[0], "too_low", comment)), f"{name}.json") for name in "AB"]
    _, out, _ = run("reference", "review", *names)
    assert out[-1] == '  "seldom seen"'
    assert "No reader gave an estimate." in out[-3]


def test_an_estimate_outside_the_range_is_pointed_out(run, file):
    names = [file(form(name, (FIGURES[0], "too_low", {"estimate": 0.99})), f"{name}.json") for name in "AB"]
    _, out, _ = run("reference", "review", *names)
    assert out[-1].endswith("estimates: 99 of 100, outside that range.")


def test_an_answer_about_another_value_is_not_counted(run, file):
    _, out, _ = run("reference", "review", file(form("A", (FIGURES[0], "agree", {"p": 0.777}))))
    assert out[1].endswith(f"{FIGURES[0]} (1 not counted: the figure has changed since)")


def test_faulty_forms_are_refused_by_file_and_place(run, file):
    bad = file(form("A", (FIGURES[0], "perhaps")), "bad.json")
    same = [file(form("B", (FIGURES[0], "agree")), name) for name in ("b1.json", "b2.json")]
    status, out, err = run("reference", "review", bad, *same)
    assert (status, out) == (1, [])
    assert err == [
        f"{bad}: answers[0].answer: Invalid enum value 'perhaps'",
        f'{same[1]}: reader.name: "B" has another form here',
    ]


def test_a_form_that_does_not_exist(run):
    assert run("reference", "review", "no.json") == (2, [], ["dermyo: no.json: No such file or directory"])


def test_only_record_stores_who_reviewed_what(run, file, tmp_path, monkeypatch):
    monkeypatch.setattr(review, "DATA", tmp_path)
    name = file(form("A", (FIGURES[0], "agree"), (FIGURES[1], "cannot_say")))
    run("reference", "review", name)
    path = tmp_path / "reviews.toml"
    assert not path.exists()
    status, out, _ = run("reference", "review", name, "--record")
    assert (status, out[-1]) == (0, f"{path}: {len(load_reference().reviews) + 1} figures reviewed")
    rows = {row["figure"]: row["reviews"] for row in tomllib.loads(path.read_text())["reviewed"]}
    assert rows[FIGURES[0]][-1]["by"] == "A"
    assert rows[FIGURES[0]][-1]["p"] == value_of(FIGURES[0])
    assert FIGURES[1] not in rows


def test_reviews_that_cannot_be_stored(run, file, tmp_path, monkeypatch):
    monkeypatch.setattr(review, "DATA", tmp_path / "no")
    status, _, err = run("reference", "review", file(form("A", (FIGURES[0], "agree"))), "--record")
    assert (status, err) == (2, [f"dermyo: {tmp_path / 'no' / 'reviews.toml'}: No such file or directory"])


def test_a_worksheet_needs_a_folder_that_can_be_written(run, tmp_path, monkeypatch):
    assert run(*SMALL_FORM, "--out", tmp_path / "no") == (2, [], [f"dermyo: {tmp_path / 'no'}: is not a folder"])
    (tmp_path / "dermyo-review.html").mkdir()
    status, _, err = run(*SMALL_FORM, "--out", tmp_path)
    assert (status, err) == (2, [f"dermyo: {tmp_path / 'dermyo-review.html'}: Is a directory"])


@pytest.mark.parametrize("count", ["0", "-1", "many"])
def test_the_number_of_figures_is_a_whole_number(run, count):
    status, _, err = run("reference", "worksheet", f"--rows={count}")
    assert status == 2
    assert err[-1].endswith(f'argument --rows: "{count}" is not a whole number from 1')
