"""The press prints a note once, one note at a time, keeps a bounded amount, and refuses a crowd."""

from datetime import UTC, datetime
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from exam.printing import press as module
from exam.printing.pdf import Enclosure
from exam.printing.press import Press, PressBusy, PrintTooLong


@pytest.fixture
def printed(monkeypatch):
    """What was printed, in its order: the page of a note is its name here, and its print too."""
    found = []

    def print_note(html, *, paper, enclosed):
        found.append((html, paper))
        return f"{html} on {paper}".encode()

    monkeypatch.setattr(module, "print_note", print_note)
    monkeypatch.setattr(module, "note_html", lambda note: note)
    dated = datetime(2026, 11, 21, tzinfo=UTC)
    monkeypatch.setattr(module, "enclosures", lambda record, note: [Enclosure("record.json", record, dated, "")])
    return found


def test_a_note_is_printed_once_for_each_paper_and_each_record(printed):
    press = Press()
    first = press.pdf("record", "note", "a4")
    assert first == press.pdf("record", "note", "a4") == b"note on a4"
    press.pdf("record", "note", "letter")
    press.pdf("changed", "note", "a4")
    assert printed == [("note", "a4"), ("note", "letter"), ("note", "a4")]


def test_what_was_used_last_is_kept_when_there_is_no_more_room(printed):
    press = Press(most_kept=20)
    for note in ("a", "b", "a", "c", "a", "b"):
        press.pdf("record", note, "a4")
    assert [note for note, _ in printed] == ["a", "b", "c", "b"]


def test_requests_for_one_note_print_it_once_and_too_many_that_wait_are_refused(printed, monkeypatch):
    begun, may_end, made = Event(), Event(), []

    def slowly(html, *, paper, enclosed):
        begun.set()
        assert may_end.wait(10)
        made.append(html)
        return html.encode()

    monkeypatch.setattr(module, "print_note", slowly)
    press, answers = Press(most_waiting=3), []
    asking = [Thread(target=lambda: answers.append(press.pdf("record", "note", "a4"))) for _ in range(3)]
    for thread in asking:
        thread.start()
    assert begun.wait(10)
    until = monotonic() + 10
    while press._waiting < 3 and monotonic() < until:
        sleep(0.01)
    with pytest.raises(PressBusy):
        press.pdf("record", "another", "a4")
    may_end.set()
    for thread in asking:
        thread.join(10)
    assert answers == [b"note"] * 3
    assert made == ["note"]
    assert press.pdf("record", "another", "a4") == b"another"


def test_a_print_that_fails_is_not_waited_for(printed, monkeypatch):
    def fail(*_given, **_more):
        raise OSError("no space")

    press = Press(most_waiting=1)
    with monkeypatch.context() as patched:
        patched.setattr(module, "print_note", fail)
        with pytest.raises(OSError, match="no space"):
            press.pdf("record", "note", "a4")
    assert press.pdf("record", "note", "a4") == b"note on a4"


def test_a_page_is_drawn_once_for_each_number_and_fineness(printed, monkeypatch):
    drawn = []

    def draw(pdf, number, fineness):
        drawn.append((pdf, number, fineness))
        return b"picture"

    monkeypatch.setattr(module, "picture", draw)
    press = Press()
    for number, fineness in ((1, "screen"), (1, "screen"), (2, "screen"), (1, "fine")):
        assert press.picture(press.pdf("record", "note", "a4"), number, fineness) == b"picture"
    assert drawn == [(b"note on a4", *asked) for asked in ((1, "screen"), (2, "screen"), (1, "fine"))]
    assert len(printed) == 1


def test_what_was_stopped_is_not_tried_again_within_a_minute(printed, monkeypatch):
    """Each page of a note asks for it: ten seconds each time would hold up everybody else."""
    tried, now = [], [1000.0]

    def stopped(html, **_more):
        tried.append(html)
        raise PrintTooLong

    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    press = Press()
    with monkeypatch.context() as patched:
        patched.setattr(module, "print_note", stopped)
        for seconds in (0, 30, 59):
            now[0] = 1000.0 + seconds
            with pytest.raises(PrintTooLong):
                press.pdf("record", "long", "a4")
        assert tried == ["long"]
        now[0] = 1061.0
        with pytest.raises(PrintTooLong):
            press.pdf("record", "long", "a4")
    assert tried == ["long", "long"]
    assert press.pdf("record", "note", "a4") == b"note on a4"


def test_nobody_waits_longer_for_others_than_for_a_print(printed, monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 0.05)
    press = Press()
    press._printing.acquire()
    with pytest.raises(PressBusy):
        press.pdf("record", "note", "a4")
    press._printing.release()
    assert press.pdf("record", "note", "a4") == b"note on a4"
    assert press._waiting == 0
