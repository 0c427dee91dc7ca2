"""`dermyo blank-form`: the form to fill in by hand, with the families that are asked for."""

import pytest


@pytest.fixture
def printed(monkeypatch):
    """Replace the printing, which has tests of its own."""
    forms = []

    def print_quickly(code, further, paper):
        forms.append((code, list(further)[:2], len(further), paper))
        return b"%PDF-form"

    monkeypatch.setattr("exam.commands.sheets.blank.blank_pdf", print_quickly)
    return forms


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ("en", [], 0, "a4")),
        (("--further", "tension", "gait", "--language", "de"), ("de", ["tension", "gait"], 2, "a4")),
        (("--further", "all", "--paper", "letter"), ("en", ["reflexes", "light_touch"], 11, "letter")),
    ],
)
def test_a_form_is_written_with_the_families_asked_for(run, tmp_path, printed, options, expected):
    assert run("blank-form", "-o", tmp_path / "form.pdf", *options) == (0, [], [])
    assert (tmp_path / "form.pdf").read_bytes() == b"%PDF-form"
    assert printed == [expected]


def test_an_unknown_family_is_wrong_usage(run, tmp_path, printed):
    status, _, errors = run("blank-form", "-o", tmp_path / "form.pdf", "--further", "gait", "arms")
    assert (status, printed) == (2, [])
    assert errors[0].startswith('dermyo: --further: "arms" is no family of tests: reflexes, light_touch, ')


def test_links_that_lead_round_in_a_circle_are_named(run, tmp_path, printed):
    (tmp_path / "one.pdf").symlink_to(tmp_path / "other.pdf")
    (tmp_path / "other.pdf").symlink_to(tmp_path / "one.pdf")
    status, _, errors = run("blank-form", "-o", tmp_path / "one.pdf")
    assert (status, errors) == (2, [f"dermyo: {tmp_path / 'one.pdf'}: Too many levels of symbolic links"])
    assert (tmp_path / "one.pdf").is_symlink()
