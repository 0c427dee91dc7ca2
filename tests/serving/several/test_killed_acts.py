"""Drafts are handed over, signed and added to through two servers in turns, while one of them is killed."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from flask_security import hash_password
from sqlalchemy import func, select

from bench.servers.kept import database, opened
from exam import create_app
from exam.config import read_config
from exam.store.exams import Exams
from exam.store.tables import hand_overs
from exam.store.trail.verifying import verify
from tests.serving.several.test_killed_servers import IN_POSTGRESQL, PATIENCE, Forked
from tests.store.conftest import make_database
from tests.store.conftest import server as server  # noqa: PLC0414 - a fixture
from tests.web.note.signing import read_sheet

pytestmark = [pytest.mark.long, *IN_POSTGRESQL.marks]
PASSWORD = "the ward at night"
NUMBER = 30


class Person:
    """Somebody who asks one server after the other, and asks again until there is an answer."""

    def __init__(self, tablet, servers):
        self.account, self.servers, self.asked = tablet.account, servers, 0
        self.headers = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": tablet.token}
        self.headers["Cookie"] = tablet.cookie

    def ask(self, address, fields=None):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.asked += 1
            connection = http.client.HTTPConnection(self.servers[self.asked % 2].address, timeout=15)
            try:
                method, body = ("GET", None) if fields is None else ("POST", urlencode(fields))
                connection.request(method, address, body, self.headers)
                response = connection.getresponse()
                said = response.read().decode()
                if response.status < 500:
                    return response.status, said
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
            finally:
                connection.close()
        raise TimeoutError(address)

    def get(self, address):
        return SimpleNamespace(text=self.ask(address)[1])


def until_it_responds(server):
    until = time.monotonic() + PATIENCE
    while not server.responds():
        assert time.monotonic() < until, server.folder.with_suffix(".log").read_text()[-2000:]
        time.sleep(0.1)


@pytest.fixture
def servers(request, server, tmp_path):
    url = make_database(request, "acts").replace("postgresql+psycopg", "postgresql")
    servers = [Forked(tmp_path / f"server-{at}", url) for at in range(2)]
    yield servers
    for one in servers:
        if one.process:
            one.kill()


@pytest.fixture
def people(servers):
    """Who gives drafts away, and who signs them."""
    people = [Person(tablet, servers) for tablet in opened(servers[0], 2)]
    app = create_app(read_config(servers[0].environment()))
    with app.app_context():
        accounts, hashed = app.extensions["dermyo"].accounts, hash_password(PASSWORD)
    for one in people:
        accounts.keep_credentials(one.account, hashed, accounts.find(id=one.account).session_key)
    app.extensions["dermyo"].exams._engine.dispose()
    for one in servers:
        one.start()
    for one in servers:
        until_it_responds(one)
    return people


def act(exam_id, giver, signer):
    """Give a draft away; the other one signs it and adds to it. What was stored without an answer is not done twice."""
    yield giver.ask(f"/exams/{exam_id}/hand-over", {"to": signer.account, "seen_revision": 1, "words": ""})
    yield signer.ask(f"/exams/{exam_id}/sign", read_sheet(signer, exam_id) | {"own_password": PASSWORD})
    yield signer.ask(f"/exams/{exam_id}/addenda", {"text": f"About {exam_id}.", "form_id": exam_id})


def test_each_is_done_once(servers, people):
    giver, signer = people
    with database(servers[0].database) as engine, ThreadPoolExecutor(1) as beside:
        ids = [Exams(engine).create(f"K-{at}", giver.account) for at in range(NUMBER)]
        acting = beside.submit(lambda: [[status for status, _ in act(one, giver, signer)] for one in ids])
        kills = 0
        while not acting.done():
            time.sleep(0.3 + kills % 10 * 0.07)
            servers[kills % 2].restart()
            until_it_responds(servers[kills % 2])
            kills += 1
        # A draft that is asked for again is the colleague's already.
        assert {status for one in acting.result() for status in one} <= {303, 404}
        for exam_id in ids:
            exam = Exams(engine).open(exam_id, signer.account)
            assert (exam.status, exam.signature.changed) == ("finished", ())
            assert [one.text for one in exam.addenda] == [f"About {exam_id}."]
        with engine.connect() as connection:
            assert connection.scalar(select(func.count()).select_from(hand_overs)) == NUMBER
        assert verify(engine).faults == []
        assert kills > 3
