"""The answers by which a record is compared with an earlier one."""

from exam.domain.record.answers import Answer, answers_of, fold
from exam.domain.record.earlier.answers import compared, compared_again, compared_with, is_before, is_of_comparison
from tests.domain.records import record_of

AT = "2026-10-03T09:30:00+00:00"
ANKLE = "strength.ankle_dorsiflexion.left"
THEN = record_of(
    {"examined_at": AT, f"findings.{ANKLE}": "4", "findings.reflexes.achilles.left": {"not_tested": "pain"}}
)


def now(grade, **more):
    return record_of({f"findings.{ANKLE}": grade}, **more)


def earlier(*worse):
    return {"examined_at": AT, "worse": list(worse)}


def after(record, answers):
    latest = dict(answers_of(record)) | dict(answers)
    return fold(Answer(*answer) for answer in latest.items())


def test_the_first_comparison_gives_all_that_was_found_then():
    assert compared_with(now("3"), THEN) == (
        Answer("earlier", earlier(ANKLE)),
        Answer("earlier_findings.reflexes.achilles.left", {"not_tested": "pain"}),
        Answer(f"earlier_findings.{ANKLE}", "4"),
    )


def test_what_follows_is_only_what_has_changed():
    record = after(now("3"), compared_with(now("3"), THEN))
    assert compared_with(record, THEN) == ()
    better = after(record, {f"findings.{ANKLE}": "5"})
    assert compared_with(better, THEN) == (Answer("earlier", earlier()),)


def test_the_answers_result_in_the_record_compared():
    record = now("3")
    assert after(record, compared_with(record, THEN)) == compared(record, THEN)


def test_ending_a_comparison_clears_all_of_it():
    record = compared(now("3"), THEN)
    cleared = compared_with(record, None)
    assert [answer.value for answer in cleared] == [None] * 3
    assert after(record, cleared) == now("3")


def test_a_comparison_with_another_examination_replaces_the_first():
    other = record_of({"examined_at": "2026-09-01T09:30:00+00:00", f"findings.{ANKLE}": "3"})
    record = compared(now("3"), THEN)
    assert after(record, compared_with(record, other)) == compared(now("3"), other)
    assert compared(record, other).earlier.worse == ()


def test_an_examination_without_a_date_is_not_compared_with():
    undated = record_of({f"findings.{ANKLE}": "5"})
    assert compared_with(now("3"), undated) == ()
    assert compared(now("3"), undated).earlier is None


def test_a_record_says_again_what_is_worse_by_its_own_findings_of_both():
    record = compared(now("3"), THEN)
    improved = after(record, {f"findings.{ANKLE}": "4"})
    assert compared_again(improved) == (Answer("earlier", earlier()),)
    assert compared_again(record) == ()


def test_what_a_record_from_elsewhere_says_to_be_worse_is_left():
    said = record_of({"earlier": earlier(ANKLE), f"findings.{ANKLE}": "5"})
    assert compared_again(said) == ()
    assert compared_again(now("3")) == ()


def test_the_paths_of_a_comparison():
    paths = [answer.path for answer in answers_of(compared(now("3"), THEN)) if is_of_comparison(answer.path)]
    assert paths == ["earlier", "earlier_findings.reflexes.achilles.left", f"earlier_findings.{ANKLE}"]
    assert not is_of_comparison(f"findings.{ANKLE}")


def test_a_later_examination_or_one_of_the_same_moment_is_not_compared_with():
    first, same = (record_of(examined_at="2026-01-05T09:00:00+01:00") for _ in range(2))
    later = record_of(examined_at="2026-03-05T09:00:00+00:00")
    assert compared(first, later).earlier is None
    assert compared(first, same).earlier is None
    assert compared(later, first).earlier is not None
    assert is_before("2026-01-05T09:00:00+01:00", "2026-01-05T08:30:00+00:00")
