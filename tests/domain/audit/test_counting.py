"""The counts of 300 simulated examinations, beside a recount in plain Python that shares nothing with them."""

from collections import Counter, defaultdict

import pytest

from exam.domain.audit.counting import Known, audit
from exam.domain.audit.reading import audit_json
from exam.domain.audit.said import OwnImpression, Said, SaidAlert, Stated, read_said
from exam.domain.evaluation.textbook_chart import look_up
from exam.domain.note.frozen import freeze
from tests.domain.audit.examined import any_note, examined

WHOLE_PERSON = {"polyneuropathy", "upper_motor_neuron", "cauda_equina", "motor_neuron_disease", "myopathy", "arterial"}
WHOLE_PERSON |= {"no_neurological_lesion"}
OF_A_NERVE = ("nerve.deep_fibular", "nerve.superficial_fibular")


def right(known, named):
    """Strictly, as a published case is scored."""
    cause, side = named
    if (cause, side) == (known.cause, known.side):
        return True
    same = side == known.side or cause in WHOLE_PERSON
    if known.cause == "nerve.common_fibular":
        return cause in OF_A_NERVE and same
    return known.cause == "other" and cause in ("other_lesion", "motor_neuron_disease", "myopathy", "arterial") and same


def defended(known, named):
    return right(known, named) or (named[0] == known.cause and named[0] in WHOLE_PERSON)


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
        if record.patient.age >= 16:
            found["examinations"]["has_ranking"] += 1
            count_ranking(found, record, assessment, known)
    return found


def count_ranking(found, record, assessment, known):
    named = [(one.cause, one.side) for one in assessment.candidates[:2]]
    first, two, lenient = right(known, named[0]), any(right(known, one) for one in named), defended(known, named[0])
    counts = {"of": 1, "first": first, "among_two": two}
    found["ranking"].update(counts | {"lenient": lenient})
    found["statements"][assessment.statement].update(counts | {"lenient": lenient})
    urgency = {"emergency": assessment.urgency == "emergency", "urgent": assessment.urgency == "urgent"}
    found["causes"][known.cause].update(counts | urgency)
    chart = look_up(record)[:2]
    in_chart = {"first": right(known, chart[0]), "among_two": any(right(known, one) for one in chart)}
    found["chart"].update({"of": 1} | in_chart | {"lenient": defended(known, chart[0])})
    if known.cause.startswith("root."):
        likeliest = max(assessment.likeliest_root, key=lambda one: one.probability, default=None)
        found["root"].update(of=1, right=bool(likeliest and has_root(known, likeliest.root, likeliest.side)))
        charted = chart[0][0].startswith("root.") and has_root(known, chart[0][0].removeprefix("root."), chart[0][1])
        found["chart_root"].update(of=1, right=charted)
    count_impression(found, record.impression, lenient, known)
    count_stated(found, assessment, known)


def count_impression(found, own, lenient, known):
    if own.cause:
        when = {True: "before", False: "after", None: "unknown"}[own.entered_before_ranking]
        clinician = defended(known, (own.cause, own.side or "none"))
        row = {"of": 1, "clinician": clinician, "program": lenient, "both": clinician and lenient}
        found["impressions"][when].update(row)


def count_stated(found, assessment, known):
    if assessment.statement == "not_enough_examined":
        return
    first = assessment.candidates[0]
    group = [one for one in assessment.root_groups if one.side == first.side and one.root in first.roots]
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
    said = [(read_said(freeze(record, found, any_note())), known) for record, found, known in examined(300)]
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
            known[cause if cause in counted["causes"] else "rarer"] += count
        assert counted["alerts"][id]["turned_out"] == known


def test_the_simulated_examinations_have_everything_that_is_counted(counted):
    """Else the recount would agree about nothing."""
    assert counted["examinations"]["has_ranking"] < counted["examinations"]["could_be_read"]
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


def test_a_clinic_without_outcomes_has_counts_of_zero():
    found = audit(3, [])
    assert (found.examinations.signed, found.examinations.with_outcome, found.ranking.of) == (3, 0, 0)
    assert (found.causes, found.alerts, found.known_by, found.knowledge) == ({}, {}, {}, ())


def test_a_demonstration_does_not_count_and_a_note_that_cannot_be_read_only_as_such():
    found = audit(2, [(said(is_training=True), L5), (None, L5), (SAID, L5)])
    assert audit_json(found.examinations) == {"signed": 2, "with_outcome": 2, "could_be_read": 1, "has_ranking": 1}
    assert found.known_by == {"mri": 2}


def test_what_was_found_meanwhile_counts_among_the_signed():
    """Outcomes are read after the number of the signed: one more may have been entered."""
    assert audit(0, [(SAID, L5)]).examinations.signed == 1


def test_a_root_alone_or_with_others_is_right_where_it_was_affected():
    group = said(stated=Stated("root.L5", "left", is_group=True, percent=100, word="likely"))
    both = Known("root.L5+S1", "left", "mri")
    assert audit(1, [(group, both)]).words.likely.right == 1
    assert audit(1, [(SAID, both)]).words.likely.right == 0
    assert audit(1, [(group, Known("root.S1", "left", "mri"))]).words.likely.right == 0
    assert audit(1, [(group, both)]).stated[9].percents == 100


def test_without_a_stated_figure_none_is_counted():
    found = audit(1, [(said(stated=None, likeliest_root=None), L5)])
    assert (sum(one.of for one in found.stated), found.words.likely.of) == (0, 0)
    assert (found.root.of, found.root.right) == (1, 0)


def test_a_clinician_may_leave_out_the_side_of_a_generalised_lesion():
    own = said(impression=OwnImpression("polyneuropathy", "none", "before"), ranked=(("polyneuropathy", "both"),))
    row = audit(1, [(own, Known("polyneuropathy", "both", "course"))]).impressions.before
    assert (row.of, row.clinician, row.program, row.both) == (1, 1, 1, 1)
    slip = said(impression=OwnImpression("root.L5", "right", "before"))
    row = audit(1, [(slip, L5)]).impressions.before
    assert (row.clinician, row.program, row.both) == (0, 1, 0)


def test_an_alert_is_counted_by_the_id_that_it_has_now_and_an_unknown_one_by_its_own():
    alerts = (SaidAlert("gone_since", None), SaidAlert("cancer_with_deficit", "acted_on"))
    found = audit(5, [(said(alerts=alerts), L5)] * 5)
    assert list(found.alerts) == ["metastatic_compression", "gone_since"]
    assert found.alerts["gone_since"].answers == {"none": 5}
    assert found.alerts["gone_since"].turned_out == {"root.L5": 5}


def test_first_is_right_leniently_where_only_the_side_of_a_generalised_lesion_differs():
    row = audit(
        1, [(said(ranked=(("upper_motor_neuron", "left"),)), Known("upper_motor_neuron", "both", "mri"))]
    ).ranking
    assert (row.of, row.first, row.among_two, row.lenient) == (1, 0, 0, 1)


def test_a_cauda_equina_is_counted_apart_however_few_there_are():
    known = Known("cauda_equina", "both", "surgery")
    found = audit(3, [(said(urgency="emergency"), known), (said(urgency="urgent"), known), (said(), L5)])
    assert (found.emergencies.of, found.emergencies.right) == (2, 1)
    assert list(found.causes) == ["rarer"]
