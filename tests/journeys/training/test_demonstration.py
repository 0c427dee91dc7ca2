"""A visitor without an account examines a demonstration patient, from the first page to the signed note."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.clinician import Clinician

pytestmark = pytest.mark.browser


@pytest.mark.long
def test_from_the_first_page_to_the_signed_note_and_nothing_of_it_in_the_list(new_tablet, accessibility_faults):
    visitor = Clinician(new_tablet)
    new_tablet.goto("/")
    visitor.sees("You decide.", "Try it with a demonstration patient")
    new_tablet.get_by_role("button", name="Cauda equina").tap()
    visitor.is_at("Complaint")
    visitor.goes_to("Red flags")
    visitor.sees("Since yesterday I can't feel the toilet paper")
    assert new_tablet.locator(".banner").count() == 0
    visitor.taps_on("Saddle numbness: new or worse")
    expect(new_tablet.locator(".banner")).to_contain_text("Emergency")
    assert accessibility_faults(new_tablet) == {}
    new_tablet.locator(".banner summary").tap()
    new_tablet.get_by_role("link", name="Transfer sheet").tap()
    visitor.sees("Emergency transfer", "Draft, not signed", "TRAINING: a demonstration, not an examined patient")
    new_tablet.go_back()
    visitor.goes_to("Note")
    signs(visitor)
    new_tablet.get_by_role("link", name="Copy").evaluate("one => location.assign(one.href)")
    assert new_tablet.locator("main").text_content().count("TRAINING: a demonstration, not an examined patient") == 2
    assert visitor.taps == 3
    visitor.makes_the_first_account()
    assert new_tablet.locator("a[href*='/exams/training']").count() == 0
    visitor.sees("Your first examination")


def signs(visitor):
    visitor.page.get_by_role("link", name="Sign ...").tap()
    visitor.is_at("Sign this note")
    visitor.page.get_by_role("button", name="Sign as Demonstration examiner").tap()
    visitor.is_at("Note")
    expect(visitor.page.locator("main")).to_contain_text(re.compile("Signed"))
    visitor.sees("TRAINING")
