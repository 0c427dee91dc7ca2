"""How a source is cited."""

from exam.domain.words.sources import source_short, sources_line


def test_sources_are_cited_once_each():
    assert source_short("jeon2013") == "Jeon 2013"
    assert sources_line(["jeon2013", "baima2008", "jeon2013"]) == "Jeon 2013; Baima 2008"
