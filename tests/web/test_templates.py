"""Every template knows the same names, in one dictionary."""


def test_a_template_knows_what_all_know_and_what_it_is_given(app):
    known = app.jinja_env.make_globals({"given": 1})
    assert type(known) is dict
    assert known["given"] == 1
    assert {"static_url", "csrf_token", "request_number", "more_answers"} <= known.keys()


def test_what_a_template_is_given_is_not_known_to_others(app):
    app.jinja_env.make_globals({"given": 1})
    assert "given" not in app.jinja_env.globals
