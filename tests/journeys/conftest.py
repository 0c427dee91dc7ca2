"""A server of its own, a tablet in Chromium and a window in WebKitGTK: the engines of Android and of Safari.

WebKitGTK has no touch and is not iPadOS; it shows that the pages need nothing of Chromium's.
"""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect, sync_playwright
from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.journeys.clinician import Clinician
from tests.journeys.servers.forked import Server, Servers

ROOT = Path(__file__).parents[2]
AXE = ROOT / "tests/vendor/axe/axe.min.js"
TABLET: dict[str, Any] = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}
# Chromium without the parts of a desktop: the same engine, at half the cost.
CHROMIUM_SHELL = "/usr/bin/chromium-headless-shell"
# No sandbox: a test may run as root. The rest keeps the browser from calling home.
CHROMIUM = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
]
# Else every page copies all the steps for a lost connection, two seconds after it was opened.
NO_COPIES = "delete window.caches"
PATIENCE = 120  # seconds until a page has loaded
# A busy machine may take this long to show what a test expects; a test continues as soon as it is shown.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def servers():
    """What starts servers."""
    return Servers()


@pytest.fixture(scope="session")
def address(servers, tmp_path_factory):
    """The address of a server that started with an empty data folder, for all journeys of a session."""
    with servers.serving(tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture
def new_address(servers, tmp_path):
    """The same for one journey alone."""
    with servers.serving(tmp_path) as url:
        yield url


@pytest.fixture
def server(servers, tmp_path):
    """A server of one journey alone, which stops and starts again."""
    server = Server(servers, tmp_path)
    server.starts()
    yield server
    server.stops()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM_SHELL, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in_once(chromium, address):
    """The browser's storage after the first account was created; what a journey finds in it may be of a later one."""
    context = chromium.new_context(base_url=address, **TABLET)
    Clinician(context.new_page()).makes_the_first_account()
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def signed_in(chromium, address, signed_in_once):
    """The browser's storage with a session, so that a journey need not sign in."""
    return still_signed_in(chromium, address, signed_in_once)


def still_signed_in(chromium, address, kept):
    """The same storage; with a new session where a journey before has signed out."""
    cookies = {"Cookie": "; ".join(f"{one['name']}={one['value']}" for one in kept["cookies"])}
    with urlopen(Request(f"{address}/exams", headers=cookies)) as page:
        is_signed_in = page.url == f"{address}/exams"
    if not is_signed_in:
        context = chromium.new_context(base_url=address, **TABLET)
        Clinician(context.new_page()).signs_in()
        kept.update(context.storage_state())
        context.close()
    return kept


@pytest.fixture(scope="session")
def long_open(chromium, address, signed_in_once):
    """A browser that has fetched the scripts and style sheets already, which takes half the time of a short journey."""
    context = new_context(chromium, address)
    yield context
    context.close()


@pytest.fixture
def tablet(long_open, address, signed_in):
    """A page on a tablet held upright; an error in the page's console fails the test. Nothing is left of others."""
    long_open.clear_cookies()
    long_open.add_cookies(signed_in["cookies"])
    long_open.clear_permissions()
    with page_of(long_open) as page:
        storage = long_open.new_cdp_session(page)
        storage.send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": "indexeddb,local_storage"})
        storage.detach()
        yield page


@pytest.fixture
def new_tablet(chromium, new_address):
    """The same with a new server, which has no account."""
    with opened(chromium, new_address) as page:
        yield page


@pytest.fixture
def signed_out_tablet(chromium, address, signed_in):
    """The same with the same server, with nobody signed in; there is an account."""
    assert signed_in
    with opened(chromium, address) as page:
        yield page


@pytest.fixture
def plain_tablet(chromium, address, signed_in):
    """The same with scripts switched off."""
    with opened(chromium, address, storage_state=signed_in, java_script_enabled=False) as page:
        yield page


@contextmanager
def opened(browser, url, **how):
    context = new_context(browser, url, **how)
    with page_of(context) as page:
        yield page
    context.close()


def new_context(browser, url, **how):
    # A test cannot hold up requests that a service worker makes; connection/ has tablets with one.
    context = browser.new_context(base_url=url, accept_downloads=True, service_workers="block", **TABLET, **how)
    context.add_init_script(NO_COPIES)
    return context


@contextmanager
def page_of(context):
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    page.close()
    assert complaints == []


@pytest.fixture(scope="session")
def display():
    """A virtual screen, for the browser that needs one."""
    screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1100x1400x24", "-nolisten", "tcp"]
    with subprocess.Popen(screen, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        yield ":" + server.stdout.readline().strip()
        server.terminate()


@pytest.fixture(scope="session")
def webkit(display, address):
    # There is no graphics card.
    surroundings = {**os.environ, "DISPLAY": display, "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
    driver = webdriver.WebKitGTK(options=Options(), service=Service("/usr/bin/WebKitWebDriver", env=surroundings))
    driver.set_window_size(820, 1180)
    # No implicit wait: a search that still waits within a page is never answered once that page is replaced.
    # A page that never comes fails its test, and does not hold up the rest.
    driver.set_page_load_timeout(PATIENCE)
    driver.set_script_timeout(PATIENCE)
    driver.get(address)
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def accessibility_faults():
    """A function from a page of Chromium to what axe finds wrong with it, by rule."""
    source = AXE.read_text(encoding="utf-8")

    def find(page, **options):
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        found = page.evaluate("options => axe.run(document, options)", {"resultTypes": ["violations"], **options})
        return {fault["id"]: [node["html"] for node in fault["nodes"]] for fault in found["violations"]}

    return find
