"""`dermyo certificate`: what it creates, renews and does not change."""

from datetime import timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID

from exam.certificates.issue import Pair, make_authority
from exam.certificates.names import read_names
from exam.commands.refusal import Refusal
from tests.certificates.clinic import NAMES, TODAY

# Apple refuses a server's certificate that is valid for longer: support.apple.com/103769.
APPLES_LIMIT = timedelta(days=825)


def extension(certificate, kind):
    return certificate.extensions.get_extension_for_class(kind).value


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.server_file.parent.iterdir()}


def test_the_certificate_meets_apples_requirements(ask, folder):
    ask(*NAMES)
    server = folder.server().certificate
    assert server.not_valid_after_utc - server.not_valid_before_utc < APPLES_LIMIT
    assert server.not_valid_before_utc < TODAY
    assert isinstance(server.public_key().curve, ec.SECP256R1)
    assert isinstance(server.signature_hash_algorithm, SHA256)
    assert list(extension(server, x509.ExtendedKeyUsage)) == [ExtendedKeyUsageOID.SERVER_AUTH]
    names = extension(server, x509.SubjectAlternativeName)
    assert names.get_values_for_type(x509.DNSName) == ["dermyo.local", "localhost"]
    assert names.get_values_for_type(x509.IPAddress) == [*map(ip_address, ("192.168.1.10", "127.0.0.1", "::1"))]
    assert not extension(server, x509.BasicConstraints).ca


def test_the_authority_signs_certificates_and_nothing_else(ask, folder):
    ask(*NAMES)
    authority = folder.authority().certificate
    assert extension(authority, x509.BasicConstraints) == x509.BasicConstraints(ca=True, path_length=0)
    assert extension(authority, x509.KeyUsage).key_cert_sign
    assert not extension(authority, x509.KeyUsage).digital_signature
    assert authority.not_valid_after_utc - TODAY > timedelta(days=3600)
    folder.server().certificate.verify_directly_issued_by(authority)


def test_only_the_owner_can_read_keys_and_tablets_never_get_them(ask, folder):
    ask(*NAMES)
    for place in (folder.server_file.parent, folder.server_file.parents[1]):
        assert place.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.server_file.parent.iterdir()} == {0o600}
    assert sorted(contents(folder)) == ["authority.crt", "authority.pem", "server.pem"]
    assert b"PRIVATE" not in folder.for_tablets.read_bytes()
    assert x509.load_pem_x509_certificate(folder.for_tablets.read_bytes()) == folder.authority().certificate


def test_the_next_steps_are_printed(run):
    status, out, err = run(*NAMES)
    assert (status, err) == (0, "")
    for part in (
        "Created a certificate for dermyo.local, 192.168.1.10, valid until",
        "dermyo serve --host 0.0.0.0",
        "https://dermyo.local:8000/authority.crt",
    ):
        assert part in out


def test_a_valid_certificate_is_not_changed(ask, folder):
    ask(*NAMES)
    before = contents(folder)
    assert ask(on=TODAY + timedelta(days=700)).startswith("There is a certificate for dermyo.local, 192.168.1.10")
    assert ask(*NAMES).startswith("There is")
    assert contents(folder) == before


def test_a_certificate_about_to_expire_is_renewed_for_the_same_names_by_the_same_authority(ask, folder):
    ask(*NAMES)
    authority, old, later = folder.for_tablets.read_bytes(), folder.server(), TODAY + timedelta(days=730)
    assert ask(on=later).startswith("Created a certificate for dermyo.local, 192.168.1.10")
    new = folder.server()
    assert folder.for_tablets.read_bytes() == authority
    assert extension(new.certificate, x509.SubjectAlternativeName) == extension(
        old.certificate, x509.SubjectAlternativeName
    )
    assert new.certificate.not_valid_after_utc > later + timedelta(days=800)
    assert new.certificate.public_key() != old.certificate.public_key()


def test_a_certificate_for_other_names_replaces_it_only_on_request(ask, folder):
    ask(*NAMES)
    before = contents(folder)
    with pytest.raises(Refusal, match=r"was not changed; --replace creates one for 10\.0\.0\.9$"):
        ask("10.0.0.9")
    assert contents(folder) == before
    assert ask("10.0.0.9", replace=True).startswith("Created a certificate for 10.0.0.9,")
    assert contents(folder)["authority.pem"] == before["authority.pem"]


def test_an_authority_about_to_expire_is_replaced_only_on_request(ask, folder):
    ask(*NAMES)
    last_days = folder.authority().certificate.not_valid_after_utc - timedelta(days=50)
    ask(replace=True, on=last_days - timedelta(days=300))
    assert folder.server().certificate.not_valid_after_utc == folder.authority().certificate.not_valid_after_utc
    with pytest.raises(Refusal, match=r"authority expires on .*every tablet must install"):
        ask(on=last_days)
    before = contents(folder)
    ask(on=last_days, new_authority=True)
    assert set(contents(folder).values()).isdisjoint(before.values())


def test_a_lost_authority_is_recreated_only_on_request(ask, folder):
    ask(*NAMES)
    folder.authority_file.unlink()
    with pytest.raises(Refusal, match=r"authority\.pem is missing; --new-authority"):
        ask(replace=True)


def test_a_file_moved_to_a_tablet_is_restored(run, folder):
    run(*NAMES)
    moved = folder.for_tablets.read_bytes()
    folder.for_tablets.unlink()
    status, out, err = run()
    assert (status, out.partition(" ")[0], err) == (0, "There", "")
    assert folder.for_tablets.read_bytes() == moved


@pytest.mark.parametrize(
    "word",
    ["https://dermyo.local", "dermyo.local:8000", "192.168.1.300", "a_b", "*.local", "", "-a", "0.0.0.0", "a" * 64],
)
def test_a_name_that_no_tablet_could_reach_is_refused(run, config, word):
    status, out, err = run("--", word)
    assert (status, out) == (1, "")
    assert err.startswith(f'dermyo: "{word}" is ')
    assert not (config.data / "tls").exists()


def test_without_a_name_or_a_certificate_there_is_nothing_to_do(run):
    assert run()[0] == 2


def test_a_file_without_a_certificate_is_not_changed(run, folder):
    folder.server_file.parent.mkdir(parents=True)
    folder.server_file.write_text("mine")
    assert run(*NAMES) == (1, "", f"dermyo: {folder.server_file} holds no certificate that can be read\n")
    assert folder.server_file.read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_named(run, folder):
    folder.server_file.parents[1].mkdir()
    folder.server_file.parent.touch()
    status, out, err = run(*NAMES)
    assert (status, out) == (1, "")
    assert err.startswith(f"dermyo: cannot open {folder.server_file.parent}")


def test_a_key_of_another_certificate_is_noticed(run, folder):
    one, other = (make_authority(read_names(NAMES), TODAY) for _ in "12")
    folder.keep_authority(Pair(one.certificate, other.key))
    status, _, err = run(*NAMES)
    assert (status, "holds a key that is not its certificate's" in err) == (1, True)
