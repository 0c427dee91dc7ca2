"""Whatever was done, a search finds what a count of all examinations finds, in the same order, however much it is."""

import random

import pytest
from sqlalchemy import select

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store import listing
from exam.store.listing import Wanted
from exam.store.lists import ends
from exam.store.lists.checking import changed_ends
from exam.store.lists.paging import Place
from exam.store.people.hand_overs import HandOvers
from exam.store.tables import exams as table
from exam.store.tables import folded, reference_ends
from exam.store.tables.examinations import ENDS_FINISHED

ME = Examiner("Andreas Vesalius")
REFERENCES = (
    "1",
    "111",
    "2111 11",
    "M\u00fcller 1",
    "muller 1",
    "M\u00fcller and 11 more of them",
    "muller and 11 more of us",
)
SEARCHES = ("1", "11", "MULLER", "muller and 11 more of t", "muller and 11 more of z", "nobody")
STATES = {
    "draft": lambda row: row.signed_at is None and row.discarded_at is None,
    "finished": lambda row: row.signed_at is not None and row.void is None,
    "void": lambda row: row.void is not None,
    "discarded": lambda row: row.discarded_at is not None,
    None: lambda row: row.discarded_at is None,
}
TIMES = 50
SIZE = 3


class Clinic:
    """Two people who do anything that changes what their lists say; what each is, is read before each act."""

    def __init__(self, engine, exams, people, seed):
        self.engine, self.exams, self.people, self.chance = engine, exams, people, random.Random(seed)
        self.drafts = HandOvers(engine)

    def rows(self):
        with self.engine.connect() as connection:
            return connection.execute(select(table).order_by(table.c.created_at, table.c.id)).all()

    def act(self):
        found = [(act, row) for row in self.rows() for act in self.acts_of(row)]
        begin = not found or self.chance.random() < 0.3
        return self.begin() if begin else self.do(*self.chance.choice(found))

    def begin(self):
        self.exams.create(self.chance.choice(REFERENCES), self.chance.choice(self.people))

    def acts_of(self, row):
        if row.discarded_at:
            return ["restore"] if not row.corrects_id else []
        if row.signed_at is None:
            return ["rename", "age", "sign", "discard", *([] if row.corrects_id else ["give"])]
        return ["void", "correct", "undo"] if row.void is None and not self.is_corrected(row) else []

    def is_corrected(self, row):
        return any(one.corrects_id == row.id for one in self.rows())

    def do(self, act, row):
        exams, mine, changed = self.exams, row.account_id, self.chance.choice(REFERENCES)
        {
            "rename": lambda: exams.append(row.id, mine, [Answer("patient.reference", changed)]),
            "age": lambda: exams.append(row.id, mine, [Answer("patient.age", self.chance.choice((30, 40)))]),
            "sign": lambda: exams.sign(row.id, mine, ME),
            "undo": lambda: exams.undo_signing(row.id, mine),
            "void": lambda: exams.void(row.id, mine, "Wrong patient"),
            "correct": lambda: exams.correct(row.id, mine),
            "discard": lambda: exams.discard(row.id, mine),
            "restore": lambda: exams.restore(row.id, mine),
            "give": lambda: self.drafts.give(row.id, mine, self.another(mine), "", seen_revision=row.revision),
        }[act]()

    def another(self, person):
        return next(one for one in self.people if one != person)

    def keys(self):
        """In the order of the database, which is its own affair."""
        with self.engine.connect() as connection:
            return [*connection.scalars(select(table.c.reference_key).distinct().order_by(table.c.reference_key))]


def counted(rows, keys, person, wanted):
    """The ids that a list must have, in its order."""
    there = [row for row in rows if row.account_id == person and STATES[wanted.status](row)]
    there = [row for row in there if folded(wanted.search) in folded(row.reference)]
    lead = {"reference": lambda row: keys.index(row.reference_key), "age": lambda row: row.age or 1000}
    time = (lambda row: row.created_at) if wanted.order in lead else (lambda row: row.updated_at)
    newest = sorted(there, key=lambda row: (time(row), row.id), reverse=True)
    return [row.id for row in sorted(newest, key=lead.get(wanted.order, lambda _row: 0))]


@pytest.fixture(params=[1, 2])
def clinic(request, engine, exams, me, colleague):
    made = Clinic(engine, exams, (me, colleague), request.param)
    for _ in range(TIMES):
        made.act()
    return made


def walk(exams, person, wanted):
    page = exams.page(person, wanted, size=SIZE)
    listed = [line.id for line in page.rows]
    while page.after:
        page = exams.page(person, wanted, Place.read(page.after, ""), SIZE)
        listed += [line.id for line in page.rows]
    return listed


NONE_ARE_FEW = dict.fromkeys(("FEW", "FEW_BESIDE", "FEW_ENDS", "MANY_ENDS"), -1)


@pytest.mark.parametrize(("limits", "last_changed"), [({}, 2000), (NONE_ARE_FEW, 2000), ({"FEW_ENDS": -1}, 2)])
def test_every_search_finds_what_a_count_finds(exams, clinic, limits, last_changed, monkeypatch):
    for name, limit in limits.items():
        monkeypatch.setattr(ends, name, limit)
    monkeypatch.setattr(listing, "LAST_CHANGED", last_changed)
    rows, keys, found = clinic.rows(), clinic.keys(), set()
    for person in clinic.people:
        for wanted in (
            Wanted(search, status, order=order)
            for search in SEARCHES
            for status in STATES
            for order in ("changed", "reference", "age")
        ):
            listed = walk(exams, person, wanted)
            assert listed == counted(rows, keys, person, wanted), wanted
            found |= {wanted.status} if listed else set()
    assert found == {*STATES}


def test_each_act_leaves_the_ends_as_they_would_be_written_anew(engine, clinic):
    with engine.begin() as connection:
        assert connection.execute(select(reference_ends).where(ENDS_FINISHED)).first()
        assert [*changed_ends(connection)] == []
