"""What is compressed, for whom, and that a compressed record gives nothing away by its length."""

import gzip
import json

import brotli
import pytest

from tests.domain.records import written

UNPACKERS = {"br": brotli.decompress, "gzip": gzip.decompress}
ECHO = "qzxechoqzx"
# What can be read without an account contains nobody's data.
OPEN = ("accounts.sign_in", "accounts.make_first", "offline.service_worker", "offline.show_page")


@pytest.mark.parametrize(("accepted", "coding"), [("gzip, deflate, br, zstd", "br"), ("gzip, deflate", "gzip")])
def test_a_page_is_compressed_as_the_browser_can_decompress_it(client, exam_id, accepted, coding):
    address = f"/exams/{exam_id}/strength"
    packed = client.get(address, headers={"Accept-Encoding": accepted})
    assert packed.headers["Content-Encoding"] == coding
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert b"Great toe extension" in UNPACKERS[coding](packed.data)
    assert len(packed.data) * 5 < len(client.get(address).data)


@pytest.mark.parametrize(("step", "is_small"), [("strength", False), ("reflexes", True)])
def test_a_small_page_is_compressed_without_much_memory(client, exam_id, step, is_small):
    packed = client.get(f"/exams/{exam_id}/{step}", headers={"Accept-Encoding": "br"}).data
    assert (len(brotli.decompress(packed)) < 65_536) is is_small
    # RFC 7932, 9.1: a stream begins with its window, and a zero stands for 16.
    assert (packed[0] & 1 == 0) is is_small


def test_a_browser_that_cannot_decompress_gets_it_plain(client, exam_id):
    assert "Content-Encoding" not in client.get(f"/exams/{exam_id}/strength").headers


def test_fragments_and_json_are_compressed_too(client, exam_id):
    accepting = {"Accept-Encoding": "br"}
    tap = client.post(
        f"/exams/{exam_id}/strength/all-normal",
        data={"seen_revision": "1"},
        headers={**accepting, "HX-Request": "true"},
    )
    assessed = client.post("/api/assess", json=written(), headers=accepting)
    assert (tap.status_code, tap.headers["Content-Encoding"]) == (200, "br")
    assert json.loads(brotli.decompress(assessed.data))["format"] == "dermyo-assessment/1"


@pytest.mark.parametrize(
    ("asked_by", "packed"), [("same-origin", True), ("none", True), ("same-site", False), ("cross-site", False)]
)
def test_what_another_site_makes_the_browser_request_is_not_compressed(client, exam_id, asked_by, packed):
    headers = {"Accept-Encoding": "br", "Sec-Fetch-Site": asked_by}
    response = client.get(f"/exams/{exam_id}/strength", headers=headers)
    assert ("Content-Encoding" in response.headers) is packed


def test_no_page_with_a_patient_on_it_repeats_words_of_its_address(app, client, exam_id):
    """Otherwise someone who chooses the words could learn from the length which of them are in the record."""
    asked = "&".join(f"{name}={ECHO}" for name in ("from", "next", "page", "paper", "q", "said", "step", ECHO))
    pages = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and is_closed(rule.endpoint)]
    for rule in pages:
        address = rule.build({name: exam_id if name == "exam_id" else example(rule, name) for name in rule.arguments})[
            1
        ]
        assert ECHO.encode() not in client.get(f"{address}?{asked}").data, address
    assert len(pages) > 4


def is_closed(endpoint):
    return endpoint not in OPEN and endpoint.partition(".")[0] not in ("reference_pages", "authority")


def example(rule, name):
    converter = rule._converters[name]
    return next(iter(converter.items)) if hasattr(converter, "items") else 7


def test_such_words_would_be_found(client):
    """The reference repeats what is searched for, and contains nobody's data."""
    assert ECHO in client.get(f"/reference/search?q={ECHO}").text
