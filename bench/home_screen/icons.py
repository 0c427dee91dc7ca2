"""The icons of the home screen, drawn from the mark in `exam/static/img`: `python -m bench.home_screen.icons`.

Chromium draws them. The corners of the mark are rounded; a home screen rounds them itself, so that the ground of each
icon reaches its edges. A maskable one may be cut to a circle of four fifths: its letter is that much smaller.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.conftest import CHROMIUM, CHROMIUM_SHELL

FOLDER = Path(__file__).parents[2] / "exam" / "static" / "img"
# The name of each icon: its width, and the share of it that the mark takes.
ICONS = {"icon-180": (180, 1.0), "icon-192": (192, 1.0), "icon-512": (512, 1.0), "icon-maskable-512": (512, 0.8)}
COLOURS = 64


def main() -> None:
    """Draw every icon."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM_SHELL, args=CHROMIUM)
        for name, (width, share) in ICONS.items():
            (FOLDER / f"{name}.png").write_bytes(_drawn(browser, width, share))
        browser.close()


def _drawn(browser: Browser, width: int, share: float) -> bytes:
    page = browser.new_page(viewport={"width": width, "height": width})
    page.set_content(_page(share))
    shown = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    file = io.BytesIO()
    shown.convert("RGB").quantize(COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()


def _page(share: float) -> str:
    mark = (FOLDER / "mark.svg").read_text(encoding="utf-8")
    ground = re.search(r'fill="(#\w+)"', mark)
    assert ground is not None
    size = f"{share:.0%}"
    style = f"html,body{{margin:0;height:100%;background:{ground[1]};display:grid;place-items:center;width:100%}}"
    return f"<style>{style} svg{{width:{size};height:{size}}}</style>{mark}"


if __name__ == "__main__":
    main()
