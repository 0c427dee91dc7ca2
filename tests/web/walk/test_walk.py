"""Every form field, every part of an address and every JSON field with values that no tablet sends: never a 500."""

import copy
import json
import re
from collections import Counter, defaultdict
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

from exam.domain.record.reading import parse_record
from exam.store.accounts import Person
from tests.web.walk.values import BROKEN, JSON, NUMBERS, VALUES, drawn

CASES = Path(__file__).parents[2] / "cases"
# They would end the walk; `test_sign_in` and `test_lock` have theirs.
LEFT_OUT = {"accounts.sign_out", "lock.lock"}
IN_ADDRESSES = (
    "page",
    "since",
    "step",
    "show",
    "order",
    "q",
    "size",
    "paper",
    "language",
    "form",
    "from",
    "back",
    "tests",
    "v",
    "next",
)
EVERYWHERE = ("form_id", "answer_id", "seen_revision", "page", "visit", "next", "x", "a.b.c")
GOOD = {
    "username": "new.name",
    "full_name": "A Name",
    "password": "seven pairs of nerves",
    "password_again": "seven pairs of nerves",
    "patient.reference": "P-2",
    "text": "words",
    "reason": "words",
    "what": "root.L5 left",
    "known_by": "mri",
    "when": "2026-11-21",
}
# The same for every application; it takes a request for each page.
FIELDS = []
NAMES = re.compile(r'<(?:input|select|textarea|button)[^>]*?\bname="([^"]+)"')
RECORD = {
    "format": "dermyo-exam/1",
    "patient": {"reference": "A-1", "age": 40, "sex": "male"},
    "examined_at": "2026-11-21T09:30:00+00:00",
    "presentation": {
        "onset": "sudden",
        "duration_weeks": 3,
        "pain_sites": {"left": ["knee"]},
        "features": {"diabetes": True},
    },
    "red_flags": {"saddle_numbness": False},
    "findings": {"strength": {"great_toe_extension": {"left": "4"}}, "light_touch": {"L5": {"left": 1}}},
    "comments": {"strength": "tired"},
    "impression": {"text": "words"},
    "plan": {"text": "words"},
    "examiner": {"name": "A"},
}


class Asking:
    """Sends what it is given, and gathers what failed."""

    def __init__(self, client):
        self.client, self.failed, self.came = client, [], Counter()

    def ask(self, method, address, **how):
        try:
            response = self.client.open(address, method=method, **how)
        except Exception as error:  # noqa: BLE001 - whatever it is
            self.failed.append(f"{method} {address[:90]!r} {str(how)[:200]}: {type(error).__name__} {str(error)[:150]}")
            return None
        self.came[response.status_code] += 1
        if response.status_code >= 500:
            self.failed.append(f"{method} {address} {how}: {response.status_code}")
        return response


class Walk(Asking):
    """The same of an examiner with a draft and a signed note."""

    def __init__(self, client, services, account):
        super().__init__(client)
        self.exams, self.account = services.exams, account
        self.draft = self.exams.create("P-1", account.id)
        self.signed = signed(self.exams, account)

    def addresses(self, app, method):
        """Each address with good values in it, and its rule."""
        good = {
            "account_id": 2,
            "phrase_id": 1,
            "number": 1,
            "form": 1,
            "alert": "cauda_equina",
            "row": "slr",
            "slug": "strength",
            "kind": "root",
            "case": "case_026",
        }
        with app.test_request_context():
            adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
            for rule in app.url_map.iter_rules():
                if rule.build_only or method not in (rule.methods or ()) or rule.endpoint in LEFT_OUT:
                    continue
                for exam in (self.draft, self.signed) if "exam_id" in rule.arguments else ("",):
                    given = {name: exam if name == "exam_id" else good.get(name, "x") for name in rule.arguments}
                    yield adapter.build(rule.endpoint, given, method=method), rule


def signed(exams, account):
    from exam.domain.record.model import Examiner

    exam_id = exams.import_record(parse_record(json.dumps(RECORD)), account.id)
    exam = exams.open(exam_id, account.id)
    exams.sign(exam_id, account.id, Examiner(name="A"), seen_revision=exam.revision)
    return exam_id


@pytest.fixture
def walk(client, services, account):
    services.accounts.add(Person("b", "B"), "-")
    services.settings.add_phrase(account.id, "plan", "words")
    walk = Walk(client, services, account)
    yield walk
    assert walk.failed == []
    # Some are taken and some refused, or the walk went nowhere.
    assert walk.came.keys() & {200, 201, 302, 303}
    assert walk.came.keys() & {400, 404, 422}


@pytest.fixture(params=[1, pytest.param(6, marks=pytest.mark.long)], ids=["some", "more"])
def of(request):
    """What is tried of many: a few, the same each time; in the long tests six times as many."""
    chance = drawn(f"{request.node.originalname} {request.param}")
    return lambda many, few: chance.sample(list(many), min(request.param * few, len(many)))


def test_every_part_of_an_address(app, walk, of):
    for method in ("GET", "POST"):
        for address, rule in list(walk.addresses(app, method)):
            parts = [part for part in address.split("/") if part] if rule.arguments else []
            for part in of(parts, 1):
                for value in of(VALUES, 1):
                    walk.ask(method, address.replace(part, quote(value, safe=""), 1))
    for number in NUMBERS:
        walk.ask("GET", f"/exams/{walk.draft}/note/page-{number}.png")
        walk.ask("POST", f"/account/people/{number}/active")
        walk.ask("POST", f"/account/phrases/{number}/remove")


def test_every_name_in_an_address(walk, of):
    pages = (
        "/exams",
        "/reference/search",
        f"/exams/{walk.draft}/changes",
        f"/exams/{walk.draft}/note",
        "/account/sign-in",
    )
    for name in IN_ADDRESSES:
        for value in of(VALUES, 5):
            for page in of(pages, 1):
                walk.ask("GET", f"{page}?{name}={quote(value, safe='')}")


def test_every_field_of_every_form(app, walk, of):
    fields = fields_of(app, walk)
    for address, rule in list(walk.addresses(app, "POST")):
        for name in of(sorted(fields[rule.endpoint]), 2):
            for value in of(VALUES, 1):
                walk.ask("POST", address, data=GOOD | {name: value}, headers=of([{}, {"HX-Request": "true"}], 1)[0])
        for value in of(BROKEN, 1):
            body = b"text=" + value + b"&search=" + value + b"&" + value + b"=1"
            walk.ask("POST", address, data=body, content_type="application/x-www-form-urlencoded")


def test_every_value_in_the_fields_that_many_forms_have(app, walk, of):
    for address, _ in list(walk.addresses(app, "POST")):
        for name in of(("answer_id", "form_id", "seen_revision", "search", "text", "patient.reference", "visit"), 2):
            for value in of(VALUES, 1):
                walk.ask("POST", address, data={name: value})


def test_every_json_field(walk, of):
    for path, record in records_by_path().items():
        for value in of(JSON, 1):
            for address in of(["/api/assess", "/api/exams"], 1):
                walk.ask("POST", address, data=json.dumps(put(record, path, value)), content_type="application/json")


def test_every_header(walk, of):
    for name in ("Dermyo-Account", "HX-Request", "Cookie", "Accept-Encoding", "If-None-Match", "Range", "Host"):
        for value in of([value for value in VALUES if value.isprintable() and value.isascii()], 3):
            walk.ask("GET", "/exams", headers={name: value})
            walk.ask("GET", "/static/css/page.css", headers={name: value})


def fields_of(app, walk):
    """The names of the fields that the pages have, for each address that a form is sent to; some have no page here."""
    if not FIELDS:
        FIELDS.append(read_fields(app, walk))
    return FIELDS[0]


def read_fields(app, walk):
    named = (
        set(EVERYWHERE)
        | set(GOOD)
        | {"search", "step", "group", "active", "insert", "keep", "kind", "on", "paper", "time_zone"}
    )
    fields = defaultdict(lambda: set(named))
    for address, rule in list(walk.addresses(app, "GET")):
        response = walk.ask("GET", address)
        if response is not None and response.mimetype == "text/html":
            found = {unescape(name) for name in NAMES.findall(response.text)}
            for other in app.url_map.iter_rules():
                if (
                    "POST" in (other.methods or ())
                    and other.endpoint.partition(".")[0] == rule.endpoint.partition(".")[0]
                ):
                    fields[other.endpoint] |= found
    return fields


@cache
def records_by_path():
    """A record that has it for each path that a record of the published cases has."""
    found = dict.fromkeys(paths_of(RECORD), RECORD)
    for file in sorted(CASES.rglob("*.json")):
        record = json.loads(file.read_text(encoding="utf-8"))["record"]
        found |= {path: record for path in paths_of(record) if path not in found}
    return found


def paths_of(value, path=()):
    if path:
        yield path
    for key, member in value.items() if isinstance(value, dict) else ():
        yield from paths_of(member, (*path, key))


def put(record, path, value):
    made = inner = copy.deepcopy(record)
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return made
