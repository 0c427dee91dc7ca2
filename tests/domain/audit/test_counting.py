"""The counts of 300 simulated examinations, beside a recount in plain Python that shares nothing with them."""

from collections import Counter, defaultdict

import pytest

from exam.domain.audit.counting import audit
from exam.domain.audit.known import Known
from exam.domain.audit.reading import audit_json
from exam.domain.audit.said import Said, Stated, read_said
from exam.domain.evaluation.textbook_chart import look_up
from exam.domain.note.frozen import freeze
from exam.domain.reasoning.conclusions import RootGroup
from exam.domain.words.ranking import agreeable, ranked_rows
from tests.domain.audit.examined import examined, note_of

WHOLE_PERSON = {"polyneuropathy", "upper_motor_neuron", "cauda_equina", "motor_neuron_disease", "myopathy"}
OPPOSITE = {("right", "left"), ("left", "right")}


def right(known, named):
    """Strictly: the very cause on the very side; what no cause describes is only "another lesion"."""
    return named == ("other_lesion" if known.cause == "other" else known.cause, known.side)


def lenient(known, named):
    """Also with a leg more or fewer, where the lesion is of the whole person."""
    cause, side = named
    generalised = cause == known.cause and cause in WHOLE_PERSON and (side, known.side) not in OPPOSITE
    return right(known, named) or generalised


def has_root(known, root, side):
    roots = known.cause.removeprefix("root.").split("+") if known.cause.startswith("root.") else []
    return root in roots and known.side in (side, "both")


def tables():
    return defaultdict(Counter)


def recount(examinations):
    """Every count again, from the assessments themselves and not from what was frozen."""
    found = {"examinations": Counter(signed=400), "known_by": Counter(), "left_out": Counter()}
    found |= {name: Counter() for name in ("ranking", "chart", "root", "chart_root", "emergencies")}
    found |= {name: tables() for name in ("impressions", "stated", "words", "statements", "causes")}
    found["answers"], found["turned_out"] = tables(), tables()
    for record, assessment, known in examinations:
        found["examinations"].update(with_outcome=1, could_be_read=1)
        found["known_by"][known.known_by] += 1
        if known.cause == "cauda_equina":
            found["emergencies"].update(of=1, right=assessment.urgency == "emergency")
        found["left_out"].update({path.rpartition(".")[0] for path in assessment.not_examined})
        for alert in assessment.alerts:
            found["answers"][alert.id][alert.answer.answer if alert.answer else "none"] += 1
            found["turned_out"][alert.id][known.cause] += 1
        if record.patient.age < 16:
            found["examinations"]["under_16"] += 1
        elif assessment.statement == "not_enough_examined":
            found["examinations"]["not_enough_examined"] += 1
        else:
            found["examinations"]["has_ranking"] += 1
            count_ranking(found, record, assessment, known)
    return found


def count_ranking(found, record, assessment, known):
    named = [(one.cause, one.side) for one in assessment.candidates[:2]]
    counts = {"of": 1, "first": right(known, named[0]), "among_two": any(right(known, one) for one in named)}
    found["ranking"].update(counts | {"lenient": lenient(known, named[0])})
    found["statements"][assessment.statement].update(counts | {"lenient": lenient(known, named[0])})
    urgency = {"emergency": assessment.urgency == "emergency", "urgent": assessment.urgency == "urgent"}
    found["causes"][known.cause].update(counts | urgency)
    chart = look_up(record)[:2]
    in_chart = {"first": right(known, chart[0]), "among_two": any(right(known, one) for one in chart)}
    found["chart"].update({"of": 1} | in_chart | {"lenient": lenient(known, chart[0])})
    if known.cause.startswith("root."):
        likeliest = max(assessment.likeliest_root, key=lambda one: one.probability, default=None)
        found["root"].update(of=1, right=bool(likeliest and has_root(known, likeliest.root, likeliest.side)))
        charted = chart[0][0].startswith("root.") and has_root(known, chart[0][0].removeprefix("root."), chart[0][1])
        found["chart_root"].update(of=1, right=charted)
    count_impression(found, record.impression, agreeable(assessment)[0], known)
    count_stated(found, assessment, known)


def count_impression(found, own, named, known):
    if own.cause:
        when = {True: "before", False: "after", None: "unknown"}[own.entered_before_ranking]
        clinician, program = lenient(known, (own.cause, own.side or "none")), lenient(known, tuple(named))
        row = {"of": 1, "clinician": clinician, "program": program, "both": clinician and program}
        found["impressions"][when].update(row)


def count_stated(found, assessment, known):
    first = assessment.candidates[0]
    row = ranked_rows(assessment)[0]
    group = [row] if isinstance(row, RootGroup) else []
    probability = group[0].probability if group else first.probability
    hit = has_root(known, group[0].root, group[0].side) if group else right(known, (first.cause, first.side))
    percent = round(100 * probability)
    found["stated"][min(percent // 10, 9)].update(of=1, right=hit, percents=percent)
    most_is_possible = assessment.held_back or first.cause == "no_neurological_lesion"
    likely = probability >= 0.75 and not most_is_possible
    word = "likely" if likely else "possible" if probability >= 0.35 else "not_excluded"
    found["words"][word].update(of=1, right=hit)


def merged(table, often, few="rarer"):
    """The rows of which there are fewer than five as one."""
    rows, rarer = {name: row for name, row in table.items() if often[name] >= 5}, Counter()
    for name, row in table.items():
        if name not in rows:
            rarer.update(row)
    return rows | ({few: rarer} if rarer else {})


@pytest.fixture(scope="module")
def counted():
    said = [(read_said(freeze(record, found, note_of(record, found))), known) for record, found, known in examined(300)]
    return audit_json(audit(400, said))


@pytest.fixture(scope="module")
def expected():
    return recount(examined(300))


PLAIN = ("examinations", "known_by", "left_out", "ranking", "chart", "root", "chart_root", "emergencies")


@pytest.mark.parametrize("part", PLAIN)
def test_each_count_is_that_of_the_recount(part, counted, expected):
    assert nonzero(counted[part]) == nonzero(expected[part])


@pytest.mark.parametrize("part", ["impressions", "words", "statements"])
def test_each_table_is_that_of_the_recount(part, counted, expected):
    assert {name: nonzero(row) for name, row in counted[part].items() if row["of"]} == {
        name: nonzero(row) for name, row in expected[part].items()
    }


def test_each_tenth_of_the_stated_figures_is_that_of_the_recount(counted, expected):
    assert [nonzero(row) for row in counted["stated"]] == [nonzero(expected["stated"][place]) for place in range(10)]


def test_causes_of_which_there_are_fewer_than_five_are_counted_together(counted, expected):
    rows = merged(expected["causes"], {cause: row["of"] for cause, row in expected["causes"].items()})
    assert {cause: nonzero(row) for cause, row in counted["causes"].items()} == {
        cause: nonzero(row) for cause, row in rows.items()
    }
    assert counted["causes"]["rarer"]["of"] > 0
    assert all(row["of"] >= 5 for cause, row in counted["causes"].items() if cause != "rarer")


def test_alerts_say_what_was_answered_and_what_it_was(counted, expected):
    often = {id: sum(row.values()) for id, row in expected["answers"].items()}
    answers = merged(expected["answers"], often)
    assert {id: row["answers"] for id, row in counted["alerts"].items()} == answers
    assert {id: row["raised"] for id, row in counted["alerts"].items()} == {
        id: sum(row.values()) for id, row in answers.items()
    }
    for id, row in merged(expected["turned_out"], often).items():
        known = Counter()
        for cause, count in row.items():
            known[cause if count >= 5 and cause in counted["causes"] else "rarer"] += count
        assert counted["alerts"][id]["turned_out"] == known


def test_the_simulated_examinations_have_everything_that_is_counted(counted):
    """Else the recount would agree about nothing."""
    assert all(counted["examinations"][part] for part in ("under_16", "not_enough_examined"))
    assert any("rarer" in row["turned_out"] for id, row in counted["alerts"].items() if id != "rarer")
    ranking = counted["ranking"]
    assert 0 < ranking["first"] < ranking["among_two"] < ranking["of"]
    assert all(row["of"] >= 20 for row in counted["impressions"].values())
    assert all(row["of"] for row in counted["words"].values())
    assert {"emergency", "urgent"} <= set(counted["causes"]["root.L5"])
    assert counted["alerts"]["cauda_equina"]["answers"].keys() == {"none", "acted_on", "other_explanation"}
    assert counted["left_out"]
    assert counted["emergencies"]["of"] > 0


def nonzero(row):
    return {name: int(count) for name, count in row.items() if count}


SAID = Said(
    knowledge="2026-11-21+abc",
    statement="fits_one",
    ranked=(("root.L5", "left"), ("root.S1", "left")),
    named=("root.L5", "left"),
    stated=Stated("root.L5", "left", is_group=False, percent=80, word="likely"),
    likeliest_root=("L5", "left"),
    ranking_withheld=False,
    urgency="routine",
    alerts=(),
    left_out=(),
    impression=None,
    charted=(("no_neurological_lesion", "none"),),
)
L5 = Known("root.L5", "left", "mri")


def said(**more):
    return Said(**({name: getattr(SAID, name) for name in Said.__dataclass_fields__} | more))
