"""What a measurement was taken on."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import subprocess
from pathlib import Path

BUSY = 0.5
"""Processes that ran on average in the last minute; with more, the figures are of a busy machine."""


def machine() -> list[str]:
    """The machine and its programs, a line each, and whether it was busy with something else at the start."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    lines = [
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB; {platform.system()} {platform.release()}",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {_browser()}",
    ]
    running = os.getloadavg()[0]
    if running > BUSY:
        lines.append(f"**Busy with something else**: {running:.1f} processes ran in the minute before.")
    return lines


def _processor() -> str:
    try:
        described = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in described if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _browser() -> str:
    program = shutil.which("chromium-headless-shell")
    if not program:
        return "no Chromium"
    said = subprocess.run([program, "--version", "--no-sandbox"], capture_output=True, text=True, check=False).stdout
    return " ".join(said.split()[:2]) or "Chromium"
