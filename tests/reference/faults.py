"""A small reference, edited to have a fault."""

import shutil
from pathlib import Path

from reference.checks import check
from reference.load import read

SMALL = Path(__file__).parent / "small"
DORSIFLEXION = "likelihoods.toml: strength.dorsiflexion"


def edited(folder, file, old, new):
    shutil.copytree(SMALL, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def faults_of(folder):
    reference, unread = read(folder)
    assert unread == ()
    return [str(fault) for fault in check(reference)]
