"""A rule of the reference in words, as the reference pages show it: what raises an alert, what suggests a study."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exam.domain.words.facts import SIDES_OF_COMPLAINT
from exam.domain.words.findings import SITE_LISTS, finding_label, path_label, test_of
from exam.domain.words.grammar import heading, inside, joined
from exam.domain.words.values import COURSE_WORDS
from reference import load_reference
from reference.clauses import BILATERAL, Clause, read_clause
from reference.model import Test, When

COMPARED = {"at_least": "{} or more", "at_most": "{} or less", "above": "above {}", "below": "below {}", "is": "{}"}
DURATION = {"at_least": "lasting {:g} weeks or more", "at_most": "lasting {:g} weeks or less"}
DURATION |= {"above": "lasting more than {:g} weeks", "below": "lasting less than {:g} weeks"}
JOINED = {"at_least": "{:g} weeks ago or earlier", "at_most": "in the last {:g} weeks"}
JOINED |= {"above": "more than {:g} weeks ago", "below": "less than {:g} weeks ago"}
SUMMARIES = {
    "summary.marked_side": "pain or tingling marked in",
    "summary.tingling_side": "tingling marked in",
    "summary.rash_side": "dermatomes of a rash marked on",
    "summary.abnormal_side": "abnormal findings in",
    "summary.only_abnormal_side": "abnormal findings, tested in both, in",
}
LEGS = {"right": "the right leg only", "left": "the left leg only", "both": "both legs"}
ON_BOTH_SIDES = {
    "both": ", on both sides",
    "same_on_both": ", the same on both sides",
    "two_on_each": ", two of them on each side",
}
BEFORE = {"at_least": "{:g} weeks before or earlier", "at_most": "at most {:g} weeks before"}
BEFORE |= {"above": "more than {:g} weeks before", "below": "less than {:g} weeks before"}
SINCE = {"worse": "worse than at", "lost": "lost since", "reduced": "reduced since"}
SAID_AS_A_WHOLE = {
    "localisation.statement is not_enough_examined": "too little examined",
    "localisation.statement is no_lesion_found": "findings that fit no lesion",
    "localisation.statement is cannot_separate": "findings that fit more than one cause",
    "localisation.statement is fits_none": "findings that fit no single lesion",
    "localisation.statement is fits_non_root": "findings that fit something other than a root",
}


def rule_words(when: When) -> str:
    """A rule in words: "Fever. With one of: night pain; spinal tenderness present. Not with: pregnancy."."""
    every, some, never = _worded(when.all, "and"), _worded(when.any, "or"), _worded(when.none, "or")
    few = f"{when.at_least if when.at_least > 1 else 'one'} of: " if len(some) > 1 else ""
    parts = (
        _sentence("all of: " if len(every) > 1 else "", every),
        _sentence(f"with {few}" if every else few, some),
        _sentence("not with: ", never),
    )
    return " ".join(part for part in parts if part)


def _sentence(lead: str, clauses: Sequence[str]) -> str:
    return f"{heading(lead + '; '.join(clauses))}." if clauses else ""


def _worded(clauses: Iterable[str], last: str) -> list[str]:
    """The clauses in words; the places of one list are joined."""
    places: dict[str, list[str]] = {}
    others = []
    for text in clauses:
        clause = read_clause(text)
        if clause.operator == "includes":
            places.setdefault(_list_of(clause), []).append(inside(load_reference().sites[str(clause.value)].label))
        else:
            others.append(clause_words(text))
    return [*dict.fromkeys(others), *(f"{what} ({joined(sites, last)})" for what, sites in places.items())]


def _list_of(clause: Clause) -> str:
    return next(SITE_LISTS[part] for part in clause.path if part in SITE_LISTS)


def clause_words(text: str) -> str:
    """One clause as worded inside a sentence: "age 65 or more", "any strength 3 or less, on both sides"."""
    if text in SAID_AS_A_WHOLE:
        return SAID_AS_A_WHOLE[text]
    clause = read_clause(text)
    word = {"localisation": _localised, "findings": _finding, "earlier": _since, "summary": _summary}
    if clause.path[0] in word:
        return word[clause.path[0]](clause)
    path = ".".join(clause.path)
    if path == "presentation.symptom_side":
        return SIDES_OF_COMPLAINT[str(clause.value)]
    return _answer(path, clause)


def _summary(clause: Clause) -> str:
    path = ".".join(clause.path)
    if path in SUMMARIES:
        return f"{SUMMARIES[path]} {LEGS[str(clause.value)]}"
    where = "at no place but the" if clause.operator == "is" else "elsewhere than the"
    return f"pain marked {where} {inside(load_reference().sites[str(clause.value)].label)}"


def _localised(clause: Clause) -> str:
    value, reference = str(clause.value), load_reference()
    lesion = (reference.kinds if clause.path[-1] == "kind" else reference.causes)[value].phrase
    return f"findings that fit {lesion} best"


def _answer(path: str, clause: Clause) -> str:
    if isinstance(clause.value, bool):
        label = path_label(path)
        return label if clause.value == (clause.operator == "is") else f"no {label}"
    if path == "presentation.duration_weeks":
        return DURATION[clause.operator].format(clause.value)
    if path == "presentation.second_leg_weeks":
        return f"the second leg joined {JOINED[clause.operator].format(clause.value)}"
    if clause.path[0] == "red_flag_course":
        return f"{path_label(path)}, {COURSE_WORDS[str(clause.value)]}"
    compared = COMPARED[clause.operator].format(clause.value)
    return f"{compared} onset" if path == "presentation.onset" else f"{path_label(path)} {compared}"


def _finding(clause: Clause) -> str:
    both = clause.path[-1] in BILATERAL
    path = ".".join(clause.path[:-1] if both else clause.path)
    test = test_of(path)
    compared = f" {COMPARED[clause.operator].format(clause.value)}"
    if test and clause.operator == "is":
        compared = _grade(test, str(clause.value))
    return f"{_tested(path.removeprefix('findings.'))}{compared}" + (ON_BOTH_SIDES[clause.path[-1]] if both else "")


def _since(clause: Clause) -> str:
    """What has changed since the earlier examination: "any strength worse than at the earlier examination"."""
    if clause.path[1] == "weeks":
        return f"the earlier examination {BEFORE[clause.operator].format(clause.value)}"
    return f"{_tested('.'.join(clause.path[2:]))} {SINCE[clause.path[1]]} the earlier examination"


def _tested(finding: str) -> str:
    return load_reference().family_of(finding).any if "*" in finding else inside(finding_label(finding))


def _grade(test: Test, value: str) -> str:
    """The grade's label, or its number: "painful", "2"; a yes or no follows a colon."""
    if value in ("yes", "no"):
        return f": {value}"
    grades = load_reference().scales[test.scale].grades
    return f" {value if value[:1].isdigit() else next(inside(g.label) for g in grades if str(g.value) == value)}"
