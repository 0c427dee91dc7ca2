"""`dermyo reference check`: every row is counted, or every fault named."""

from exam.commands.reference import rows_by_basis
from reference import Fault, ReferenceFaulty, load_reference


def test_a_valid_reference_is_counted_by_basis(run):
    status, out, err = run("reference", "check")
    assert (status, err) == (0, [])
    assert out[0] == f"reference {load_reference().version}: all rows valid"
    assert out[1].endswith(("figures of the ranking yet.", "been reviewed by a clinician."))
    counted = {basis: int(count) for basis, count in map(str.split, out[2:])}
    assert counted == dict(rows_by_basis(load_reference()))
    assert set(counted) <= {"published", "second_hand", "recalled", "judgement"}
    reference = load_reference()
    cells = sum(len(row.cells) for row in reference.likelihoods.values())
    plain = ("scales", "tests", "questions", "sites", "roots", "nerves", "causes", "severity_shares", "priors")
    rules = (
        "patterns",
        "alerts",
        "signs",
        "imaging",
        "alternatives",
        "precautions",
        "contradictions",
        "other_tests",
        "pointers",
        "conditions",
        "mechanisms",
        "readings",
        "dermatome_maps",
        "hallmarks",
        "discriminators",
        "first_tests",
        "joint_complaints",
    )
    assert sum(counted.values()) == cells + sum(len(getattr(reference, table)) for table in (*plain, *rules))


def test_a_faulty_reference_is_refused_by_file_and_row(run, monkeypatch):
    def refuse():
        raise ReferenceFaulty((Fault("sites.toml", "knee", "is duplicated"), Fault("roots.toml", "L5", "is vague")))

    monkeypatch.setattr("exam.commands.reference.load_reference", refuse)
    assert run("reference", "check") == (1, [], ["sites.toml: knee: is duplicated", "roots.toml: L5: is vague"])
