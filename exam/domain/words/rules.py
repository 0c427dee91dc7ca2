"""A rule of the reference in words, as the reference pages show it: what raises an alert, what suggests a study."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from exam.domain.language import mark, say
from exam.domain.words.facts import SIDES_OF_COMPLAINT
from exam.domain.words.findings import SITE_LISTS, finding_label, path_label, test_of
from exam.domain.words.grammar import heading, inside, joined
from exam.domain.words.values import COURSE_WORDS, chosen
from reference import load_reference
from reference.clauses import BILATERAL, Clause, read_clause
from reference.model import Test, When

COMPARED = {
    "at_least": mark("{value} or more"),
    "at_most": mark("{value} or less"),
    "above": mark("above {value}"),
    "below": mark("below {value}"),
}
ONSETS = {"sudden": mark("sudden onset"), "gradual": mark("gradual onset")}
DURATION = {
    "at_least": mark("lasting {weeks} weeks or more"),
    "at_most": mark("lasting {weeks} weeks or less"),
    "above": mark("lasting more than {weeks} weeks"),
    "below": mark("lasting less than {weeks} weeks"),
}
JOINED = {
    "at_least": mark("the second leg joined {weeks} weeks ago or earlier"),
    "at_most": mark("the second leg joined in the last {weeks} weeks"),
    "above": mark("the second leg joined more than {weeks} weeks ago"),
    "below": mark("the second leg joined less than {weeks} weeks ago"),
}
BEFORE = {
    "at_least": mark("the earlier examination {weeks} weeks before or earlier"),
    "at_most": mark("the earlier examination at most {weeks} weeks before"),
    "above": mark("the earlier examination more than {weeks} weeks before"),
    "below": mark("the earlier examination less than {weeks} weeks before"),
}
SUMMARIES = {
    "summary.marked_side": mark("pain or tingling marked in {legs}"),
    "summary.tingling_side": mark("tingling marked in {legs}"),
    "summary.rash_side": mark("dermatomes of a rash marked on {legs}"),
    "summary.abnormal_side": mark("abnormal findings in {legs}"),
    "summary.only_abnormal_side": mark("abnormal findings, tested in both, in {legs}"),
}
LEGS = {"right": mark("the right leg only"), "left": mark("the left leg only"), "both": mark("both legs")}
ON_BOTH_SIDES = {
    "both": mark("{finding}, on both sides"),
    "same_on_both": mark("{finding}, the same on both sides"),
    "two_on_each": mark("{finding}, two of them on each side"),
}
SINCE = {
    "worse": mark("{finding} worse than at the earlier examination"),
    "lost": mark("{finding} lost since the earlier examination"),
    "reduced": mark("{finding} reduced since the earlier examination"),
}
SAID_AS_A_WHOLE = {
    "localisation.statement is not_enough_examined": mark("too little examined"),
    "localisation.statement is no_lesion_found": mark("findings that fit no lesion"),
    "localisation.statement is cannot_separate": mark("findings that fit more than one cause"),
    "localisation.root_named is true": mark("findings that fit one root best, alone or with others"),
    "localisation.statement is fits_none": mark("findings that fit no single lesion"),
    "localisation.statement is fits_non_root": mark("findings that fit something other than a root"),
}
ALL_OF = mark("all of: {clauses}")
NOT_WITH = mark("not with: {clauses}")
# With other clauses before them or not, and of several or of one alone.
SOME = {
    (False, True): mark("{number} of: {clauses}"),
    (True, True): mark("with {number} of: {clauses}"),
    (False, False): "",
    (True, False): mark("with {clauses}"),
}


def rule_words(when: When) -> str:
    """A rule in words: "Fever. With one of: night pain; spinal tenderness present. Not with: pregnancy."."""
    every, some, never = _worded(when.all, "and"), _worded(when.any, "or"), _worded(when.none, "or")
    number = str(when.at_least) if when.at_least > 1 else say("one")
    parts = (
        _sentence(ALL_OF if len(every) > 1 else "", every),
        _sentence(SOME[bool(every), len(some) > 1], some, number),
        _sentence(NOT_WITH, never),
    )
    return " ".join(part for part in parts if part)


def _sentence(message: str, clauses: Sequence[str], number: str = "") -> str:
    if not clauses:
        return ""
    text = "; ".join(clauses)
    return f"{heading(say(message).format(clauses=text, number=number) if message else text)}."


def _worded(clauses: Iterable[str], last: str) -> list[str]:
    """The clauses in words; the places of one list are joined."""
    places: dict[str, list[str]] = {}
    others = []
    for text in clauses:
        clause = read_clause(text)
        if clause.operator == "includes":
            places.setdefault(_list_of(clause), []).append(_site(clause))
        else:
            others.append(clause_words(text))
    return [*dict.fromkeys(others), *(f"{what} ({joined(sites, last)})" for what, sites in places.items())]


def _list_of(clause: Clause) -> str:
    return say(next(SITE_LISTS[part] for part in clause.path if part in SITE_LISTS))


def _site(clause: Clause) -> str:
    return inside(say(load_reference().sites[str(clause.value)].label))


def clause_words(text: str) -> str:
    """One clause as worded inside a sentence: "age 65 or more", "any strength 3 or less, on both sides"."""
    if text in SAID_AS_A_WHOLE:
        return say(SAID_AS_A_WHOLE[text])
    clause = read_clause(text)
    word = {"localisation": _localised, "findings": _finding, "earlier": _since, "summary": _summary}
    if clause.path[0] in word:
        return word[clause.path[0]](clause)
    path = ".".join(clause.path)
    if path == "presentation.symptom_side":
        return say(SIDES_OF_COMPLAINT[str(clause.value)])
    return _answer(path, clause)


def _summary(clause: Clause) -> str:
    path = ".".join(clause.path)
    if path in SUMMARIES:
        return say(SUMMARIES[path]).format(legs=say(LEGS[str(clause.value)]))
    if clause.operator == "is":
        return say("pain marked at no place but the {place}").format(place=_site(clause))
    return say("pain marked elsewhere than the {place}").format(place=_site(clause))


def _localised(clause: Clause) -> str:
    value, reference = str(clause.value), load_reference()
    lesion = say((reference.causes if clause.path[-1] == "cause" else reference.kinds)[value].phrase)
    if clause.path[-1] == "rival_kind":
        return say("findings that do not exclude {lesion}").format(lesion=lesion)
    return say("findings that fit {lesion} best").format(lesion=lesion)


def _answer(path: str, clause: Clause) -> str:
    if isinstance(clause.value, bool):
        label = path_label(path)
        return label if clause.value == (clause.operator == "is") else say("no {what}").format(what=label)
    if path == "presentation.duration_weeks":
        return _weeks(DURATION, clause)
    if path == "presentation.second_leg_weeks":
        return _weeks(JOINED, clause)
    if clause.path[0] == "red_flag_course":
        return f"{path_label(path)}, {say(COURSE_WORDS[str(clause.value)])}"
    if path == "presentation.onset":
        return say(ONSETS[str(clause.value)])
    return f"{path_label(path)} {_compared(clause)}"


def _weeks(words: Mapping[str, str], clause: Clause) -> str:
    return say(words[clause.operator]).format(weeks=f"{clause.value:g}")


def _compared(clause: Clause) -> str:
    """The value that a clause compares with: "65 or more", "female"."""
    value = chosen(clause.value) if isinstance(clause.value, str) else str(clause.value)
    return value if clause.operator == "is" else say(COMPARED[clause.operator]).format(value=value)


def _finding(clause: Clause) -> str:
    both = clause.path[-1] in BILATERAL
    path = ".".join(clause.path[:-1] if both else clause.path)
    test = test_of(path) or _first_of_family(path)
    compared = _grade(test, str(clause.value)) if test and clause.operator == "is" else f" {_compared(clause)}"
    finding = f"{_tested(path.removeprefix('findings.'))}{compared}"
    return say(ON_BOTH_SIDES[clause.path[-1]]).format(finding=finding) if both else finding


def _first_of_family(path: str) -> Test | None:
    """A test of the family that a path with an asterisk names; None for any other path."""
    family = path.removeprefix("findings.").removesuffix(".*")
    return next((test for test in load_reference().tests.values() if test.family == family), None)


def _since(clause: Clause) -> str:
    """What has changed since the earlier examination: "any strength worse than at the earlier examination"."""
    if clause.path[1] == "weeks":
        return _weeks(BEFORE, clause)
    return say(SINCE[clause.path[1]]).format(finding=_tested(".".join(clause.path[2:])))


def _tested(finding: str) -> str:
    return say(load_reference().family_of(finding).any) if "*" in finding else inside(finding_label(finding))


def _grade(test: Test, value: str) -> str:
    """The grade's label, or its number: "painful", "2"; a yes or no follows a colon."""
    if value in ("yes", "no"):
        return f": {say('yes') if value == 'yes' else say('no')}"
    grades = load_reference().scales[test.scale].grades
    return f" {value if value[:1].isdigit() else next(inside(say(g.label)) for g in grades if str(g.value) == value)}"
