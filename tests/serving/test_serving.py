"""`dermyo serve`: several processes over one database; and the reasons not to start."""

import http.client
import json
import re
import socket
import ssl
import time
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest

from exam.cli import main
from exam.serving.start import tell_systemd
from tests.ports import free_port
from tests.serving.running import running, started

PASSWORD = "seven pairs of nerves"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def port():
    return free_port()


def wait_until(is_so):
    until = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.1)


class Browser:
    """A minimal browser: it keeps the cookie and finds the token of a form."""

    def __init__(self, port):
        self.port, self.cookie = port, ""

    def ask(self, method, path, fields=None):
        # A new connection each time, so that either process may answer.
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        body = urlencode(fields) if fields is not None else None
        connection.request(method, path, body, {"Cookie": self.cookie} | (FORM if body else {}))
        response = connection.getresponse()
        text = response.read().decode()
        self.cookie = (response.headers["Set-Cookie"] or self.cookie).partition(";")[0]
        connection.close()
        return response.status, response.headers["Location"], text

    def submit(self, page, path, **fields):
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.ask("GET", page)[2])[1]
        return self.ask("POST", path, fields | {"csrf_token": token})


def test_a_first_visit_and_examinations_through_either_process(tmp_path, port, monkeypatch, capsys):
    monkeypatch.setenv("DERMYO_LOG", "json")
    monkeypatch.setenv("DERMYO_BACKUPS", str(tmp_path / "backups"))
    browser = Browser(port)
    with running(tmp_path / "data", port) as said:
        assert said == f"Dermyo is running at http://127.0.0.1:{port}; data is stored in {tmp_path / 'data'}.\n"
        person = {"username": "a", "full_name": "A", "password": PASSWORD, "password_again": PASSWORD}
        assert browser.submit("/account/first", "/account/first", **person)[:2] == (303, "/")
        assert browser.submit("/account/intended-use/", "/account/intended-use/")[:2] == (303, "/")
        begun = [browser.submit("/exams", "/exams", **{"patient.reference": f"P-{number}"}) for number in range(6)]
        assert {status for status, _, _ in begun} == {303}
        text = browser.ask("GET", "/exams")[2]
        assert all(f"P-{number}" in text for number in range(6))
        wait_until(lambda: list((tmp_path / "backups").glob("dermyo-*.backup")))
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    logged = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    created = [line for line in logged if line.get("endpoint") == "exams.begin"]
    assert [(line["status"], line["account"]) for line in created] == [(303, 1)] * 6
    assert "P-" not in str(logged)
    assert [line["event"][:10] for line in logged if line["event"].startswith("backed up")] == ["backed up:"]


@pytest.mark.parametrize("is_in_the_kernel", [False, True])
def test_systemd_hears_it_at_a_file_or_a_name_of_the_kernel(tmp_path, port, is_in_the_kernel):
    with systemd_at(tmp_path, port, is_in_the_kernel) as (address, systemd):
        tell_systemd(address)
        assert systemd.recv(100) == b"READY=1"


def test_nothing_is_sent_where_nobody_waits(tmp_path):
    tell_systemd("")
    tell_systemd(str(tmp_path / "nothing"))


@pytest.mark.long
def test_systemd_learns_when_it_responds(tmp_path, port, monkeypatch):
    with systemd_at(tmp_path, port, False) as (address, systemd):
        monkeypatch.setenv("NOTIFY_SOCKET", address)
        with started(tmp_path / "data", port):
            assert systemd.recv(100) == b"READY=1"
            assert Browser(port).ask("GET", "/readyz")[0] == 200


@contextmanager
def systemd_at(folder, port, is_in_the_kernel):
    """The address that systemd gives to what it starts, and where it listens."""
    name = f"dermyo-{port}" if is_in_the_kernel else str(folder / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(f"\0{name}" if is_in_the_kernel else name)
        systemd.settimeout(60)
        yield (f"@{name}" if is_in_the_kernel else name), systemd


def test_https_with_the_clinics_own_certificate(tmp_path, monkeypatch, port):
    monkeypatch.setenv("DERMYO_DATA", str(tmp_path))
    assert main(["certificate", "dermyo.local"]) == 0
    with running(tmp_path, port) as said:
        assert said.startswith(f"Dermyo is running at https://127.0.0.1:{port};")
        context = ssl.create_default_context(cafile=tmp_path / "tls/authority.crt")
        call = http.client.HTTPSConnection("localhost", port, timeout=20, context=context)
        call.request("GET", "/authority.crt")
        installed = call.getresponse()
        assert installed.headers["Content-Type"] == "application/x-x509-ca-cert"
        assert installed.read() == (tmp_path / "tls/authority.crt").read_bytes()
        call.request("GET", "/account/first")
        page = call.getresponse()
        assert page.headers["Set-Cookie"].startswith("__Host-dermyo=")
        assert "Secure" in page.headers["Set-Cookie"]
        call.close()
        untrusting = http.client.HTTPSConnection("localhost", port, timeout=20, context=ssl.create_default_context())
        with pytest.raises(ssl.SSLCertVerificationError):
            untrusting.request("GET", "/")


def test_a_taken_port_is_refused(tmp_path, monkeypatch, port):
    monkeypatch.setenv("DERMYO_DATA", str(tmp_path))
    with socket.socket() as taken:
        # As a second server of ours would do: the kernel would then let both listen.
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(
            SystemExit, match=f"^dermyo: cannot listen on 127.0.0.1 port {port}: Address already in use$"
        ):
            main(["serve", "--port", str(port)])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--database", "sqlite:////no/such/folder/x"], "dermyo: the database cannot be opened"),
        (["--tls-cert", "no.pem", "--tls-key", "no.key"], "dermyo: cannot read no.pem: No such file or directory"),
    ],
)
def test_what_cannot_be_served_is_refused_in_one_line(tmp_path, monkeypatch, port, arguments, message):
    monkeypatch.setenv("DERMYO_DATA", str(tmp_path))
    with pytest.raises(SystemExit) as left:
        main(["serve", "--port", str(port), *arguments])
    assert left.value.code.startswith(message)
    assert "\n" not in left.value.code


def test_an_invalid_setting_is_wrong_usage(monkeypatch, capsys):
    monkeypatch.setenv("DERMYO_WORKERS", "many")
    assert main(["serve"]) == 2
    assert 'DERMYO_WORKERS: "many" is not a whole number' in capsys.readouterr().err
