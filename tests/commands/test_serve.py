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
