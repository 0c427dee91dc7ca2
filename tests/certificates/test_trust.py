"""Whom a tablet that trusts the clinic's authority trusts."""

import ssl
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from exam.certificates.issue import make_server
from exam.certificates.names import read_names
from exam.commands.refusal import Refusal
from tests.certificates.clinic import NAMES


@pytest.mark.parametrize("site", ["bank.example", "8.8.8.8", "notlocal"])
def test_the_authority_cannot_certify_a_public_site(ask, site):
    ask(*NAMES)
    with pytest.raises(Refusal, match="not for "):
        ask(site, replace=True)


def shake_hands(server_file, authority_file, name):
    """A TLS handshake in memory, by someone who trusts the authority and nobody else. Raises what OpenSSL does."""
    served, called = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context(cafile=authority_file)
    served.load_cert_chain(server_file)
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = called.wrap_bio(back, there, server_hostname=name)
    server = served.wrap_bio(there, back, server_side=True)
    for _ in range(3):
        for side in (client, server):
            with suppress(ssl.SSLWantReadError):
                side.do_handshake()
    return client.getpeercert()


@pytest.mark.parametrize("name", [*NAMES, "localhost", "127.0.0.1"])
def test_a_tablet_that_trusts_the_authority_trusts_the_server_under_each_of_its_names(ask, folder, name):
    ask(*NAMES, on=datetime.now(UTC))
    assert shake_hands(folder.server_file, folder.for_tablets, name)["subject"] == ((("commonName", "Dermyo"),),)


@pytest.mark.parametrize("name", ["other.local", "192.168.1.11"])
def test_it_trusts_the_server_under_no_other_name(ask, folder, name):
    ask(*NAMES, on=datetime.now(UTC))
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        shake_hands(folder.server_file, folder.for_tablets, name)


@pytest.mark.parametrize("name", ["bank.example", "8.8.8.8"])
def test_a_stolen_key_cannot_impersonate_a_public_site(ask, folder, name):
    now = datetime.now(UTC)
    ask(*NAMES, on=now)
    folder.keep_server(make_server(read_names([name]), folder.authority(), now))
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        shake_hands(folder.server_file, folder.for_tablets, name)
