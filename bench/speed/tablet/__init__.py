"""What a tablet shows and when: pages and taps in Chromium, beside bare pages of the same weight."""

from __future__ import annotations

from bench.speed.tablet.clinic import ready

__all__ = ["ready"]
