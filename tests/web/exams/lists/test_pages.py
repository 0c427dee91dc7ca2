"""The pages of the list: what is older or newer is a tap away, also of a search and of a filter."""

import re

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner

EMERGENCY = [Answer("red_flags.saddle_numbness", True), Answer("presentation.symptom_side", "both")]


@pytest.fixture(autouse=True)
def two_a_page(monkeypatch):
    monkeypatch.setattr("exam.web.exams.listing.PAGE", 2)


@pytest.fixture
def five(services, account):
    return [services.exams.create(f"N-{number}", account.id) for number in range(5)]


def references(response):
    return re.findall(r'exam-who"><strong>(.+?)</strong>', response.text)


def tap(client, response, words):
    """Follow a link, or send the form of a button, as a browser without scripts does."""
    if link := re.search(rf'<a class="button" href="([^"]+)">{words}</a>', response.text):
        return client.get(link[1].replace("&amp;", "&"))
    form = next(one for one in response.text.split("<form ") if f">{words}</button>" in one.split("</form>")[0])
    fields = {**dict(re.findall(r'<input type="hidden" name="(search)" value="([^"]*)"', form))}
    name, value = re.search(rf'<button class="button" name="(\w+)" value="([^"]+)">{words}<', form).groups()
    return client.post(re.search(r'action="([^"]+)"', form)[1].replace("&amp;", "&"), data=fields | {name: value})


def test_older_ones_are_a_page_away_and_newer_ones_back(client, five):
    first = client.get("/exams")
    assert references(first) == ["N-4", "N-3"]
    assert ">Newer<" not in first.text
    second = tap(client, first, "Older")
    assert references(second) == ["N-2", "N-1"]
    last = tap(client, second, "Older")
    assert references(last) == ["N-0"]
    assert ">Older<" not in last.text
    assert references(tap(client, last, "Newer")) == ["N-2", "N-1"]
    assert references(tap(client, tap(client, last, "Newer"), "Newer")) == ["N-4", "N-3"]


def test_a_search_has_pages_and_stays_out_of_their_address(client, five):
    second = tap(client, client.post("/exams/search", data={"search": "n-"}), "Older")
    assert references(second) == ["N-2", "N-1"]
    assert "n-" not in second.request.full_path
    assert 'value="n-"' in second.text
    assert references(tap(client, second, "Newer")) == ["N-4", "N-3"]


def test_each_group_has_pages_of_its_own(client, five, services, account):
    for exam_id in five[:3]:
        services.exams.sign(exam_id, account.id, Examiner("Andreas Vesalius"))
    first = client.get("/exams")
    assert references(first) == ["N-4", "N-3", "N-2", "N-1"]
    assert 'aria-label="More examinations: Signed"' in first.text
    assert 'aria-label="More examinations: Drafts"' not in first.text
    second = tap(client, first, "Older")
    assert references(second) == ["N-0"]
    assert 'aria-current="true">Signed' in second.text


def test_the_pages_of_emergencies_stay_of_these(client, five, services, account):
    for exam_id in five:
        services.exams.append(exam_id, account.id, EMERGENCY)
    services.exams.sign(five[4], account.id, Examiner("Andreas Vesalius"))
    first = client.get("/exams?show=emergency")
    assert references(first) == ["N-3", "N-2", "N-4"]
    second = tap(client, first, "Older")
    assert references(second) == ["N-1", "N-0"]
    assert 'aria-current="true">Unanswered emergency' in second.text
    assert references(tap(client, second, "Newer")) == ["N-3", "N-2"]
    assert references(client.get("/exams?show=emergency&only=finished")) == ["N-4"]
    assert references(client.get("/exams?show=emergency&only=nonsense")) == ["N-3", "N-2", "N-4"]


@pytest.mark.parametrize(("order", "pages"), [("reference", ["a", "b", "c"]), ("age", ["c", "b", "a"])])
def test_older_ones_keep_the_order_and_their_address_names_no_patient(client, services, account, order, pages):
    for reference, age in (("c", 31), ("a", None), ("b", 52)):
        exam_id = services.exams.create(reference, account.id)
        services.exams.append(exam_id, account.id, [Answer("patient.age", age)] if age else [])
    first = client.get(f"/exams?order={order}")
    assert references(first) == pages[:2]
    second = tap(client, first, "Next")
    assert references(second) == pages[2:]
    address = second.request.full_path
    assert re.fullmatch(rf"/exams\?show=draft&order={order}&after=\d+\.[0-9a-f]{{32}}", address)
    assert references(tap(client, second, "Previous")) == pages[:2]


@pytest.mark.parametrize(
    "words",
    ["after=nonsense", "before=1", "after=9999999999999999999.a", "after=1.a-b", "page=2", "after=0.a"],
)
@pytest.mark.parametrize("show", ["", "show=draft&", "show=draft&order=age&"])
def test_a_place_that_somebody_made_up_is_the_first_page(client, five, words, show):
    page = client.get(f"/exams?{show}{words}")
    assert page.status_code == 200
    assert references(page) == ["N-4", "N-3"]
