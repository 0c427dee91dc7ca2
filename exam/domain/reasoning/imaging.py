"""Imaging and other tests that the sources suggest for a record, with the guidelines' caution where one applies.

Besides the record's facts, these rules use `alerts.<id>` and `localisation.kind`, `.cause` and `.statement`.
"""

from __future__ import annotations

from exam.domain.reasoning.conclusions import Study, SuggestedTest
from exam.domain.reasoning.facts import Facts
from exam.domain.reasoning.rules import because, holds
from reference import load_reference
from reference.model import Imaging
from reference.vocabulary import URGENCIES

# A study with contrast includes the plain one of the same part.
WITH_CONTRAST = "_with_contrast"


def suggested_imaging(facts: Facts) -> tuple[Study, ...]:
    """The studies suggested, the most urgent first; each once, for its most urgent reason.

    A plain study is left out where the same one with contrast is suggested already.
    """
    rows = sorted(load_reference().imaging.values(), key=lambda row: URGENCIES.index(row.priority))
    studies: dict[str, Study] = {}
    for row in rows:
        paths = because(row.when, facts)
        if paths is not None and studies.keys().isdisjoint((row.study, row.study + WITH_CONTRAST)):
            studies[row.study] = _study(row, paths, facts)
    return tuple(studies.values())


def _study(row: Imaging, paths: tuple[str, ...], facts: Facts) -> Study:
    spared = not row.caution or (row.caution_unless is not None and holds(row.caution_unless, facts))
    return Study(
        study=row.study,
        priority=row.priority,
        purpose=row.purpose,
        because=paths,
        sources=row.sources,
        caution=None if spared else row.caution,
        caution_sources=() if spared else row.caution_sources,
    )


def other_tests(facts: Facts) -> tuple[SuggestedTest, ...]:
    """The tests other than imaging that are suggested, in the order of the reference; each once."""
    tests: dict[str, SuggestedTest] = {}
    for row in load_reference().other_tests.values():
        paths = because(row.when, facts)
        if paths is not None and row.test not in tests:
            tests[row.test] = SuggestedTest(row.test, row.purpose, paths, row.sources)
    return tuple(tests.values())
