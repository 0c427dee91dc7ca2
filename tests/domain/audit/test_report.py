"""The audit in words: what it is of comes first, and no rate of fewer than 20."""

import pytest

from exam.domain.audit.counting import audit
from exam.domain.audit.counts import added
from exam.domain.audit.known import Known
from exam.domain.audit.plot import curve_words, draw
from exam.domain.audit.rates import Estimate, Step
from exam.domain.audit.report import report
from exam.domain.audit.said import OwnImpression, SaidAlert
from exam.domain.audit.text import report_text
from tests.domain.audit.test_counting import L5, SAID, said


def rows_of(found, id):
    (section,) = (section for section in found.sections if section.id == id)
    return [[cell.text for cell in row] for row in section.rows]


def of(count, *more):
    return audit(count + 100, [(SAID, L5)] * (count - len(more)) + list(more))


def test_without_an_examination_it_says_only_that():
    found = report(audit(0, []))
    assert found.title == "How often Dermyo was right here"
    assert found.coverage == ("No examination has been signed yet.",)
    assert (found.cautions, found.sections, found.has_figures) == ((), (), False)
    assert report_text(found) == "How often Dermyo was right here\n\nNo examination has been signed yet.\n"


@pytest.mark.parametrize("count", [0, 5, 19])
def test_with_few_outcomes_there_is_no_figure(count):
    found = report(of(count))
    assert found.coverage == (
        f"{count + 100} examinations are signed and valid.",
        f"With an outcome: {count}. Without one: 100.",
        "That is too few to say how often Dermyo is right: figures begin with 20 outcomes.",
    )
    assert (found.sections, found.has_figures) == ((), False)


def test_one_examination_is_no_plural():
    assert report(audit(1, [])).coverage[0] == "1 examination is signed and valid."


def test_those_of_which_it_will_not_be_known_are_counted_apart():
    found = report(audit(5, [(SAID, L5)], will_not_be_known=3))
    assert found.coverage[1:3] == (
        "With an outcome: 1. Without one: 4.",
        "In 3 of those without one, it will not be known.",
    )
    assert found.sections == ()
    both = report(added(audit(5, [(SAID, L5)], will_not_be_known=3), audit(2, [], will_not_be_known=2)))
    assert both.coverage[3] == "In 5 of those without one, it will not be known."
    assert audit(1, [(SAID, L5)], will_not_be_known=1).examinations.signed == 2


def test_who_is_missing_comes_before_the_figures():
    few = (said(statement="not_enough_examined"), L5)
    found = report(of(24, (None, L5), (said(ranking_withheld=True), L5), few, few))
    assert found.coverage[2:] == (
        "Of 1 with an outcome, what was said at signing cannot be read; they are left out.",
        "In 1 no causes were ranked, since the patient was under 16; they are in none of the rates.",
        "In 2 too little was examined to name a cause; they are in none of the rates.",
    )
    text = report_text(found)
    assert text.index("Those without an outcome may differ") < text.index("What was named, and what it was")
    assert "the accuracy of the examination itself is modest" in " ".join(text.split())


def test_rates_have_their_interval_and_the_chart_is_beside_them():
    found = report(of(20, (SAID, Known("root.S1", "left", "mri"))))
    assert rows_of(found, "right") == [
        ["Likeliest single root, where it was roots", "20", "95 % (76 to 99)", "0 % (0 to 16)"],
        ["First cause", "20", "95 % (76 to 99)", "0 % (0 to 16)"],
        ["Among the first two", "20", "100 % (84 to 100)", "0 % (0 to 16)"],
        ["First cause, also with one leg for both", "20", "95 % (76 to 99)", "0 % (0 to 16)"],
    ]
    assert rows_of(found, "stated") == [["80 %", "20", "95 % (76 to 99)"]]
    assert rows_of(found, "words") == [["likely", "20", "95 % (76 to 99)"]]
    assert rows_of(found, "statements") == [["One cause fits best", "20", "95 % (76 to 99)", "100 % (84 to 100)"]]
    assert rows_of(found, "known-by") == [["MRI", "20"]]
    assert [section.id for section in found.sections] == [
        "right",
        "stated",
        "words",
        "statements",
        "causes",
        "known-by",
    ]


def test_impressions_are_counted_by_when_they_were_entered():
    first, after = (said(impression=OwnImpression("root.L5", "left", when)) for when in ("before", "after"))
    found = report(of(25, *[(first, L5)] * 20, (after, L5)))
    assert rows_of(found, "impressions") == [
        ["Entered before the ranking was shown", "20", *["100 % (84 to 100)"] * 3],
        ["Entered after the ranking was shown", "1", *["too few to say"] * 3],
    ]


def test_causes_and_alerts_are_named_in_words_also_those_of_another_version():
    alerts = (SaidAlert("cauda_equina", "acted_on"), SaidAlert("from_later", None))
    raised = said(alerts=alerts, left_out=("reflexes.achilles", "stride.dragging"))
    others = [(raised, Known(cause, "left", "from_later")) for cause in ("from_later", "other") for _ in range(5)]
    found = report(of(22, *others, (said(alerts=(SaidAlert("fever", None),)), Known("nerve.sural", "left", "mri"))))
    assert [row[:2] for row in rows_of(found, "causes")] == [
        ["L5 root", "11"],
        ["from_later", "5"],
        ["Another lesion", "5"],
        ["Rarer causes together", "1"],
    ]
    assert rows_of(found, "alerts") == [
        ["Signs of cauda equina compression", "Emergency", "10", "acted on 10", "from_later 5; Another lesion 5"],
        ["from_later", "", "10", "", "from_later 5; Another lesion 5"],
        ["Rarer alerts together", "", "1", "", "few of each 1"],
    ]
    assert rows_of(found, "left-out") == [["Achilles reflex", "10"], ["stride.dragging", "10"]]
    assert rows_of(found, "known-by")[0][0] == "MRI"


def test_a_missed_cauda_equina_is_seen_though_it_is_one():
    found = report(of(20, (said(urgency="urgent"), Known("cauda_equina", "both", "mri"))))
    assert rows_of(found, "emergencies") == [["Cauda equina", "1", "0"]]
    assert rows_of(found, "causes")[-1][0] == "Rarer causes together"


def test_alerts_are_in_the_order_of_their_urgency_and_nobody_has_to_answer_a_routine_one():
    ids = ("nerve_symptoms", "spinal_infection", "progressive_deficit")
    answers = [(said(alerts=tuple(SaidAlert(id, None) for id in ids)), L5)] * 7
    acted = [(said(alerts=(SaidAlert("nerve_symptoms", "acted_on"),)), L5)]
    assert [row[1:4] for row in rows_of(report(of(20, *answers, *acted)), "alerts")] == [
        ["Emergency", "7", "not answered 7"],
        ["Urgent", "7", "not answered 7"],
        ["Routine", "8", "acted on 1"],
    ]


def test_how_many_outcomes_rest_on_the_course_or_a_colleague_is_said():
    found = report(
        of(20, *[(SAID, Known("root.L5", "left", way)) for way in ("course", "another_specialist", "surgery")])
    )
    assert found.cautions[1].endswith("Known by the clinical course or another specialist: 2 of 20 outcomes.")
    assert found.versions == "The notes were written with reference 2026-11-21+abc."


def test_added_audits_say_of_how_many_they_are():
    found = report(added(of(30), of(30), of(30)))
    assert found.title == "How often Dermyo was right"
    assert found.coverage[:2] == ("3 audits, added together.", "390 examinations are signed and valid.")
    assert "may lack some" in found.cautions[-1]
    assert "may lack some" not in report(of(30)).cautions[-1]


def test_added_rows_are_in_the_order_of_their_counts_with_the_rarer_last():
    s1, rare = (SAID, Known("root.S1", "left", "mri")), (SAID, Known("nerve.sural", "left", "mri"))
    both = added(of(20, *[s1] * 5, rare), audit(20, [s1] * 20))
    assert list(added(of(20, rare), audit(20, [s1] * 20)).causes) == ["root.L5", "root.S1", "rarer"]
    assert [row[:2] for row in rows_of(report(both), "causes")] == [
        ["S1 root", "25"],
        ["L5 root", "14"],
        ["Rarer causes together", "1"],
    ]


def test_the_text_has_each_table_under_its_title():
    text = report_text(report(of(20, (said(alerts=(SaidAlert("fever", "acted_on"),)), L5))))
    lines = text.splitlines()
    assert lines[:4] == [
        "How often Dermyo was right here",
        "",
        "120 examinations are signed and valid.",
        "With an outcome: 20. Without one: 100.",
    ]
    at = lines.index("The word for it")
    assert lines[at + 1 : at + 4] == [
        "Of what ranked first.",
        "  Word    Examinations              Right",
        "  likely            20  100 % (84 to 100)",
    ]
    at = lines.index("  Rarer alerts together")
    assert lines[at + 1 : at + 4] == [
        "    Raised: 1",
        "    Answered: acted on 1",
        "    What it turned out to be: few of each 1",
    ]
    assert max(map(len, lines)) <= 120


def test_a_long_name_is_written_over_two_lines():
    texts = report_text(report(of(25, *[(said(charted=(("root.L5", "left"),)), L5)] * 20)))
    assert "  Likeliest single root, where it was roots            25" in texts


def test_the_curve_is_of_the_steps_that_have_figures():
    assert report(of(19)).curve == ()
    (step,) = report(of(20)).curve
    assert (step.of, step.right.share) == (20, 1.0)
    assert curve_words() == {
        "x": "The program's figure, in percent",
        "y": "Right, in percent",
        "label": "How often what ranked first was right, by the program's figure, with 95 % intervals.",
    }


def test_the_curve_is_drawn_with_its_intervals():
    curve = draw((Step(0.5, 20, Estimate(0.25, 0.0, 1.0)), Step(1.0, 20, Estimate(1.0, 0.8, 1.0))))
    assert (curve.left, curve.top, curve.right, curve.bottom) == (46, 12, 286, 252)
    first, last = curve.points
    assert (first.x, first.y, first.low, first.high) == (166.0, 192.0, 252.0, 12.0)
    assert (last.x, last.y) == (286.0, 12.0)
    assert curve.line == "166.0,192.0 286.0,12.0"
    assert [(tick.percent, tick.x, tick.y) for tick in curve.ticks][1] == (20, 94.0, 204.0)
