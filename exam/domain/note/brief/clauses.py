"""What was found, in few words: clause by clause for a leg, test by test for everything else.

A clause names only tests that have a result, or that could not be done. The abnormal ones come first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from exam.domain.language import mark, say
from exam.domain.record.grades import MRC, REFLEX, is_normal
from exam.domain.record.model import Finding, FindingKey, NotTested, result_of
from exam.domain.words.grammar import inside, joined
from exam.domain.words.values import REASON_WORDS, value_label
from reference import load_reference
from reference.model import Family, Test
from reference.vocabulary import SIDES, Side

Findings = Mapping[FindingKey, Finding]
SHORTEST_RANGE = 3
WITH_CLONUS = 4
SIDE_WORDS = {"right": mark("right"), "left": mark("left")}
FELT_NORMAL = mark("intact")


class Naming(NamedTuple):
    """How tests and results are named: in the shorthand of the field, or in full words for a letter."""

    test: Callable[[Test], str]
    modality: Callable[[Family], str]
    before: Callable[[Family], str]
    """Before the tests of a family; empty where they need no word."""

    normal_strength: str
    reflex: Callable[[str, Finding], str]
    stem: Callable[[Test], str]
    """What is left of a name beside others of its family; empty where the whole name is needed."""

    at: str = ""
    """Areas of skin after what was tested there; empty where they need no word."""

    listed: Callable[[Iterable[str]], str] = ", ".join


def _reflex_in_short(_test: str, found: Finding) -> str:
    grade = result_of(found)
    if grade == 0:
        return "0"
    return say("{grade} with clonus").format(grade=f"{grade}+") if grade == WITH_CLONUS else f"{grade}+"


def _word(test: str, found: Finding) -> str:
    """The label of a grade, without its number."""
    scale = load_reference().scales[load_reference().tests[test].scale]
    return inside(say({str(grade.value): grade.label for grade in scale.grades}[str(result_of(found))]))


SHORT = Naming(
    test=lambda test: say(test.short) if test.short else inside(say(test.label)),
    modality=lambda family: say(family.short or family.modality),
    before=lambda family: say(family.short) if family.short else "",
    normal_strength=mark("power 5/5 {tests}"),
    reflex=_reflex_in_short,
    stem=lambda test: say(test.short_stem) if test.short_stem else "",
)
FULL = Naming(
    test=lambda test: inside(say(test.label)),
    modality=lambda family: say(family.modality),
    before=lambda family: say(family.before) if family.before else "",
    normal_strength=mark("power 5 of {tests}"),
    reflex=_word,
    stem=lambda _test: "",
    at=mark("at {areas}"),
    listed=joined,
)


def of_leg(findings: Findings, side: Side) -> dict[str, Finding]:
    """What was found in one leg, in the order in which it is written: strength, reflexes, sensation, and so on."""
    tests = load_reference().tests
    found = {id: findings[key] for id in tests if (key := FindingKey(id, side)) in findings}
    return {id: found[id] for id in sorted(found, key=_place) if is_of_leg(tests[id])}


def _place(test: str) -> int:
    families = load_reference().families
    return families[load_reference().tests[test].family].text_place or len(families)


def is_of_leg(test: Test) -> bool:
    """Whether a test is written leg by leg: those whose abnormal result is a deficit of that leg."""
    return test.sided and load_reference().families[test.family].deficit


def leg_clauses(found: Mapping[str, Finding], naming: Naming) -> list[str]:
    """Clauses of one leg: "power ADF 4, EHL 4-", "5/5 KE, APF", "ankle jerk 0", "LT and PP altered L5"."""
    done = {test: one for test, one in found.items() if not isinstance(one, NotTested)}
    families = [load_reference().families[test.partition(".")[0]] for test in done]
    felt = _felt(done, naming)
    clauses: list[str] = []
    for family in {family.id: family for family in families}.values():
        if family.modality:
            clauses, felt = [*clauses, *felt], []
        else:
            of_it = {test: one for test, one in done.items() if test.startswith(f"{family.id}.")}
            clauses += _graded(family, of_it, naming)
    return [*clauses, *impossible_clauses(found, naming)]


def impossible_clauses(found: Mapping[str, Finding], naming: Naming) -> list[str]:
    """What could not be done, by its reason: "could not be tested (pain): KE, LT and PP L3-S1"."""
    reasons: dict[str, list[str]] = {}
    for test, one in found.items():
        if isinstance(one, NotTested):
            reasons.setdefault(one.reason, []).append(test)
    return [
        say("could not be tested ({reason}): {tests}").format(
            reason=say(REASON_WORDS[reason]), tests=", ".join(named(some, naming))
        )
        for reason, some in reasons.items()
    ]


def named(tests: Iterable[str], naming: Naming) -> list[str]:
    """Tests by their names, areas of skin joined: "KE", "knee and ankle jerks", "LT and PP L3-S1"."""
    tests = list(tests)
    families = load_reference().families
    plain = [test for test in tests if not families[test.partition(".")[0]].modality]
    return [*_names(plain, naming), *_areas([(test, "") for test in tests if test not in plain], naming)]


def _names(tests: Iterable[str], naming: Naming) -> list[str]:
    """The names, those that have a stem joined where there are several of a family: "knee and ankle jerks"."""
    rows = [load_reference().tests[test] for test in tests]
    stems: dict[str, list[str]] = {}
    for row in rows:
        if stem := naming.stem(row):
            stems.setdefault(row.family, []).append(stem)
    several = {family: _several(family, some) for family, some in stems.items() if len(some) > 1}
    named = (several.get(row.family, "") if naming.stem(row) else "" for row in rows)
    return list(dict.fromkeys(name or naming.test(row) for name, row in zip(named, rows, strict=True)))


def _several(family: str, stems: Iterable[str]) -> str:
    return say(load_reference().families[family].several).format(names=joined(stems))


def _graded(family: Family, found: Mapping[str, Finding], naming: Naming) -> Iterator[str]:
    """Tests of one family with their results, the abnormal ones first: "power ADF 4, EHL 4-", "power 5/5 KE"."""
    before = f"{lead} " if (lead := naming.before(family)) else ""
    abnormal = {test: one for test, one in found.items() if not is_normal(test, one)}
    strengths = [
        f"{_name(test, naming)} {_grade(test, one, naming)}" for test, one in abnormal.items() if _is_mrc(test)
    ]
    if strengths:
        yield f"{before}{', '.join(strengths)}"
    for clause in _by_result({test: one for test, one in abnormal.items() if not _is_mrc(test)}, naming):
        yield f"{before}{clause}"
    normal = {test: one for test, one in found.items() if test not in abnormal}
    strong = [test for test in normal if _is_mrc(test)]
    if strong:
        yield say(naming.normal_strength).format(tests=_listed(strong, naming))
    for clause in _by_result({test: one for test, one in normal.items() if test not in strong}, naming):
        yield f"{before}{clause}"


def _by_result(found: Mapping[str, Finding], naming: Naming) -> Iterator[str]:
    """Tests of one result together: "knee and ankle jerks 2+"."""
    results: dict[str, list[str]] = {}
    for test, one in found.items():
        results.setdefault(_grade(test, one, naming), []).append(test)
    yield from (f"{_listed(some, naming)} {result}" for result, some in results.items())


def _name(test: str, naming: Naming) -> str:
    return naming.test(load_reference().tests[test])


def _listed(tests: Iterable[str], naming: Naming) -> str:
    return naming.listed(_names(tests, naming))


def _is_mrc(test: str) -> bool:
    return load_reference().tests[test].scale == MRC


def _grade(test: str, found: Finding, naming: Naming) -> str:
    """A result in words; a grade of sensation without its number, which says no more."""
    scale = load_reference().scales[load_reference().tests[test].scale]
    if isinstance(found, NotTested) or scale.id == MRC or not scale.grades:
        return value_label(test, found)
    return naming.reflex(test, found) if scale.id == REFLEX else _word(test, found)


def _felt(found: Mapping[str, Finding], naming: Naming) -> list[str]:
    """Areas of skin by result, the abnormal first: "LT and PP altered L5", "LT intact L3, L4"."""
    families = load_reference().families
    felt = {test: one for test, one in found.items() if families[test.partition(".")[0]].modality}
    ordered = sorted(felt.items(), key=lambda item: is_normal(*item))
    results = [(test, say(FELT_NORMAL) if is_normal(test, one) else _word(test, one)) for test, one in ordered]
    return _areas(results, naming)


def _areas(felt: Iterable[tuple[str, str]], naming: Naming) -> list[str]:
    """Areas of one modality and result together, then modalities with the same areas."""
    groups: dict[tuple[str, str], list[str]] = {}
    for test, result in felt:
        groups.setdefault((test.partition(".")[0], result), []).append(load_reference().tests[test].label)
    together: dict[tuple[str, str], list[str]] = {}
    for (family, result), areas in groups.items():
        together.setdefault((result, ranges(areas)), []).append(naming.modality(load_reference().families[family]))
    return [
        " ".join(filter(None, (joined(modalities), result, _at(areas, naming))))
        for (result, areas), modalities in together.items()
    ]


def _at(areas: str, naming: Naming) -> str:
    return say(naming.at).format(areas=areas) if naming.at else areas


def ranges(areas: Iterable[str]) -> str:
    """Dermatomes from top to bottom, three or more in a row as a range: "L2, L4-S1"."""
    order = list(load_reference().roots)
    places = sorted(order.index(area) for area in areas)
    runs: list[list[int]] = [places[:1]]
    for before, place in pairwise(places):
        if place == before + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(_run([order[place] for place in run]) for run in runs)


def _run(areas: list[str]) -> str:
    return f"{areas[0]}-{areas[-1]}" if len(areas) >= SHORTEST_RANGE else ", ".join(areas)


def other_sentences(findings: Findings, naming: Naming, first: Iterable[str] = ()) -> list[str]:
    """What is not written leg by leg, a sentence for each family: "Tension tests: SLR left positive.".

    The families `first` come before the others.
    """
    titles = {name: say(load_reference().families[name].title) for name in (*first, *load_reference().families)}
    said = {title: _of_family(findings, name, naming) for name, title in titles.items()}
    return [f"{title}: {words}." for title, words in said.items() if words]


def other_words(findings: Findings, naming: Naming) -> str:
    """The same in one line without the names of the families: "SLR left positive; anal tone normal"."""
    said = (_of_family(findings, name, naming) for name in load_reference().families)
    return "; ".join(words for words in said if words)


def _of_family(findings: Findings, family: str, naming: Naming) -> str:
    said: dict[str, list[str]] = {}
    for test in load_reference().tests.values():
        if test.family == family and not is_of_leg(test) and (result := _on_each_side(findings, test, naming)):
            said.setdefault(result, []).append(naming.test(test))
    return "; ".join(f"{', '.join(names)} {result}" for result, names in said.items())


def _on_each_side(findings: Findings, test: Test, naming: Naming) -> str:
    """The result with its sides: "right and left negative", "right 85 degrees, left could not be tested (pain)"."""
    sides: dict[str, list[str]] = {}
    for side in SIDES if test.sided else (None,):
        found = findings.get(FindingKey(test.id, side))
        if found is not None:
            sides.setdefault(_grade(test.id, found, naming), []).append(say(SIDE_WORDS[side]) if side else "")
    return ", ".join(f"{joined(where)} {result}".strip() for result, where in sides.items())
