"""The figures of the published cases in the pages are those of the program today."""

import re

import pytest

from bench.blocks import LOCALISATION, block
from bench.published_cases import (
    CASES,
    README,
    Group,
    false_emergencies,
    figures,
    main,
    pages,
    read_scored,
    seen,
    sentence,
    to_review,
    whys_of,
    without_reason,
    wrong_cases,
)
from reference import load_reference
from tests.domain.evaluation.scored_cases import L5, S1
from tests.domain.evaluation.scored_cases import scored_case as by_hand

WRITE = "run `python -m bench.published_cases`"


@pytest.fixture(scope="module")
def scored():
    return read_scored()


def scored_case(case="case-008", named=(L5, S1), **more):
    return by_hand(id=case, named=named, **more)


def test_the_pages_are_up_to_date(scored):
    for path, page in pages(scored).items():
        assert path.read_text(encoding="utf-8") == page, f"{path.name}: {WRITE}"


def test_every_wrong_case_has_a_reason(scored):
    table = block(LOCALISATION.read_text(encoding="utf-8"), "wrong cases")
    assert whys_of(table).keys() == {one.id.removeprefix("case-") for one in scored if one.strict and not one.first}
    assert without_reason(table) == []


def test_a_case_that_is_newly_wrong_needs_a_reason():
    table = wrong_cases([scored_case(named=(S1, L5)), scored_case("case-999", named=(S1, L5))], {"008": "because"})
    assert without_reason(table) == ["case 999 is wrong without a reason: write it into the last column of its row"]
    assert without_reason(wrong_cases([scored_case(named=(S1, L5))], {"008": " - "})) != []


def test_a_reason_that_may_no_longer_be_true_is_reviewed():
    before = wrong_cases(
        [scored_case(named=(S1, L5)), scored_case("case-009", named=(S1, L5))], {"008": "one", "009": "two"}
    )
    assert to_review(before, before) == []
    after = wrong_cases([scored_case(named=(("root.L4", "left"), L5))], whys_of(before))
    assert to_review(before, after) == [
        "case 009 is right now; its reason was removed: two",
        "case 008: left L4, said to fit is named first, not left S1, said to fit; review its reason: one",
    ]
    assert to_review(after, before) == [
        "case 008: left S1, said to fit is named first, not left L4, said to fit; review its reason: one"
    ]


def test_the_command_writes_the_pages_and_fails_without_a_reason(tmp_path, monkeypatch, scored):
    wrong = next(one.id.removeprefix("case-") for one in scored if one.strict and not one.first)
    for name, path in (("README", README), ("LOCALISATION", LOCALISATION)):
        page = path.read_text(encoding="utf-8")
        (tmp_path / name).write_text(re.sub(rf"^(\| {wrong} .*) \| [^|]+ \|$", r"\1 |  |", page, flags=re.MULTILINE))
        monkeypatch.setattr(f"bench.published_cases.{name}", tmp_path / name)
    with pytest.raises(SystemExit, match=f"case {wrong} is wrong without a reason"):
        main()
    written = (tmp_path / "LOCALISATION").read_text(encoding="utf-8")
    fresh = LOCALISATION.read_text(encoding="utf-8").splitlines()
    assert [line for line in written.splitlines() if line not in fresh and f"| {wrong} |" not in line] == []


def test_the_cases_that_were_seen_are_published_cases(scored):
    assert seen() < {one.id for one in scored}
    assert len(scored) == len(list(CASES.glob("*.json")))


def test_cases_seen_and_not_seen_are_counted_apart():
    new = [
        scored_case("case-new", named=(S1, L5), likeliest_root=("S1", "left"), acceptable=("root.S1",)),
        scored_case("case-new", emergency=True, strict=False),
    ]
    text = figures([scored_case(), scored_case(), scored_case(urgency="emergency"), *new])
    assert "| cases; scored strictly | 3; 3 | 2; 1 | 5; 4 |" in text
    rows = {row.split(" | ")[0].removeprefix("| "): row for row in text.splitlines()}
    first = "| the very cause on the very side named first | 3 of 3 (100 %) | 0 of 1 (0 %) | 3 of 4 (75 %; 25 to 100) |"
    assert first in rows.values()
    two = "| among the first two | 3 of 3 (100 %) | 1 of 1 (100 %) | 4 of 4 (100 %; 100 to 100) |"
    assert two in rows.values()
    of_roots = "3 of 3 (100 %) | 0 of 1 (0 %) | 3 of 4 (75 %; 25 to 100) |"
    assert rows["root lesions: the very roots named first"].endswith(of_roots)
    assert rows["root lesions: the likeliest single root is one of them"].endswith(of_roots)
    assert rows["named first, or an answer that can be defended"].endswith("4 of 4 (100 %; 100 to 100) |")
    assert rows["mean log score (0 is certain and right)"].endswith("| -0.69 | -0.69 | -0.69 |")
    assert "| one cause said to fit best, and rightly | 3 of 3 | 0 of 1 | 3 of 4 |" in text
    assert "| the same, or an answer that can be defended | 3 of 3 | 1 of 1 | 4 of 4 |" in text
    assert "| emergencies missed | 0 of 0 | 1 of 1 | 1 of 1 |" in text
    assert "| others called an emergency | 1 of 3 | 0 of 1 | 1 of 4 |" in text


def test_a_rate_without_strict_cases_is_a_dash():
    text = figures([scored_case(strict=False)])
    assert "| the very cause on the very side named first | 0 of 0 (-) | 0 of 0 (-) | 0 of 0 (-) |" in text
    assert "| mean log score (0 is certain and right) | - | - | - |" in text


def test_a_case_not_said_to_fit_is_not_counted_as_fitting():
    said = [scored_case(statement=statement) for statement in ("fits_one", "cannot_separate", "not_enough_examined")]
    assert Group([*said, scored_case(strict=False)]).said_to_fit == said[:1]


def test_no_line_break_separates_a_figure_from_its_percent_sign(scored):
    lines = sentence(scored).splitlines()
    assert len(lines) > 2
    assert max(map(len, lines)) <= 120
    assert [line for line in lines if line.startswith("%")] == []


def test_the_handwritten_reason_of_a_wrong_case_is_preserved():
    wrong = scored_case(named=(S1, L5))
    fresh = scored_case("case-999", named=(S1, L5), statement="cannot_separate")
    text = wrong_cases([scored_case(), wrong, fresh], {"008": "because"})
    assert text.splitlines()[2:] == [
        "| 008 | yes | left L5 | left S1, said to fit | because |",
        "| 999 | no | left L5 | left S1 |  |",
    ]
    assert whys_of(text) == {"008": "because", "999": ""}


def test_a_false_emergency_is_listed_with_the_alerts_that_raise_it():
    urgent = {"urgency": "emergency", "emergency_alerts": ("cauda_equina", "cord_compression")}
    cases = [
        scored_case("case-266"),
        scored_case("case-266", **urgent),
        scored_case("case-266", **urgent, emergency=True),
    ]
    (row,) = false_emergencies(cases).splitlines()[2:]
    labels = (load_reference().alerts[alert].label for alert in ("cauda_equina", "cord_compression"))
    assert row == f"| 266 | yes | L5 | {'; '.join(labels)} |"


def test_a_wrong_case_whose_disease_had_no_name_is_listed_by_its_label():
    case = scored_case(answer=("other", "left"), label="motor neuron disease")
    assert "| 008 | yes | motor neuron disease | left L5, said to fit |  |" in wrong_cases([case], {})
