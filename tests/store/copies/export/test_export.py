"""An export holds everything, can be read without Dermyo, and becomes the same database again."""

import hashlib
import json
import sqlite3
import zipfile
from datetime import UTC, datetime

import pytest

from exam.domain.record.answers import Answer
from exam.domain.record.model import Examiner
from exam.store.accounts import Accounts, Person
from exam.store.copies.backup import CopyRefused
from exam.store.copies.export.reading import import_export
from exam.store.copies.export.writing import export
from exam.store.copies.restoring import BackupChanged
from exam.store.exams import Exams
from exam.store.factors.second import SecondFactors
from exam.store.outcomes.entries import Outcomes
from exam.store.people.supervisors import Supervisors
from exam.store.sessions.pins import Pins
from exam.store.settings import Clinic, Settings
from exam.store.state import local_now
from exam.store.tables import metadata
from exam.store.trail.access import Trail
from exam.store.trail.verifying import verify

SECRET = "argon2-of-a-password"


@pytest.fixture
def exported(tmp_path, engine, signed, accounts):
    accounts.add(Person("w.harvey", "William Harvey"), SECRET)
    Settings(engine).save_clinic(Clinic("Clinic of Padua"))
    file = tmp_path / "export.zip"
    assert export(engine, file).found.faults == []
    return file


@pytest.fixture
def target(tmp_path):
    return f"sqlite:///{tmp_path / 'imported.sqlite3'}"


def changed(file, change):
    """Another export: `change` gets the content of each file, and the manifest names the hashes of what it returns."""
    with zipfile.ZipFile(file) as old:
        content = {name: change(name, old.read(name)) for name in old.namelist()}
    manifest = json.loads(content["manifest.json"])
    for name, said in manifest["files"].items():
        said |= {"sha256": hashlib.sha256(content[name]).hexdigest(), "bytes": len(content[name])}
    content["manifest.json"] = json.dumps(manifest).encode()
    other = file.with_name("changed.zip")
    with zipfile.ZipFile(other, "w") as new:
        for name, one in content.items():
            new.writestr(name, one)
    return other


def test_what_is_imported_is_what_was_exported(exported, empty_url, engine, exam_id, signed, reopened):
    """On either database; the chain goes on where it was."""
    before = verify(engine)
    found = import_export(exported, empty_url, against=before.head.sha256)
    assert found.faults == []
    copy = reopened(empty_url)
    after = verify(copy, before.head.sha256)
    assert (after.faults, after.known) == ([], before.head.count)
    exam = Exams(copy).open(exam_id, 1)
    assert (exam.record, exam.signature, exam.addenda, exam.links) == (
        signed.record,
        signed.signature,
        signed.addenda,
        signed.links,
    )
    assert Settings(copy).clinic().name == "Clinic of Padua"
    assert [entry.act for entry in Trail(copy).entries()][:3] == [
        *("imported from an export", "not in the export", "not in the export"),
    ]
    assert Accounts(copy).add(Person("g.fallopio", "Gabriele Falloppio"), "-").id > 2


def test_no_password_is_in_an_export_and_none_works_afterwards(exported, target, reopened):
    with zipfile.ZipFile(exported) as archive:
        assert not any(SECRET.encode() in archive.read(name) for name in archive.namelist())
        rows = [json.loads(line) for line in archive.read("tables/accounts.jsonl").splitlines()]
    assert [row["username"] for row in rows] == ["a.vesalius", "w.harvey"]
    assert not any({"password", "session_key"} & row.keys() for row in rows)
    import_export(exported, target)
    assert not [one for one in Accounts(reopened(target)).all() if one.password.startswith(("argon2", "$"))]


def test_no_two_step_sign_in_and_no_pin_is_in_an_export(tmp_path, engine, signed, target, reopened):
    SecondFactors(engine).turn_on(1, SECRET, 5, ["a" * 64], datetime.now(UTC))
    Pins(engine).set(1, SECRET, datetime.now(UTC))
    assert export(engine, tmp_path / "export.zip").found.faults == []
    with zipfile.ZipFile(tmp_path / "export.zip") as archive:
        assert not any(SECRET.encode() in archive.read(name) or "a" * 64 in name for name in archive.namelist())
        assert "tables/pins.jsonl" not in archive.namelist()
        assert not {"tables/second_factors.jsonl", "tables/recovery_codes.jsonl", "tables/passkeys.jsonl"} & {
            *archive.namelist()
        }
    assert import_export(tmp_path / "export.zip", target).faults == []
    assert SecondFactors(reopened(target)).of(1) is None
    assert Pins(reopened(target)).of(1) is None


def test_a_stranger_reads_it_with_a_zip_and_json_alone(exported, exam_id, signed):
    with zipfile.ZipFile(exported) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert (manifest["format"], manifest["examinations"]) == ("dermyo-export/1", 2)
        for name, said in manifest["files"].items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == said["sha256"]
        folder = f"examinations/{exam_id}"
        record = json.loads(archive.read(f"{folder}/record.json"))
        said = json.loads(archive.read(f"{folder}/examination.json"))
        (output,) = [name for name in archive.namelist() if name.startswith(f"{folder}/outputs/")]
        assert archive.read(output) == b"the note"
        assert json.loads(archive.read("trail.jsonl").splitlines()[-1])["act"] == "exported everything"
    assert record["patient"]["reference"] == "A-1"
    assert [row["value"] for row in said["answers"] if row["path"] == "findings.reflexes.achilles.left"] == ["0"]
    assert said["addenda"][0]["text"] == "Seen again."
    assert said["signatures"][0]["sha256"] == signed.signature.sha256


def test_the_file_of_a_signed_note_has_the_hash_on_the_note(tmp_path, engine, exam_id, me):
    """Also one with line breaks and other scripts."""
    text = "Φλέβα\r\nvena"
    with engine.begin() as connection:
        row = {"exam_id": exam_id, "account_id": me, "signed_by": "A. V.", "sha256": "0" * 64, "record": "{}"}
        signatures = metadata.tables["signatures"]
        connection.execute(
            signatures.insert().values(row | {"signed_at": datetime(2026, 11, 29, tzinfo=UTC), "frozen": text})
        )
    export(engine, tmp_path / "export.zip")
    with zipfile.ZipFile(tmp_path / "export.zip") as archive:
        assert archive.read(f"examinations/{exam_id}/signed.json") == text.encode()
    with engine.begin() as connection:
        connection.execute(signatures.delete())


def test_every_table_is_exported_or_left_out(exported, engine):
    """A new table is in an export without a word about it; one of secrets has to be named."""
    with zipfile.ZipFile(exported) as archive:
        names = archive.namelist()
        examination = json.loads(archive.read(next(name for name in names if name.endswith("/examination.json"))))
    others = {name.removeprefix("tables/").removesuffix(".jsonl") for name in names if name.startswith("tables/")}
    left_out = {
        "sessions",
        "sign_in_attempts",
        "passkey_challenges",
        "snapshots",
        "trail",
        "second_factors",
        "recovery_codes",
        "reference_ends",
        "passkeys",
        "pins",
    }
    assert {*others, *examination, *left_out} == set(metadata.tables)


def test_a_file_that_is_there_stays(exported, engine):
    before = exported.read_bytes()
    with pytest.raises(CopyRefused, match="already"):
        export(engine, exported)
    assert exported.read_bytes() == before


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_what_a_student_signed_comes_with_what_the_supervisor_said(tmp_path, engine, exams, me, reopened):
    student = Accounts(engine).add(Person("v.coiter", "Volcher Coiter"), SECRET, access=frozenset({"student"})).id
    Supervisors(engine).name(student, me, named_by=me)
    one = exams.sign(exams.create("A-7", student), student, Examiner("Volcher Coiter"))
    exams.counter_sign(one.id, me, seen=one.last_hash)
    two = exams.sign(exams.create("A-8", student), student, Examiner("Volcher Coiter"))
    exams.send_back(two.id, me, "No reflexes.", seen=two.last_hash)
    export(engine, tmp_path / "taught.zip")
    url = f"sqlite:///{tmp_path / 'taught.sqlite3'}"
    assert import_export(tmp_path / "taught.zip", url).faults == []
    there = reopened(url)
    for exam_id, words in ((one.id, None), (two.id, "No reflexes.")):
        exam = Exams(there).read(exam_id, me)
        assert (exam.supervision.said.returned, exam.signature.changed) == (words, ())
    assert Supervisors(there).of(student).id == me


@pytest.mark.usefixtures("exported")
def test_a_database_that_is_not_empty_is_refused(tmp_path, exported, url):
    with pytest.raises(CopyRefused, match=r"in use|not empty|there is a database"):
        import_export(exported, url)


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "no export"), (b"no zip" * 100, "no export"), ("zip", "no manifest"), ("newer", "dermyo-export/2")],
)
def test_what_is_no_export_or_a_newer_one_is_refused(tmp_path, exported, target, content, words):
    other = tmp_path / "other.zip"
    if isinstance(content, bytes):
        other.write_bytes(content)
    elif content == "zip":
        with zipfile.ZipFile(other, "w") as archive:
            archive.writestr("notes.txt", "mine")
    else:
        newer = changed(exported, lambda _, one: one.replace(b"dermyo-export/1", b"dermyo-export/2"))
        newer.rename(other)
    with pytest.raises(CopyRefused, match=words):
        import_export(other, target)
    assert not (tmp_path / "imported.sqlite3").exists()


@pytest.mark.sampled(5)
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "change",
    [
        ("examination.json", b'"value": "0"', b'"value": "1"', "does not match its trail"),
        ("tables/accounts.jsonl", b"William", b"Wilhelm", "accounts are not those"),
        ("tables/clinic_settings.jsonl", b"Padua", b"Parma", "does not match its trail"),
        ("trail.jsonl", b'"act":"signed"', b'"act":"tapped"', "does not match its trail"),
        ("tables/accounts.jsonl", b'"username"', b'"password":"x","username"', "other keys"),
        ("examination.json", b'"answers"', b'"sessions"', "table"),
        ("manifest.json", b'"schema": "00', b'"schema": "99', "newer version"),
        ("tables/accounts.jsonl", b'{"id"', b'["id"', "was changed"),
    ],
)
def test_what_was_changed_in_it_is_refused_also_with_new_hashes(tmp_path, exported, target, change):
    file, old, new, words = change
    found = []

    def replaced(name, content):
        found.append(name.endswith(file) and old in content)
        return content.replace(old, new) if found[-1] else content

    other = changed(exported, replaced)
    assert any(found)
    with pytest.raises(CopyRefused, match=words):
        import_export(other, target)
    assert [path.name for path in tmp_path.iterdir() if "imported" in path.name or path.name.startswith(".")] == []


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_no_changed_byte_becomes_another_database(tmp_path, exported, engine):
    """Refused, or in a place that says nothing, as the time of a file in the zip."""
    content, refused, head = exported.read_bytes(), 0, verify(engine).head.sha256
    places = [len(content) * part // 40 for part in range(40)]
    for place in places:
        other, target = tmp_path / "other.zip", tmp_path / f"imported-{place}.sqlite3"
        other.write_bytes(content[:place] + bytes([content[place] ^ 0x41]) + content[place + 1 :])
        try:
            found = import_export(other, f"sqlite:///{target}", against=head)
        except CopyRefused:
            refused += 1
            assert not target.exists()
        else:
            assert found.faults == []
    assert refused > 20


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.tampers
def test_a_database_that_does_not_match_is_exported_and_imported_if_that_is_wanted(tmp_path, engine, signed, target):
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE answers SET value = '4' WHERE path LIKE 'findings%'")
    assert [fault.wrong for fault in export(engine, tmp_path / "export").found.faults] == ["changed", "changed"]
    with pytest.raises(BackupChanged):
        import_export(tmp_path / "export", target)
    assert len(import_export(tmp_path / "export", target, changed_too=True).faults) == 2


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("number", [20, pytest.param(1000, marks=pytest.mark.long)])
def test_many_examinations_are_exported_and_imported(tmp_path, exams, me, target, number):
    for at in range(number):
        exam_id = exams.create(f"A-{at}", me)
        exams.append(exam_id, me, [Answer("patient.age", 20 + at % 60)])
    assert export(exams._engine, tmp_path / "export").examinations == number
    assert import_export(tmp_path / "export", target).faults == []
    with sqlite3.connect(tmp_path / "imported.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM exams").fetchone() == (number,)
    connection.close()


def test_an_outcome_comes_with_every_entry(tmp_path, engine, me, signed, target, reopened):
    first = Outcomes(engine)
    value = {"cause": "root.L5", "side": "left", "known_by": "mri", "known_on": local_now().date().isoformat()}
    first.enter(signed.id, me, value)
    first.enter(signed.id, me, value | {"cause": "other", "side": "none", "other": "Hip joint"})
    first.take_back(signed.id, me)
    first.give_up(signed.id, me)
    export(engine, tmp_path / "export.zip")
    assert import_export(tmp_path / "export.zip", target).faults == []
    again = Outcomes(reopened(target))
    assert again.history(signed.id, me) == first.history(signed.id, me)
    others = [entry.outcome and entry.outcome.other for entry in again.history(signed.id, me)]
    assert others == [None, None, "Hip joint", ""]
    assert again.waiting(me).rows == ()
