"""The database: whether it responds, is of this version, and keeps the time of this machine; and its standbys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from exam.commands.doctor.findings import Finding, ok, warning, wrong
from exam.config import Config
from exam.data_folder import was_begun
from exam.store.database import DatabaseOutOfReach, DatabaseUnusable, sqlite_file
from exam.store.health.state import DatabaseState, Server, state_of

TOPIC = "database"
MOST_SECONDS_APART = 5.0


def check_database(config: Config, _now: datetime) -> Iterator[Finding]:
    """What the database says of itself."""
    try:
        file = sqlite_file(config.database_url)
        if file and not file.is_file():
            yield _not_there(config)
            return
        state = state_of(config.database_url)
    except (DatabaseOutOfReach, DatabaseUnusable) as fault:
        yield wrong(TOPIC, f"it cannot be used: {fault}", "see that it runs, and DERMYO_DATABASE")
        return
    yield _version(state)
    if state.accounts is not None:
        yield _contents(state)
    if state.server:
        yield from _server(state.server, config)


def _not_there(config: Config) -> Finding:
    file = sqlite_file(config.database_url)
    if file and was_begun(config, file):
        return wrong(TOPIC, f"{file} is missing, and was served before", "put it back, or restore a backup")
    return ok(TOPIC, f"{file} is made at the first start")


def _version(state: DatabaseState) -> Finding:
    kind = f"{state.kind} {state.release}"
    if state.version == state.newest:
        return ok(TOPIC, f"{kind}, its tables are of this version")
    if state.version is None:
        return ok(TOPIC, f"{kind}, without tables: they are made at the first start")
    if state.is_known:
        return warning(
            TOPIC,
            f"{kind}, its tables are of an earlier version",
            "back it up with its own version, then dermyo serve brings it up to date",
        )
    return wrong(TOPIC, f"{kind}, its tables are of a later version", "install the version that wrote it")


def _contents(state: DatabaseState) -> Finding:
    if not state.accounts:
        return warning("accounts", "none: whoever opens the server first can make it", "make the first account now")
    words = f"{state.accounts:,}, {state.administrators:,} of them manage accounts; {state.exams:,} examinations"
    if state.administrators == 1 < state.accounts:
        return warning("accounts", words, "make a second administrator, in case the first one cannot sign in")
    return ok("accounts", words)


def _server(server: Server, config: Config) -> Iterator[Finding]:
    apart = abs(server.seconds_ahead)
    clock = (
        f"the database's clock is {apart:.1f} seconds {'ahead of' if server.seconds_ahead > 0 else 'behind'} this one"
    )
    if apart > MOST_SECONDS_APART:
        yield wrong("clock", clock, "keep the time on both machines (chrony, systemd-timesyncd)")
    else:
        yield ok("clock", clock)
    if server.most_connections < (needed := config.workers * config.threads):
        words = f"it takes {server.most_connections} connections, and this server may need {needed}"
        yield warning(TOPIC, words, "raise max_connections, or lower DERMYO_WORKERS or DERMYO_THREADS")
    if server.is_read_only:
        words = "it takes no answers: it is a standby, or was closed"
        yield wrong(TOPIC, words, "name all servers in DERMYO_DATABASE, with target_session_attrs=read-write")
    yield _standby(server)


def _standby(server: Server) -> Finding:
    standbys = ", ".join(f"{one.name or 'unnamed'} ({one.state}, {one.kind})" for one in server.standbys)
    together = any(one.kind in ("sync", "quorum") for one in server.standbys)
    if server.waits_for and not together:
        words = f"commits wait for a standby ({server.waits_for}), and none is connected"
        return wrong("standby", words, "start it: until then nothing can be saved")
    if not server.standbys:
        return warning("standby", "none is connected", "with this machine all since the last backup would be lost")
    if not together:
        return warning("standby", standbys, "set synchronous_standby_names, or the last answers can be lost with it")
    return ok("standby", standbys)
