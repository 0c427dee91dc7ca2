"""What `dermyo certificate` prints: what stands, and the steps that follow."""

from __future__ import annotations

from exam.certificates.folder import CertificateFolder
from exam.certificates.issue import Pair, ends_on, fingerprint, names_of, renewed_from
from exam.certificates.names import for_tablets, listed, written
from exam.config import Config

TEXT = """\
{done} a certificate for {names}, good until {ends}.

  {tablets}
      The clinic's authority. Every tablet installs it once. Its fingerprint (SHA-256):
      {fingerprint}
  {server}
      The server's certificate with its key. `dermyo serve` finds it there.
  {authority}
      The authority's key. Whoever has it can pass for this server: keep it as closely as the records.

Next:
  1. Start Dermyo again:     dermyo serve --host 0.0.0.0
  2. On each tablet install the authority from {url}/authority.crt and switch its trust on.
  3. There open {url} and add it to the home screen.
docs/https.md has every tap of it. From {renewed} on, `dermyo certificate` renews it; then start Dermyo again.
"""


def what_stands(done: str, server: Pair, folder: CertificateFolder, config: Config) -> str:
    """The whole text; `done` begins it."""
    names = names_of(server.certificate)
    return TEXT.format(
        done=done,
        names=listed(names),
        ends=ends_on(server.certificate),
        tablets=folder.for_tablets,
        fingerprint=fingerprint(folder.given_to_tablets()),
        server=folder.server_file,
        authority=folder.authority_file,
        url=f"https://{_in_address(written(for_tablets(names)[0]))}:{config.port}",
        renewed=renewed_from(server.certificate),
    )


def _in_address(name: str) -> str:
    return f"[{name}]" if ":" in name else name
