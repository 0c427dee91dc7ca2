"""A primary that is lost: how long nothing is acknowledged, and what is missing. `python -m bench.servers.failover`.

A PostgreSQL primary with a synchronous standby, two application servers and eight tablets, all on this machine. The
primary is killed, the standby promoted. It needs Linux and what the tests install.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from bench.servers.application import Application, multi_host, running
from bench.servers.kept import database, faults, opened
from bench.servers.postgresql import Postgres, pair
from bench.servers.tablets import Tablet, longest_silence, tapping

TABLETS = 8
BEFORE, AFTER = 5.0, 15.0  # seconds of taps


@dataclass
class Clinic:
    """Two application servers on a primary with a standby."""

    first: Postgres
    second: Postgres
    applications: list[Application]
    tablets: list[Tablet]

    @property
    def acknowledged(self) -> int:
        """How many answers, of all tablets."""
        return sum(len(tablet.acknowledged) for tablet in self.tablets)

    def faults(self, on: Postgres) -> list[str]:
        """What is wrong in the database of this server; it must have more than nothing."""
        with database(on.url) as engine:
            return faults(engine, self.tablets)


@contextmanager
def clinic(number: int = TABLETS) -> Iterator[Clinic]:
    """All of it, running, with so many tablets that have not tapped yet."""
    with ExitStack() as stack:
        first, second = stack.enter_context(pair())
        folder = Path(stack.enter_context(TemporaryDirectory()))
        url = multi_host(first, second)
        applications = [Application(folder / name, url) for name in ("a", "b")]
        tablets = tablets_of(applications, number)
        stack.enter_context(running(applications))
        yield Clinic(first, second, applications, tablets)


def tablets_of(applications: Sequence[Application], number: int) -> list[Tablet]:
    """So many tablets before these servers, which have the same database; makes its tables."""
    addresses = [application.address for application in applications]
    return [Tablet(one, addresses) for one in opened(applications[0], number)]


def main() -> None:
    """Print what was acknowledged, how long nothing was, and what is wrong afterwards."""
    with clinic() as all_of_it:
        with tapping(all_of_it.tablets):
            sleep(BEFORE)
            before, killed = all_of_it.acknowledged, monotonic()
            all_of_it.first.kill()
            all_of_it.second.promote()
            promoted = monotonic()
            sleep(AFTER)
        ended = monotonic()
        silence = longest_silence(all_of_it.tablets, killed, ended)
        wrong = all_of_it.faults(all_of_it.second)
        print(f"acknowledged before the kill     {before:>8}  ({before / BEFORE:.0f} a second)")
        print(f"acknowledged after it            {all_of_it.acknowledged - before:>8}")
        print(f"from the kill to the new primary {promoted - killed:>8.1f} s")
        print(f"longest time without any         {silence:>8.1f} s")
        print(f"lost, doubled or out of order    {len(wrong):>8}", *wrong, sep="\n" if wrong else "")


if __name__ == "__main__":
    main()
