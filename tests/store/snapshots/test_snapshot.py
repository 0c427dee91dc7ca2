"""What a log comes to, added up one revision after another, is what the whole log says."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exam.domain.record.answers import Answer
from exam.store import log as logs
from exam.store.log import Revision
from exam.store.snapshots.snapshot import Snapshot, read_snapshot, snapshot_of
from exam.store.stored import Conflict

KNEE, ANKLE = "findings.strength.knee_extension.left", "findings.strength.ankle_dorsiflexion.left"
BEGUN = Revision(1, "created", (Answer("patient.reference", "A-1"),))
ANSWERS = st.lists(st.tuples(st.sampled_from([KNEE, ANKLE]), st.sampled_from(["3", "5", None])), min_size=1, max_size=2)
STEPS = st.lists(
    st.one_of(
        st.none(),
        st.tuples(st.sampled_from(["tapped", "all_normal", "derived"]), ANSWERS, st.sampled_from(["one", "two", ""])),
    ),
    max_size=8,
)


def log_of(steps):
    log = [BEGUN]
    for step in steps:
        back = logs.step_back(log) if step is None else None
        if step is not None:
            origin, answers, sender = step
            given = tuple(Answer(path, value) for path, value in dict(answers).items())
            log.append(Revision(len(log) + 1, origin, given, None, "" if origin == "derived" else sender))
        elif back is not None:
            log.append(back)
    return log


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_one_revision_after_another_comes_to_the_same_as_all_at_once(steps):
    log = log_of(steps)
    snapshot = Snapshot()
    for number, revision in enumerate(log, start=1):
        if revision.undoes is None:
            snapshot.add(revision)
        else:
            values = snapshot.values | dict(revision.answers)
            snapshot = snapshot_of(log[:number])
            assert snapshot.values == values
        assert snapshot.text() == snapshot_of(log[:number]).text()
        assert snapshot.undoable == (logs.step_back(log[:number]) is not None)
        assert snapshot.current == logs.values_of(log[:number])
        assert read_snapshot(snapshot.text(), number) == snapshot


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, st.integers(-1, 10), st.sampled_from(["one", "two", ""]))
def test_what_others_changed_is_what_their_last_revisions_say(steps, seen, sender):
    log = log_of(steps)
    others = [one for one in log if one.number > seen and one.origin not in ("derived", "created")]
    expected = {
        answer.path: one.number for one in others if not sender or one.sender != sender for answer in one.answers
    }
    snapshot, every = snapshot_of(log), (KNEE, ANKLE, "patient.reference", "patient.age")
    assert snapshot.changed_elsewhere(every, seen, sender) == expected
    assert snapshot.changed_elsewhere(every[:1], seen, sender) == {p: n for p, n in expected.items() if p == KNEE}
    assert snapshot.changed_elsewhere(every, None, sender) == {}


def test_the_origin_of_what_was_undone_is_the_one_before():
    log = [BEGUN, Revision(2, "all_normal", (Answer(KNEE, "5"),)), Revision(3, "tapped", (Answer(KNEE, "5"),))]
    log.append(Revision(4, "tapped", (Answer(KNEE, "3"),)))
    assert snapshot_of(log).named_origins()[KNEE] == "tapped"
    log.append(logs.step_back(log))
    assert (log[-1].undoes, snapshot_of(log).named_origins()[KNEE]) == (4, "tapped")
    log = [*log[:2], Revision(3, "tapped", (Answer(KNEE, "3"),))]
    log.append(logs.step_back(log))
    assert (log[-1].undoes, snapshot_of(log).named_origins()[KNEE]) == (3, "all_normal")


def test_a_conflict_names_the_value_and_who_came_last():
    snapshot = snapshot_of([BEGUN, Revision(2, "tapped", (Answer(KNEE, "5"),), None, "two")])
    snapshot.refuse_conflict([Answer(KNEE, "5")], 1, "one")
    snapshot.refuse_conflict([Answer(KNEE, "3")], 2, "one")
    snapshot.refuse_conflict([Answer(KNEE, "3")], 1, "two")
    with pytest.raises(Conflict) as found:
        snapshot.refuse_conflict([Answer(KNEE, "3")], 1, "one")
    assert (found.value.path, found.value.value, found.value.revision) == (KNEE, "5", 2)


@pytest.mark.parametrize("text", ["", "{}", "[1", "5", "[1, 2, 3, 4, 5, 6, 7, 8, 9]"])
def test_what_is_no_fold_is_none(text):
    assert read_snapshot(text, 1) is None


def test_one_of_another_revision_is_none():
    assert read_snapshot(snapshot_of([BEGUN]).text(), 2) is None
