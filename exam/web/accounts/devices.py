"""What kind of device a browser runs on, as far as it says so."""

from __future__ import annotations

from exam.domain.language import mark

# The first word that a browser's name holds; an iPad may call itself a Mac.
DEVICES = (
    ("iPad", mark("iPad")),
    ("iPhone", mark("iPhone")),
    ("Android", mark("Android device")),
    ("Windows", mark("Windows computer")),
    ("Macintosh", mark("Mac or iPad")),
    ("CrOS", mark("Chromebook")),
    ("Linux", mark("Linux computer")),
)
UNKNOWN = mark("Unknown device")


def device_of(browser: str) -> str:
    """The device, as a message."""
    return next((name for word, name in DEVICES if word in browser), UNKNOWN)
