"""What prints has threads of its own, so that notes which wait for the press hold up no tap."""

import asyncio
import re
from threading import Event
from types import SimpleNamespace

import pytest

from exam import create_app
from exam.config import Config
from exam.serving.bridge import PRINTS, Bridge
from tests.serving.test_bridge import Headers, Sender

PRINTING = {
    *("outputs.print_pdf", "exchange.export_document", "notes.show_page", "notes.show_pages"),
    *("patient_sheets.print_pdf", "transfer.print_pdf", "blank_forms.print_pdf", "whole_patient.export"),
    *("signing.confirm", "signing.sign", "counter_signing.ask", "counter_signing.sign", "trail.export"),
    *("audit.show", "audit.print_pdf", "audit.export"),
}


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    """Every address, with something in the place of each part that varies, and its endpoint."""
    app = create_app(Config(data=tmp_path_factory.mktemp("data")))
    filled = [(rule, re.sub(r"<int[^>]*>", "7", rule.rule)) for rule in app.url_map.iter_rules()]
    return [(rule.endpoint, re.sub(r"<[^>]+>", "strength", address)) for rule, address in filled]


def test_these_pages_print(rules):
    assert {endpoint for endpoint, address in rules if PRINTS.fullmatch(address)} == PRINTING


def test_every_file_that_takes_long_is_among_them(rules):
    long = [address for _, address in rules if address.endswith((".pdf", ".png", ".zip", ".csv"))]
    assert len(long) == 8
    assert all(PRINTS.fullmatch(address) for address in long)


def test_ten_notes_that_wait_hold_up_no_tap():
    printed = Event()

    def app(environ, start_response):
        if environ["PATH_INFO"].endswith(".pdf"):
            printed.wait(30)
        start_response("200 OK", [])
        return [environ["PATH_INFO"].encode()]

    async def ask_all():
        bridge = Bridge(app, Config(threads=2))
        notes = [Sender() for _ in range(10)]
        waiting = [asyncio.ensure_future(bridge.__rsgi__(scope("/exams/1/note.pdf"), one)) for one in notes]
        await asyncio.sleep(0.05)
        await asyncio.wait_for(bridge.__rsgi__(scope("/exams/1/strength"), tap := Sender()), 10)
        assert tap.got.text == "/exams/1/strength"
        assert [one.got for one in notes] == [None] * 10
        printed.set()
        await asyncio.gather(*waiting)
        assert {one.got.text for one in notes} == {"/exams/1/note.pdf"}
        bridge.__rsgi_del__(None)

    try:
        asyncio.run(ask_all())
    finally:
        printed.set()


def scope(path):
    return SimpleNamespace(
        http_version="1.1",
        server="[::1]:8000",
        client="[fe80::1]:5000",
        scheme="http",
        method="GET",
        path=path,
        query_string="",
        authority=None,
        headers=Headers(),
    )
