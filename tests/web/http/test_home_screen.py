"""On the home screen of a tablet: the manifest, its icons, and links that lead out and back."""

import io
import json
import re

import pytest
from PIL import Image

from exam.web.http.static_files import FOLDER, static_url

MANIFEST = "home-screen.webmanifest"


@pytest.fixture
def manifest(anonymous):
    answer = anonymous.get(static_url(MANIFEST))
    assert answer.content_type.partition(";")[0] == "application/manifest+json"
    return json.loads(answer.text)


def test_it_opens_without_bars_at_the_list(manifest):
    kept = {key: manifest[key] for key in ("name", "short_name", "display", "start_url", "scope")}
    assert kept == {
        "name": "Dermyo, lumbar neurological examination",
        "short_name": "Dermyo",
        "display": "standalone",
        "start_url": "/exams",
        "scope": "/",
    }


def test_every_icon_is_there_in_its_size_and_reaches_its_edges(anonymous, manifest):
    assert [icon["sizes"] for icon in manifest["icons"]] == ["192x192", "512x512", "512x512"]
    assert [icon.get("purpose", "any") for icon in manifest["icons"]] == ["any", "any", "maskable"]
    ground = re.search(r'fill="#(\w+)"', (FOLDER / "img/mark.svg").read_text())[1]
    for address in (*(icon["src"] for icon in manifest["icons"]), static_url("img/icon-180.png")):
        answer = anonymous.get(address)
        assert answer.content_type == "image/png"
        drawn = Image.open(io.BytesIO(answer.data)).convert("RGB")
        assert f"-{drawn.width}.png" in address
        assert drawn.width == drawn.height
        corners = [drawn.getpixel((x, y)) for x in (0, drawn.width - 1) for y in (0, drawn.width - 1)]
        close = [max(abs(a - b) for a, b in zip(corner, bytes.fromhex(ground), strict=True)) for corner in corners]
        assert max(close) <= 4
        assert drawn.getpixel((drawn.width // 4 + drawn.width // 32, drawn.width // 2)) == (255, 255, 255)


@pytest.mark.parametrize("address", ["/", "/reference/", "/offline"])
def test_every_page_names_it_and_the_policy_lets_it_load(anonymous, address):
    page = anonymous.get(address, follow_redirects=True)
    assert f'<link rel="manifest" href="{static_url(MANIFEST)}">' in page.text
    assert f'<link rel="apple-touch-icon" href="{static_url("img/icon-180.png")}">' in page.text
    assert "manifest-src 'self'" in page.headers["Content-Security-Policy"]


def test_a_link_to_another_site_opens_beside_the_program_and_never_in_its_place(anonymous):
    """Without the bars of a browser there would be no way back."""
    links = [
        link
        for page in ("sources", "tests", "red-flags", "imaging")
        for link in re.findall(r'<a [^>]*href="https?:[^>]*>', anonymous.get(f"/reference/{page}").text)
    ]
    assert links
    assert [link for link in links if 'target="_blank"' not in link or 'rel="noreferrer"' not in link] == []
