"""The audit of many examinations is measured, and is of as many as it says."""

from bench.speed.growth.audits import ready
from exam.store.outcomes.audits import Audits


def test_it_is_measured_with_its_limit_and_again(monkeypatch):
    counted = []
    count = Audits.audit
    monkeypatch.setattr(Audits, "audit", lambda audits: counted.append(count(audits)) or counted[-1])
    with ready(40, ("SQLite",), 4) as measure:
        first, again = measure()
    assert (first.label, first.at_most) == ("SQLite: the audit of 40", 10000)
    assert (again.label, again.at_most) == ("SQLite: the audit of 40, again", None)
    assert [one.examinations.could_be_read for one in counted] == [40, 40]
    # Of the others too little was examined to name a cause.
    assert counted[0].ranking.of == 10
