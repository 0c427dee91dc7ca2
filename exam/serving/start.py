"""Starting granian: a few processes that share one port and one database."""

from __future__ import annotations

import multiprocessing
import os
import socket
import sys
from contextlib import suppress
from threading import Thread
from time import monotonic, sleep
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP2Settings
from granian.log import LogLevels
from granian.net import SocketSpec  # type: ignore[attr-defined]  # not in its __all__

from exam.config import Config
from exam.logs.lines import set_up
from exam.serving import shared
from exam.serving.connections import LINUX, keep_alive
from exam.store.database import DatabaseUnusable
from reference import ReferenceFaulty

SECONDS_TO_STOP = 5
SECONDS_BETWEEN_LOOKS = 0.05
# A process that ended after this long is started again at once; one that ends again and again, after a growing pause.
SECONDS_UNTIL_STEADY = 60
LONGEST_PAUSE = 30.0
# Of one process, for all addresses together; the bound of one address is far below.
MOST_CONNECTIONS = 512
# A page has some 40 files, which a browser may ask for at once. Every 20,000 ms it must answer a ping.
HTTP2 = HTTP2Settings(max_concurrent_streams=64, keep_alive_interval=20_000, max_headers_size=64 * 1024)
# What granian logs goes where ours does.
AS_OURS = {"formatters": {}, "handlers": {}, "loggers": {"_granian": {"propagate": True}}}
LOCAL = {"localhost": "127.0.0.1"}


class Server(Granian):  # type: ignore[valid-type, misc]  # Granian chooses its class on import
    """A Granian server that prints its address once it responds."""

    config: Config
    _restarted_at = 0.0
    _pause = 0.0

    def _init_shared_socket(self) -> None:
        # One for all processes: what waits to be accepted is not lost with a process that ends.
        self._ssp, self._shd = None, SocketSpec(self.bind_addr, self.bind_port, self.backlog).build()
        self._sso = socket.socket(fileno=self._shd.get_fd())
        self._sso.set_inheritable(True)
        keep_alive(self._sso)

    def _spawn_workers(self, *given: Any) -> None:
        super()._spawn_workers(*given)
        # Not earlier: a process forked while a second thread runs may inherit a lock that is never released.
        Thread(target=announce, args=(self.config,), daemon=True).start()

    def _respawn_workers(self, *given: Any, **how: Any) -> None:
        """Start processes again that ended by themselves, later each time: granian would end the others with them."""
        self._wait_before_restart()
        super()._respawn_workers(*given, **how)
        # What it remembers only serves to give up when one ends twice.
        self.respawned_wrks.clear()

    def _wait_before_restart(self) -> None:
        is_steady = monotonic() - self._restarted_at > SECONDS_UNTIL_STEADY
        self._pause = 0.0 if is_steady else min(max(1.0, 2 * self._pause), LONGEST_PAUSE)
        until = monotonic() + self._pause
        while monotonic() < until and not self.interrupt_signal:
            sleep(SECONDS_BETWEEN_LOOKS)
        self._restarted_at = monotonic()


def serve(config: Config) -> None:
    """Serve until stopped. Exits with status 1 and one line if the address, a file or the database is unusable."""
    set_up(config.log)
    refuse_taken_address(config)
    refuse_missing_files(config)
    prepare(config)
    # Each server process reads these settings.
    os.environ.update(config.as_environment())
    if LINUX:
        # Processes share the listening socket, and what has been loaded here.
        multiprocessing.set_start_method("fork", force=True)
    server = Server(
        "exam.serving.bridge:make_bridge",
        factory=True,
        interface=Interfaces.RSGI,
        websockets=False,
        http2_settings=HTTP2,
        backpressure=MOST_CONNECTIONS,
        address=LOCAL.get(config.host, config.host),
        port=config.port,
        workers=config.workers,
        respawn_failed_workers=True,
        ssl_cert=config.tls_cert,
        ssl_key=config.tls_key,
        log_level=LogLevels.warning,
        log_dictconfig=AS_OURS,
        # On stopping, kills a process that does not exit by itself, for example one that was still starting.
        workers_kill_timeout=SECONDS_TO_STOP,
    )
    server.config = config
    shared.settle()
    server.serve()


def prepare(config: Config) -> None:
    """Create one application here first: errors are printed once, the database is brought up to date, and the
    server processes share what it has loaded.
    """
    try:
        shared.load(config)
    except (DatabaseUnusable, ReferenceFaulty, OSError) as error:
        sys.exit(f"dermyo: {error}")


def announce(config: Config) -> None:
    """Print the address once the server responds, and where the data is stored."""
    while not is_listening(config):
        sleep(SECONDS_BETWEEN_LOOKS)
    scheme = "https" if config.tls_cert else "http"
    host = f"[{config.host}]" if ":" in config.host else config.host
    kept = "the database given" if config.database else f"{config.data}"
    sys.stdout.write(f"Dermyo is running at {scheme}://{host}:{config.port}; data is stored in {kept}.\n")
    sys.stdout.flush()
    tell_systemd(os.environ.get("NOTIFY_SOCKET", ""))


def tell_systemd(address: str) -> None:
    """Tell systemd, if it started this and waits for it, that the server responds (sd_notify(3))."""
    if not address:
        return
    # An address in the kernel's own name space is written with an @.
    name = f"\0{address[1:]}" if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as to, suppress(OSError):
        to.sendto(b"READY=1", name)


def is_listening(config: Config) -> bool:
    """Whether a server process responds yet."""
    try:
        socket.create_connection((config.host, config.port), timeout=1).close()
    except OSError:
        return False
    return True


def refuse_taken_address(config: Config) -> None:
    """Exit if another server uses this address: the kernel would distribute the requests between the two."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((config.host, config.port))
        except OSError as error:
            sys.exit(f"dermyo: cannot listen on {config.host} port {config.port}: {error.strerror}")


def refuse_missing_files(config: Config) -> None:
    """Exit when the certificate or its key cannot be read."""
    for path in filter(None, (config.tls_cert, config.tls_key)):
        try:
            path.read_bytes()
        except OSError as error:
            sys.exit(f"dermyo: cannot read {path}: {error.strerror}")
