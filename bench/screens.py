"""A screenshot of every screen: `python -m bench.screens [FOLDER]`, by default into `docs/screens`."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, StorageState, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from exam import create_app
from exam.config import Config
from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.steps.sequence import steps as steps_in_order
from exam.store.exams import Exams
from tests.journeys.conftest import CHROMIUM, CHROMIUM_SHELL

FOLDER = Path(__file__).parents[1] / "docs" / "screens"
SIZES = {"portrait": (820, 1180), "landscape": (1180, 820), "phone": (390, 844)}
Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
# A palette reduces the files to a third, without a visible difference.
COLOURS = 128
ACCOUNT = {
    "username": "a.vesalius",
    "full_name": "Andreas Vesalius",
    "role": "Physiotherapist",
    "password": "on the fabric of the body",
    "password_again": "on the fabric of the body",
}
STEPS = ("complaint", "red-flags", "back-or-knee", "reflexes", "sensation", "strength", "tension", "further")
LEFT_L5 = {
    "patient.age": 54,
    "patient.sex": "female",
    "presentation.symptom_side": "left",
    "presentation.duration_weeks": 4.0,
    "presentation.pain_sites.left": ["buttock", "lateral_leg"],
    "presentation.paraesthesia_sites.left": ["dorsal_foot"],
    "presentation.features.back_pain": True,
    "presentation.features.pain_below_knee": True,
    "red_flags.numbness_tingling_or_weakness": True,
    "findings.light_touch.L5.left": 1,
    "findings.strength.ankle_dorsiflexion.left": "4",
    "findings.strength.great_toe_extension.left": "4-",
    "findings.tension.straight_leg_raise.left": "positive",
    "findings.tension.straight_leg_raise_degrees.left": 35,
    "findings.tension.slump.right": {"not_tested": "pain"},
}
CAUDA_EQUINA = {
    "patient.age": 61,
    "presentation.symptom_side": "both",
    "red_flags.saddle_numbness": True,
    "red_flags.fever": True,
    "findings.strength.ankle_dorsiflexion.right": "3",
    "findings.strength.ankle_dorsiflexion.left": "2",
}
FILLED = ("red_flags", "reflexes", "sensation", "strength")
SIGNED = ("4468", "4469", "4470")
PATIENTS = {"4471": LEFT_L5, "4472": CAUDA_EQUINA, "4473": {}, **dict.fromkeys(SIGNED, LEFT_L5)}


def main() -> None:
    """Start a server with a few patients, open every screen and save a screenshot of each."""
    options = _options()
    options.folder.mkdir(parents=True, exist_ok=True)
    with serving() as (address, exams), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM_SHELL, args=CHROMIUM)
        signed_in = _sign_up(browser, address, options.folder)
        screens = {**around(), **examinations(_examined(exams))}
        for size in options.sizes:
            for theme in options.themes:
                page = _page(browser, address, size, theme, signed_in)
                for name, path in screens.items():
                    if options.only in name:
                        _keep(page, path, options.folder / f"{name}-{size}-{theme}.png", whole=options.whole)
                if options.only in "training-strength":
                    file = options.folder / f"training-strength-{size}-{theme}.png"
                    _keep(page, _demonstration(page), file, whole=options.whole)
                page.context.close()


def _demonstration(page: Page) -> str:
    """Begin a demonstration; returns the address of its strength step."""
    page.goto("/training/")
    page.get_by_role("button", name="Left L5 root").click()
    return page.url.replace("complaint", "strength")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.screens", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--sizes", nargs="*", default=list(SIZES), choices=list(SIZES))
    parser.add_argument("--themes", nargs="*", default=list(THEMES), choices=list(THEMES))
    parser.add_argument("--only", default="", help="screens with this in their names")
    parser.add_argument("--whole", action="store_true", help="the whole page, not what the screen shows at first")
    return parser.parse_args()


class SilentHandler(WSGIRequestHandler):
    """Does not log the requests that it answers."""

    def log(self, *_given: object) -> None:
        """Nothing."""


@contextmanager
def serving() -> Iterator[tuple[str, Exams]]:
    """A server for developers with an empty data folder, and the examinations behind it."""
    with TemporaryDirectory() as folder:
        app = create_app(Config(data=Path(folder), developer=True))
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=SilentHandler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", app.extensions["dermyo"].exams
        server.shutdown()


def around() -> dict[str, str]:
    """The screens around the examinations."""
    return {
        "list": "/exams",
        "waiting-for-an-outcome": "/outcomes",
        "account": "/account/",
        "audit": "/account/audit/",
        "clinic": "/account/clinic",
        "phrases": "/account/phrases",
        "people": "/account/people",
        "password": "/account/password",
        "trail": "/account/trail/",
        "two-step": "/account/two-step",
        "emergency-access": "/emergency-access",
        "erasing": "/account/erasing/",
        "reference": "/reference/",
        "reference-roots": "/reference/roots",
        "reference-test": "/reference/tests/strength.ankle_dorsiflexion",
        "blank-form": "/reference/blank-form",
        "help": "/help",
        "demonstrations": "/training/",
        "not-found": "/nowhere",
        "components": "/components",
    }


def examinations(exams: dict[str, str]) -> dict[str, str]:
    """The steps of the examinations of the patients."""
    steps = {step: f"/exams/{exams['4471']}/{step}" for step in (*STEPS, "assessment", "note")}
    return {
        **steps,
        "patient": f"/exams/{exams['4471']}/patient",
        "sign": f"/exams/{exams['4472']}/sign",
        "empty-sign": f"/exams/{exams['4473']}/sign",
        "void": f"/exams/{exams['4468']}/void",
        "transfer": f"/exams/{exams['4472']}/note/transfer",
        "note-text": f"/exams/{exams['4471']}/note/text",
        "patient-sheet": f"/exams/{exams['4472']}/note/patient-sheet?language=es",
        "void-note": f"/exams/{exams['4469']}/note",
        "replaced-note": f"/exams/{exams['4470']}/note",
        "empty-strength": f"/exams/{exams['4473']}/strength",
        "alert-strength": f"/exams/{exams['4472']}/strength",
        "alert-assessment": f"/exams/{exams['4472']}/assessment",
        "signed-strength": f"/exams/{exams['4468']}/strength",
        "signed-note": f"/exams/{exams['4468']}/note",
        "outcome": f"/exams/{exams['4468']}/outcome",
    }


def _examined(exams: Exams) -> dict[str, str]:
    made = {}
    for reference, answers in PATIENTS.items():
        made[reference] = exam_id = exams.create(reference, 1)
        exams.append(exam_id, 1, [Answer(path, value) for path, value in answers.items()])
        if answers is LEFT_L5:
            _fill(exams, exam_id)
    signer = Examiner(name=ACCOUNT["full_name"], role=ACCOUNT["role"])
    for reference in SIGNED:
        exams.sign(made[reference], 1, signer)
    exams.void(made["4469"], 1, "Wrong patient: the findings are those of 4418.")
    exams.sign(exams.correct(made["4470"], 1), 1, signer)
    return made


def _fill(exams: Exams, exam_id: str) -> None:
    for step in steps_in_order():
        if step.id in FILLED and (answers := step.normal(exams.open(exam_id, 1).record, "")):
            exams.append(exam_id, 1, answers, origin="all_normal")


def _sign_up(browser: Browser, address: str, folder: Path) -> StorageState:
    page = _page(browser, address, "portrait", "light", None)
    _keep(page, "/", folder / "first-account-portrait-light.png", whole=False)
    for name, text in ACCOUNT.items():
        page.fill(f"[name={name}]", text)
    page.get_by_role("button", name="Create account").click()
    page.get_by_role("button", name="I have read it").click()
    _keep(page, "/exams", folder / "empty-list-portrait-light.png", whole=False)
    kept = page.context.storage_state()
    page.context.clear_cookies()
    _keep(page, "/account/sign-in", folder / "sign-in-portrait-light.png", whole=False)
    page.context.close()
    return kept


def _page(browser: Browser, address: str, size: str, theme: Theme, signed_in: StorageState | None) -> Page:
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme=theme,
        has_touch=True,
        reduced_motion="reduce",
        storage_state=signed_in,
    )
    return context.new_page()


def _keep(page: Page, path: str, file: Path, *, whole: bool) -> None:
    page.goto(path)
    # The pages of a note after the first come by themselves.
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file, full_page=whole)
    with Image.open(file) as image:
        image.convert("RGB").quantize(COLOURS).save(file, optimize=True)


if __name__ == "__main__":
    main()
