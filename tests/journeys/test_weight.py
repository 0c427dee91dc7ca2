"""What is sent over the clinic's Wi-Fi, counted by the browser: small enough for a poor connection."""

import pytest

from tests.journeys.assessment.patients import CAUDA_EQUINA, whole_record
from tests.journeys.clinician import Clinician
from tests.journeys.conftest import CHROMIUM, CHROMIUM_SHELL, TABLET
from tests.journeys.connection.clinic_wifi import Wire, serving_https

# The gate adds up what pages link to: tests/web/http/test_weight.py.
pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.xdist_group("weight")]

FIRST_SCREEN, ANSWER = 91_000, 6_000  # bytes
# Of a record that raises emergencies and has everything; a tablet has 65 kB of it in its cache by then.
WHOLE_ASSESSMENT = 93_000
HEAVIEST = {
    "complaint": FIRST_SCREEN,
    "red-flags": FIRST_SCREEN,
    "sensation": FIRST_SCREEN,
    "strength": FIRST_SCREEN,
    # Over fifty tests, each with how it is done: 30 kB. It is hardly ever the first page that a tablet opens, and the
    # other 65 kB, the queue's scripts among them, are in the tablet's cache by then.
    "further": 101_000,
}


@pytest.fixture(scope="module")
def clinic(tmp_path_factory, chromium):
    """A browser that reaches a server over HTTPS, the session of its first account, and an examination's address."""
    with serving_https(tmp_path_factory.mktemp("clinic")) as (address, trusting):
        browser = chromium.browser_type.launch(executable_path=CHROMIUM_SHELL, args=[*CHROMIUM, trusting])
        page = browser.new_context(base_url=address, **TABLET).new_page()
        Clinician(page).makes_the_first_account().begins()
        yield browser, page.context.storage_state(), page.url.rpartition("/")[0]
        browser.close()


@pytest.fixture
def open_new(clinic):
    """A page of a tablet with nothing in its cache."""
    browser, _, _ = clinic
    contexts = []

    def open_new(**how):
        contexts.append(browser.new_context(**TABLET, **how, service_workers="block"))
        return contexts[-1].new_page()

    yield open_new
    for context in contexts:
        context.close()


def test_the_sign_in_is_light(clinic, open_new):
    came = Wire(open_new()).opens(clinic[2].partition("/exams")[0])
    assert 0 < sum(came) <= FIRST_SCREEN


@pytest.mark.parametrize(("step", "most"), HEAVIEST.items())
def test_a_first_step_is_light(clinic, open_new, step, most):
    _, session, exam = clinic
    page = open_new(storage_state=session)
    came = Wire(page).opens(f"{exam}/{step}")
    assert page.locator("h1").is_visible()
    assert 0 < sum(came) <= most


def test_the_assessment_is_light(clinic, open_new):
    _, session, _ = clinic
    page = open_new(storage_state=session)
    front = clinic[2].partition("/exams")[0]
    stored = page.request.post(f"{front}/api/exams", data=whole_record(CAUDA_EQUINA), ignore_https_errors=True).json()
    came = Wire(page).opens(front + stored["address"].replace("complaint", "assessment"))
    assert page.locator(".alert-row").count() > 1
    assert 0 < sum(came) <= WHOLE_ASSESSMENT


def test_a_drawing_is_fetched_when_how_to_test_is_opened(clinic, open_new):
    _, session, exam = clinic
    page = open_new(storage_state=session)
    fetched = []
    page.on("request", lambda request: fetched.append(request.url) if "/how-to/" in request.url else None)
    page.goto(f"{exam}/strength", wait_until="networkidle")
    assert fetched == []
    with page.expect_response("**/how-to/ankle_dorsiflexion.svg?v=*") as answer:
        page.locator("#strength-ankle_dorsiflexion .how > summary").tap()
    assert answer.value.ok
    assert len(fetched) == 1


def test_unchanged_files_are_not_fetched_again(clinic, open_new):
    _, session, exam = clinic
    page = open_new(storage_state=session)
    wire = Wire(page)
    wire.opens(f"{exam}/reflexes")
    assert 1 <= len(wire.opens(f"{exam}/strength")) <= 2


def test_the_answer_to_a_tap_is_light(clinic, open_new):
    _, session, exam = clinic
    page = open_new(storage_state=session)
    wire, answers = Wire(page), []
    for step in ("red-flags", "sensation", "strength"):
        page.goto(f"{exam}/{step}")
        answers += [wire.answer_to(page.locator(button).tap) for button in ("#fill-all", "#undo")]
    answers += [wire.answer_to(page.get_by_role("button", name="Left great toe extension, grade 4", exact=True).tap)]
    # Taps that bring new rows.
    for step, name in {"red-flags": "History of cancer: yes", "complaint": "Side of the complaint: Both"}.items():
        page.goto(f"{exam}/{step}")
        answers += [wire.answer_to(page.get_by_role("button", name=name, exact=True).tap)]
    # One that brings the parts of a card.
    page.goto(f"{exam}/assessment")
    page.locator("#impression details > summary").first.tap()
    answers += [wire.answer_to(page.get_by_role("button", name="Diagnosis: Sciatica", exact=True).tap)]
    assert 0 < max(answers) <= ANSWER
