"""`setup` installs with uv, which it fetches where there is none, and with pip where uv cannot."""

import subprocess

import pytest

from tests.house.installing.locks import SETUP

FUNCTIONS = SETUP.removesuffix('main "$@"\n')
# What is run is written down; what is to fail fails.
TOOL = """#!/bin/sh
echo "$(basename "$0") $* index=${UV_DEFAULT_INDEX:-} certificates=${SSL_CERT_FILE:-}" >>did
case "$(basename "$0") $*" in FAILING) exit 1 ;; *"config list") printf '%s\\n' SETTINGS ;; esac
"""


@pytest.fixture
def try_out(tmp_path):
    """A function that runs lines after the functions of `setup`, with a pip and a uv that only note their calls."""

    def run(*lines, failing="nothing", settings="''", uv=True):
        tool = TOOL.replace("FAILING", failing).replace("SETTINGS", settings)
        (tmp_path / ".venv/bin").mkdir(parents=True)
        for name in ("python", *(["uv"] if uv else [])):
            (tmp_path / ".venv/bin" / name).write_text(tool)
            (tmp_path / ".venv/bin" / name).chmod(0o755)
        (tmp_path / "setup").write_text("\n".join([FUNCTIONS, *lines]))
        ran = subprocess.run(
            ["/bin/sh", "setup"],
            cwd=tmp_path,
            env={"PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )
        return ran.returncode, (tmp_path / "did").read_text().splitlines(), ran.stderr

    return run


def test_uv_installs_what_a_lock_names(try_out):
    status, did, _ = try_out("find_uv", "install_into_venv --require-hashes -r requirements.lock")
    assert status == 0
    assert [line.split(" index=")[0] for line in did] == [
        "python -m pip config list",
        "uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements.lock",
    ]


def test_a_machine_without_uv_gets_the_locked_one_from_the_index(try_out):
    _, did, _ = try_out("find_uv", uv=False)
    assert did[0].startswith("python -m pip install")
    assert "--require-hashes" in did[0]
    assert "-r requirements-uv.lock" in did[0]


def test_pip_installs_where_there_is_no_uv_for_this_machine(try_out):
    status, did, _ = try_out("find_uv", "install_into_venv -r requirements.lock", failing="*uv.lock", uv=False)
    assert status == 0
    assert len(did) == 2
    assert did[1].startswith("python -m pip install --quiet --use-pep517 -r requirements.lock")


def test_pip_goes_on_where_uv_fails_and_this_is_said(try_out):
    lines = ("find_uv", "install_into_venv -r one.lock", "install_into_venv -r two.lock")
    status, did, said = try_out(*lines, failing="uv*")
    assert status == 0
    assert [line.split()[0] for line in did] == ["python", "uv", "python", "python"]
    assert "-r one.lock" in did[2]
    assert "-r two.lock" in did[3]
    assert said == "setup: uv could not; trying pip\n"


def test_what_neither_can_install_ends_the_setup(try_out):
    status, did, _ = try_out("find_uv", "install_into_venv -r one.lock", "touch reached", failing="*one.lock")
    assert status != 0
    assert len(did) == 3


def test_uv_uses_the_index_and_the_certificates_of_pip(try_out):
    settings = (
        "\":env:.cert='/etc/clinic.crt'\" \"global.cert='/etc/other.crt'\""
        " \"global.extra-index-url='https://extra'\" \"global.index-url='https://mirror/simple'\""
    )
    _, did, _ = try_out("find_uv", "install_into_venv -r one.lock", settings=settings)
    assert did[-1].endswith("index=https://mirror/simple certificates=/etc/clinic.crt")


def test_uv_is_left_alone_where_pip_has_no_settings(try_out):
    _, did, _ = try_out("find_uv", "install_into_venv -r one.lock")
    assert did[-1].endswith("index= certificates=")
