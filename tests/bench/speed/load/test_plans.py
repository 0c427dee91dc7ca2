"""What is sent to the server and when."""

import threading
from itertools import pairwise

import pytest

from bench.servers.tablets import Opened
from bench.speed.load.clinic import _of_tablet, _planned, _run
from bench.speed.load.lines import Line, errors, own_share
from bench.speed.load.recorded import Asked, Script
from bench.speed.load.server import some_answers
from exam.domain.record.answers import Answer, fold

TAP = Asked(1.0, "POST", "/exams/{exam}/strength", (("findings.strength.knee_extension.left", "4"),))
COPY = Asked(3.5, "GET", "/exams/{exam}/strength/copy", ())
PAGE = Asked(0.0, "GET", "/exams/{exam}/strength", ())


class Pretended(Line):
    """Remembers what it would send."""

    def __init__(self, name="one"):
        super().__init__(Opened(name, 1, "", "", "b"), 1, "127.0.1.1")
        self.asked = []

    def get(self, path, began=None):
        self.asked.append((began, path))

    post = lambda self, path, fields, began=None: self.get(path, began)  # noqa: E731


def test_a_script_knows_what_is_a_tap_and_what_a_copy():
    assert [one.kind for one in (TAP, COPY, PAGE)] == ["tap", "copy", "page"]


def test_a_tablet_begins_where_it_is_in_the_script_and_starts_it_again():
    script = Script((TAP, COPY), period=4.0)
    line = Pretended()
    assert [at for at, _ in _of_tablet(line, script, 0.0, 9.0)] == [1.0, 3.5, 5.0, 7.5]
    assert [at for at, _ in _of_tablet(line, script, 2.0, 6.0)] == [1.5, 3.0, 5.5]


def test_every_connection_has_its_own_part_and_a_note_is_asked_for_each_second():
    script = Script((PAGE, TAP, COPY), period=4.0)
    lines = {kind: [Pretended("a"), Pretended("b")] for kind in ("tap", "copy", "page")}
    lines["note"] = [Pretended(str(number)) for number in range(8)]
    plans = _planned(lines, script, 10.0)
    assert [[at for at, _ in plan] for plan in plans] == [
        *([1.0, 5.0, 9.0], [3.0, 7.0]),  # taps: the second tablet is half a script ahead
        *([3.5, 7.5], [1.5, 5.5, 9.5]),
        *([0.0, 4.0, 8.0], [2.0, 6.0]),
        *([0.0, 8.0], [1.0, 9.0], [2.0], [3.0], [4.0], [5.0], [6.0], [7.0]),
    ]
    for plan in plans:
        for at, send in plan:
            send(at)
    assert lines["tap"][1].asked == [(3.0, "/exams/b/strength"), (7.0, "/exams/b/strength")]
    assert lines["note"][0].asked == [(0.0, "/exams/0/note.pdf"), (8.0, "/exams/0/note.pdf")]


def test_a_plan_that_is_late_keeps_its_times():
    began, gate = [], threading.Event()

    def slow(at):
        began.append(at)
        gate.wait(0.2)

    _run([[(0.0, slow), (0.05, slow), (0.1, slow)]])
    assert [round(one - began[0], 3) for one in began] == [0.0, 0.05, 0.1]


def test_what_failed_is_counted_and_named(capsys):
    line = Pretended()
    line.failed = ["GET /x: 503", "GET /x: 503", "GET /y: 404"]
    assert errors("SQLite", [line]).samples == (3.0,)
    assert capsys.readouterr().out == "SQLite:\nGET /x: 503\nGET /y: 404\n"


@pytest.mark.parametrize("number", [10, 800])
def test_as_many_answers_as_asked_for_and_each_can_be_given(number):
    answers = some_answers(number)
    assert len(answers) == number
    assert fold([Answer("patient.reference", "4471"), *answers]).findings
    assert all(before != after for before, after in pairwise(answers))


def test_a_process_that_waits_uses_nothing():
    with own_share() as share:
        threading.Event().wait(0.05)
    assert 0 <= share[0] < 90


def test_a_connection_that_the_server_ended_is_opened_again(monkeypatch):
    line, opened = Line(Opened("one", 1, "", "", "b"), 1, "127.0.1.1"), []

    class Connection:
        """The first ends after one response."""

        def __init__(self, *_, **__):
            opened.append(self)
            self.answered = 0

        def request(self, *_):
            if self is opened[0] and self.answered:
                raise ConnectionResetError

        def getresponse(self):
            self.answered += 1
            return self

        status, read, getheader, close = 200, lambda _: b"", lambda *_: "7", lambda _: None

    monkeypatch.setattr("bench.speed.load.lines.HTTPSConnection", Connection)
    for number in range(3):
        line.tap(number)
    assert (len(opened), [one.answered for one in opened], line.failed) == (2, [1, 2], [])
    assert len(line.times) == 3
