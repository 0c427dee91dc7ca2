"""A reader fills the review form in from a folder, by keyboard too, and saves the answers."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from exam.cli import main
from exam.domain.review.form import read_form

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def form_file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("form")
    assert main(["reference", "worksheet", "--rows", "3", "--examinations", "2", "--out", str(folder)]) == 0
    return (folder / "dermyo-review.html").as_uri()


@pytest.mark.long
def test_answers_are_kept_and_saved_as_a_file(chromium, form_file):
    page = chromium.new_page()
    page.goto(form_file)
    claims = page.locator(".claim")
    save = page.get_by_role("button", name="Save answers as a file")

    page.get_by_label("Name").fill("A. Vesalius")
    page.get_by_label("Role").fill("Neurologist")
    page.get_by_label("Date").fill("2026-11-28")
    save.click()
    expect(page.get_by_role("status")).to_contain_text("Nothing is answered yet.")

    claims.nth(0).get_by_label("Too high").focus()
    page.keyboard.press("Space")
    claims.nth(0).get_by_label("Estimate").fill("12.5")
    claims.nth(2).get_by_label("Comment").fill("rare")
    save.click()
    expect(page.get_by_role("status")).to_contain_text("Choose an answer for number 3")
    claims.nth(2).get_by_label("Cannot say").check()

    page.reload()
    expect(page.get_by_role("status")).to_contain_text("2 of 3 answered")
    with page.expect_download() as saved:
        save.click()
    assert saved.value.suggested_filename == "dermyo-review-A-Vesalius-2026-11-28.json"
    found = read_form(Path(saved.value.path()).read_bytes())
    first, last = found.answers
    assert (first.answer, first.estimate) == ("too_high", 0.125)
    assert (last.answer, last.estimate, last.comment) == ("cannot_say", None, "rare")
    assert first.figure == claims.nth(0).get_attribute("data-figure")
    page.context.close()
