"""How long a note takes to print: `python -m bench.note`, medians of rounds in which everything takes turns.

- Warm, for each case: our whole path from the record to the PDF; WeasyPrint alone with the same page and the style
  sheets as a program would give them, parsed each time, and parsed before; and Chromium by the CPU of all its
  processes: started with `--print-to-pdf`, and running and warm, tagged like ours.
- Cold: `dermyo note`, with and without what it keeps on disk.
- Memory after 50 and 500 notes, and the biggest examination that the format allows.
"""

from __future__ import annotations

import argparse
import base64
import os

# As in `dermyo serve`. Set before NumPy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from bench.note.biggest import biggest
from bench.note.clock import Times, here, memory, of_command, of_ended_children, of_processes
from exam.domain.note.writing import write_note
from exam.domain.reasoning.assess import assess
from exam.domain.record.model import ExamRecord
from exam.domain.record.reading import parse_record
from exam.printing import pdf
from exam.printing.bounds import LONGEST
from exam.printing.engine import HTML
from exam.printing.fonts.configuration import FAMILY, WEIGHTS
from exam.printing.page import note_html, note_pdf
from tests.journeys.conftest import CHROMIUM, CHROMIUM_SHELL

CASES = Path(__file__).parents[2] / "tests" / "cases"
# A root, a cord with every alert, a cauda equina, a plexus, a nerve, and a record of one finding.
NAMES = ("case-266", "case-089", "case-049", "case-072", "case-271", "case-003")
OURS, ALONE, PARSED = "record to PDF", "WeasyPrint alone", "WeasyPrint, styles parsed before"
STARTED, RUNNING = "Chromium --print-to-pdf", "Chromium, running"
PRINTING = ("--print-to-pdf", "--no-pdf-header-footer")
# What is asked.
MOST_OF_ALONE, MOST_OF_BROWSER, MOST_COLD = 1.15, 0.6, 2.0


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    names: tuple[str, ...]
    rounds: int
    notes: int


FULL, QUICK = Size(NAMES, 9, 500), Size(NAMES[:2], 3, 60)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="two cases, three rounds, 60 notes")
    size = QUICK if parser.parse_args().quick else FULL
    records = {name: parse_record((CASES / f"{name}.json").read_bytes()) for name in size.names}
    print_warm(records, size.rounds)
    print_cold(size)
    print_biggest(size.rounds)
    print_memory(list(records.values()), size.notes)


def print_warm(records: dict[str, ExamRecord], rounds: int) -> None:
    """Each case by each way, in turn."""
    print(f"Warm, medians of {rounds} rounds, CPU")
    ratios: dict[str, list[float]] = {ALONE: [], PARSED: [], STARTED: [], RUNNING: []}
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM_SHELL, args=CHROMIUM)
        for name, record in records.items():
            times = warm(record, browser, Path(folder), rounds)
            for label, found in ratios.items():
                found.append(times[OURS].median / times[label].median)
            print(f"  {name}: " + "; ".join(f"{label} {one.median * 1000:.0f} ms" for label, one in times.items()))
        browser.close()
    for label, asked in ((ALONE, MOST_OF_ALONE), (PARSED, MOST_OF_ALONE), (STARTED, MOST_OF_BROWSER), (RUNNING, None)):
        found, wish = sorted(ratios[label]), f" (asked: at most {asked})" if asked else ""
        print(f"  {OURS} against {label}: {statistics.median(found):.2f}, {found[0]:.2f} to {found[-1]:.2f}{wish}")


def warm(record: ExamRecord, browser: Browser, folder: Path, rounds: int) -> dict[str, Times]:
    """What each way takes for one record."""
    html = note_html(write_note(record, assess(record)))
    whole = html.replace("</head>", f"<style>{' '.join(style_texts())}</style></head>", 1)
    job, page = pdf.Job(html, pdf.STYLE_SHEETS, "a4"), browser.new_page()
    (folder / "note.html").write_text(whole, encoding="utf-8")
    ways: dict[str, Callable[[], float]] = {
        OURS: used_by(lambda: note_pdf(record, write_note(record, assess(record)), "a4")),
        ALONE: used_by(lambda: HTML(string=whole).write_pdf(pdf_variant="pdf/ua-1")),
        PARSED: used_by(lambda: pdf.print_job(job)),
        STARTED: lambda: of_command([CHROMIUM_SHELL, *CHROMIUM, *PRINTING, str(folder / "note.html")], folder),
        RUNNING: used_by(lambda: printed_by(page, whole), lambda: of_processes("chromium")),
    }
    times = {label: Times() for label in ways}
    order = list(ways)
    for round_ in range(rounds + 1):
        for label in order:
            # The first round warms up and is not counted.
            (times[label] if round_ else Times()).take(ways[label])
        # What runs before leaves its traces in the caches of the processor.
        order.append(order.pop(0))
    page.close()
    return times


def used_by(work: Callable[[], object], clock: Callable[[], float] = here) -> Callable[[], float]:
    """Do some work; the CPU that it takes."""

    def used() -> float:
        before = clock()
        work()
        return clock() - before

    return used


def style_texts() -> Iterator[str]:
    """The style sheets of the note on A4, as a program would give them to WeasyPrint, with the fonts inside."""
    for weight, style in WEIGHTS.items():
        font = (pdf.STATIC / "fonts" / f"{FAMILY.replace(' ', '')}-{style}.ttf").read_bytes()
        url = f"data:font/ttf;base64,{base64.b64encode(font).decode()}"
        yield f"@font-face {{ font-family: '{FAMILY}'; font-weight: {weight}; src: url('{url}') }}"
    for name in pdf.STYLE_SHEETS:
        yield (pdf.STATIC / name).read_text(encoding="utf-8")
    yield "@page { size: a4 }"


def printed_by(page: Page, html: str) -> bytes:
    """The page as Chromium prints it, tagged like ours."""
    page.set_content(html)
    return page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)


def print_cold(size: Size) -> None:
    """The command in processes of its own, in turn with and without what it keeps."""
    with TemporaryDirectory() as folder:
        kept, without = Times(), Times()
        command = [sys.executable, "-m", "exam.cli", "note", str(CASES / f"{size.names[1]}.json")]
        run(command, folder, folder)
        for _ in range(size.rounds):
            kept.take(used_by(lambda: run(command, folder, folder), of_ended_children))
            without.take(used_by(lambda: run(command, folder, "/dev/null"), of_ended_children))
    print(f"Cold dermyo note (asked: at most {MOST_COLD:g} s of CPU)")
    print(f"  with what it keeps on disk {kept.written()}")
    print(f"  without                    {without.written()}")


def run(command: Sequence[str], folder: str, cache: str) -> None:
    """Print one note from a process of its own."""
    subprocess.run([*command, "-o", f"{folder}/note.pdf"], check=True, env={**os.environ, "XDG_CACHE_HOME": cache})


def print_biggest(rounds: int) -> None:
    """The biggest examination, on both papers, not stopped however busy the machine is."""
    record, times = biggest(), Times()
    html = note_html(write_note(record, assess(record)))
    for _ in range(min(rounds, 3)):
        for paper in pdf.PAPERS:
            times.take(used_by(partial(pdf.print_job, pdf.Job(html, pdf.STYLE_SHEETS, paper))))
    print(f"The biggest examination (a print is stopped after {LONGEST:g} s)")
    print(f"  {times.written()}")


def print_memory(records: list[ExamRecord], notes: int) -> None:
    """Resident memory after a tenth of the notes, and after all."""
    made = [(record, write_note(record, assess(record))) for record in records]
    used = {}
    for number in range(1, notes + 1):
        note_pdf(*made[number % len(made)], "a4")
        if number in (notes // 10, notes):
            used[number] = memory()
    print("Memory of this process: " + ", ".join(f"{size} MB after {number} notes" for number, size in used.items()))


if __name__ == "__main__":
    main()
