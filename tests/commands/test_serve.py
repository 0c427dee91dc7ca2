"""`dermyo serve`: its settings."""


def test_settings_that_cannot_be_used_are_wrong_usage(run, tmp_path):
    status, out, err = run("serve", "--tls-cert", tmp_path / "cert.pem")
    assert (status, out) == (2, [])
    assert err[0].startswith("dermyo: ")


def test_serving_starts_with_the_settings_given(run, tmp_path, monkeypatch):
    served = []
    monkeypatch.setattr("exam.serving.serve", served.append)
    database = f"sqlite:///{tmp_path / 'dermyo.db'}"
    assert run("serve", "--port", "8123", "--database", database) == (0, [], [])
    assert (served[0].port, served[0].database) == (8123, database)


def test_a_database_on_a_network_drive_is_warned_of(run, tmp_path, monkeypatch):
    monkeypatch.setattr("exam.serving.serve", lambda config: None)
    monkeypatch.setattr("exam.commands.serve.network_drive", lambda folder: "nfs4")
    status, _, err = run("serve", "--database", f"sqlite:///{tmp_path / 'dermyo.db'}")
    assert status == 0
    assert err[0].startswith(
        f"dermyo: warning: {tmp_path / 'dermyo.db'} is on a network drive (nfs4), where SQLite can"
    )
    assert run("serve", "--database", "postgresql://db/dermyo") == (0, [], [])
