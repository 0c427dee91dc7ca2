"""The plain page is given the bytes of the HTML and of the style sheets, wherever these stand."""

from types import SimpleNamespace

import pytest

from bench.speed.tablet.clinic import weigh

LINK, STYLE = '<link rel="stylesheet" href="/a.css">', "<style>{}</style>"


@pytest.mark.parametrize(
    ("head", "html", "css"),
    [
        ("", 0, 0),
        (LINK, len(LINK), 100),
        (STYLE.format("\u00b7 {}\n"), len(STYLE.format("")), 6),
        (LINK + STYLE.format("b {}") + STYLE.format("c"), len(LINK + STYLE.format("") * 2), 105),
    ],
)
def test_a_sheet_in_the_page_is_no_html(tmp_path, head, html, css):
    texts = {"https://x/": f"<p>\u00e9</p>{head}", "https://x/a.css": "a" * 100}
    asking = SimpleNamespace(get=lambda url: SimpleNamespace(text=lambda: texts[url], body=texts[url].encode))
    weigh(asking, "https://x/", tmp_path / "weight")
    assert (tmp_path / "weight").read_text() == f"{len('<p>..</p>') + html} {css}"
