"""What `dermyo certificate` prints: the certificate, and the next steps."""

from __future__ import annotations

from exam.certificates.folder import CertificateFolder
from exam.certificates.issue import Pair, ends_on, fingerprint, names_of, renewed_from
from exam.certificates.names import for_tablets, listed, written
from exam.config import Config

TEXT = """\
{done} a certificate for {names}, valid until {ends}.

  {tablets}
      The clinic's authority. Install it once on every tablet. Its fingerprint (SHA-256):
      {fingerprint}
  {server}
      The server's certificate with its key. `dermyo serve` finds it there.
  {authority}
      The authority's key. Anyone who has it can impersonate this server: protect it as you do the patient records.

Next:
  1. Start Dermyo again: `dermyo serve --host 0.0.0.0`, or where systemd starts it `systemctl restart dermyo`.
  2. On each tablet, install the authority from {url}/authority.crt and turn on trust for it.
  3. On the tablet, open {url} and add it to the home screen.
docs/https.md describes every step. From {renewed}, `dermyo certificate` renews it; then restart Dermyo.
"""


def certificate_text(done: str, server: Pair, folder: CertificateFolder, config: Config) -> str:
    """The whole text; `done` is its first word."""
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
