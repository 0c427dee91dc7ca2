"""`dermyo verify`: every row against the trail, and the trail against itself."""

from __future__ import annotations

import re
import sys

from exam.commands.database.settings import settings_for
from exam.commands.refusal import Refusal, WrongUsage
from exam.store.database import DatabaseOutOfReach, DatabaseUnusable
from exam.store.opening import opened
from exam.store.tables import reference_ends
from exam.store.trail.verifying import Verified, verify

HASH = re.compile(r"[0-9a-f]{64}")
MOST = 50
CUT = "the trail does not hold the hash {against}: entries after it were cut off, or it was noted from another database"

WRITTEN_ANEW = (
    "What a search reads, reference_ends, is written anew from the examinations by a restore: dermyo backup FILE, "
    "stop the server, dermyo restore FILE --replace (on PostgreSQL into an empty database)"
)


def verify_database(database: str | None, against: str) -> None:
    """Print how many rows match. Raises `Refusal` with a line for each that does not, at most 50, and `WrongUsage`."""
    refuse_no_hash("verify", against)
    try:
        with opened(settings_for(database).database_url) as engine:
            found = verify(engine, against)
    except (DatabaseUnusable, DatabaseOutOfReach) as fault:
        raise Refusal([f"dermyo: {fault}"]) from None
    lines = faults_of(found, against)
    if lines:
        raise Refusal(lines)
    sys.stdout.write(f"{text_of(found)}\n")


def refuse_no_hash(command: str, against: str) -> None:
    """Raise `WrongUsage` for what is given as a hash and is none."""
    if against and not HASH.fullmatch(against):
        raise WrongUsage(f"{command}: --against needs the 64 hexadecimal digits of a hash")


def faults_of(found: Verified, against: str) -> list[str]:
    """What is wrong, a line each."""
    lines = [f"{fault.place}: {fault.wrong}" for fault in found.faults[:MOST]]
    more = len(found.faults) - MOST + found.more
    if more > 0:
        lines.append(f"and {more:,} more")
    if any(fault.place.startswith(f"{reference_ends.name} ") for fault in found.faults):
        lines.append(WRITTEN_ANEW)
    if against and found.known is None:
        lines.append(CUT.format(against=against))
    return lines


def text_of(found: Verified) -> str:
    """How much matches, and the end of the trail."""
    text = f"{found.rows:,} rows and {found.head.count:,} entries of the trail match.\nNewest: {found.head.sha256}"
    if found.known is not None:
        text += f"\nThe hash that was given is that of entry {found.known:,}."
    return text
