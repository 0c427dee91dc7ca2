"""Run in a copy of the program: prints the hash of each output of two examinations in a data folder.

The first time they are examined there, and one is signed; a later program finds one signed and one draft.
"""

import hashlib
import json
import sys
from pathlib import Path

from examine import application, browser

from exam import create_app
from exam.domain.reasoning.version import PROGRAM
from exam.domain.record.answers import Answer
from exam.store.accounts import Person
from exam.store.listing import Wanted
from reference import load_reference

FOUND = (
    Answer("red_flags.fever", True),
    Answer("red_flags.saddle_numbness", True),
    Answer("presentation.symptom_side", "left"),
    Answer("findings.strength.great_toe_extension.left", "3"),
    Answer("findings.reflexes.achilles.left", 0),
)
ADDED = Answer("findings.stride.dragging.left", "positive")
"""Of a test that the added rows describe; only the signed one has it."""
OUTPUTS = (
    "note.txt",
    "note.txt?form=shorthand",
    "note.txt?form=letter",
    "note.pdf",
    "note.fhir.json",
    "signed/signed-note.json",
)


def examined(services):
    """The ids of both examinations, and the account that has them; made where the folder is new."""
    account = services.accounts.find(username="a.vesalius")
    if account:
        lines = [services.exams.list(account.id, Wanted(status=status)) for status in ("finished", "draft")]
        return account, [line.id for (line,) in lines], False
    account = services.accounts.add(Person("a.vesalius", "Andreas Vesalius"), "-", first=True)
    services.readings.note(account.id)
    ids = [services.exams.create(reference, account.id) for reference in ("4471", "4472")]
    for exam in ids:
        services.exams.append(exam, account.id, FOUND)
    if "stride.dragging" in load_reference().tests:
        services.exams.append(ids[0], account.id, [ADDED])
    return account, ids, True


def sign(client, exam):
    text = client.get(f"/exams/{exam}/sign").text
    form = {
        name: text.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("seen_revision", "seen_note")
    }
    assert client.post(f"/exams/{exam}/sign", data=form).status_code == 303


def outputs(client, exam, names):
    for name in names:
        response = client.get(f"/exams/{exam}/{name}")
        assert response.status_code == 200, (name, response.text)
        yield name, hashlib.sha256(response.data).hexdigest()


def added_to(client, exam):
    """The texts, the document and the record of the signed one once it has an addendum."""
    assert client.post(f"/exams/{exam}/addenda", data={"text": "Seen again."}).status_code == 303
    names = ("note.txt", "note.txt?form=shorthand", "note.txt?form=letter", "note.fhir.json", "record.json")
    return {name: client.get(f"/exams/{exam}/{name}").text for name in names}


def main(folder):
    app = application(folder)
    account, (signed, draft), new = examined(app.extensions["dermyo"])
    client = browser(app, account)
    if new:
        sign(client, signed)
    return {
        "knowledge": load_reference().version,
        "program": PROGRAM,
        "signed": dict(outputs(client, signed, OUTPUTS)),
        "draft": dict(outputs(client, draft, OUTPUTS[:3])),
        "screens": [client.get(f"/exams/{signed}/{step}").status_code for step in ("note", "assessment", "reflexes")],
        "note": client.get(f"/exams/{signed}/note").text,
        "added": {} if new else added_to(client, signed),
    }


if __name__ == "__main__":
    if not Path(create_app.__code__.co_filename).is_relative_to(Path.cwd()):
        sys.exit("not the copy")
    json.dump(main(sys.argv[1]), sys.stdout)
