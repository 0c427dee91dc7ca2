"""Sources are numbered: guidelines before all others, each once, and the rest after the first eight."""

from dataclasses import replace

from exam.domain.note.parts.sources import Cited
from exam.domain.note.text import note_text
from exam.domain.reasoning.conclusions import SuggestedTest
from tests.domain.note.notes import EMPTY, S1, note


def test_guidelines_come_first_whatever_is_cited_first():
    cited = Cited()
    assert cited.collect(["jeon2013", "acr2021"]) == ""
    cited.collect(["acp2011", "jeon2013"])
    assert [(one.number, one.words) for one in cited.listed()] == [(1, "ACR 2021"), (2, "ACP 2011"), (3, "Jeon 2013")]
    assert cited.cite(["jeon2013", "acp2011"]) == "[2, 3]"
    assert cited.cite([]) == ""


def test_a_statement_cites_at_most_two_its_guidelines_first():
    cited = Cited()
    sources = ("jeon2013", "baima2008", "lee2008", "acp2011")
    cited.collect(sources)
    assert cited.cite(sources) == "[1, 2]"
    assert [one.words for one in cited.listed()] == ["ACP 2011", "Jeon 2013"]


def test_the_first_eight_are_listed_with_the_note_and_the_others_at_its_end():
    cited = (
        "jeon2013",
        "baima2008",
        "lee2008",
        "downs2011",
        "morimoto2024",
        "harrison19",
        "liu2013",
        "kerr1988",
        "mcgee",
    )
    tests = tuple(SuggestedTest(id, id, "routine", "", "To see.", (), (id,)) for id in cited)
    shown = note(replace(EMPTY, candidates=(S1,), other_tests=tests))
    sections = {section.id: section.body for section in shown.sections()}
    assert [one.number for one in sections["sources"]] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [(one.number, one.words) for one in sections["further"]] == [(9, "McGee 2018")]
    assert "\n\nMORE SOURCES\n[9] McGee 2018\n" in note_text(shown)


def test_every_number_that_is_cited_is_listed():
    shown = note()
    assert shown.program.causes[0].sources == "[1, 2]"
    assert [(one.number, one.words) for one in shown.sources] == [(1, "Jeon 2013"), (2, "Morimoto 2024")]
