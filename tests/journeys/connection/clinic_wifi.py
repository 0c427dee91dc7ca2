"""A server as tablets reach it over a clinic's Wi-Fi, by HTTPS, and what they fetch from it, in bytes on the wire."""

import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Page

from tests.ports import free_port

PATIENCE = 2000  # hundredths of a second until a tap must have been answered


@contextmanager
def serving_https(data: Path | str) -> Iterator[tuple[str, str]]:
    """A server with a new certificate of its own: its address, and the switch that makes a Chromium trust it."""
    command = [sys.executable, "-m", "exam.cli"]
    environment = {**os.environ, "DERMYO_DATA": str(data)}
    subprocess.run([*command, "certificate", "localhost"], env=environment, stdout=subprocess.DEVNULL, check=True)
    port = free_port()
    serve = [*command, "serve", "--port", str(port)]
    with subprocess.Popen(serve, env=environment, stdout=subprocess.PIPE, text=True) as server:
        server.stdout.readline()  # it listens once it prints that it does
        try:
            yield f"https://localhost:{port}", trusting(Path(data) / "tls/server.pem")
        finally:
            server.terminate()
            server.communicate()  # its output must be read until it ends


def trusting(certificate: Path) -> str:
    """With this key the browser treats the certificate as valid, and caches the files."""
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    known = sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    return f"--ignore-certificate-errors-spki-list={b64encode(known).decode()}"


class Wire:
    """What one page of Chromium fetches, headers and all, by the browser's own count.

    What a service worker fetches for a page is not counted: a context with `service_workers="block"` sees all.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: dict[str, dict[str, Any]] = {}
        self.came: dict[str, int] = {}
        devtools = page.context.new_cdp_session(page)
        devtools.on(
            "Network.requestWillBeSent", lambda event: self.asked.update({event["requestId"]: event["request"]})
        )
        devtools.on("Network.loadingFinished", self._count)
        devtools.send("Network.enable")

    def _count(self, event: dict[str, Any]) -> None:
        self.came[event["requestId"]] = int(event["encodedDataLength"])

    def opens(self, address: str) -> list[int]:
        """Open a page: the size of everything loaded for it, request by request; cached files count nothing."""
        self.came.clear()
        self.page.goto(address, wait_until="networkidle")
        return self.weights

    @property
    def weights(self) -> list[int]:
        """What was loaded since the last page was opened, or the last button tapped."""
        return [weight for weight in self.came.values() if weight]

    def answer_to(self, tap: Callable[[], object]) -> int:
        """Tap, and wait for the answer: its weight."""
        self.came.clear()
        tap()
        for _ in range(PATIENCE):
            answers = [came for request, came in self.came.items() if self.asked[request]["method"] == "POST"]
            if answers:
                return answers[0]
            self.page.wait_for_timeout(10)
        raise AssertionError("the tap was not answered")
