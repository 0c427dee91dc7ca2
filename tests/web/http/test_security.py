"""The headers of every response, and what can be read without an account."""

import base64
import re
from hashlib import sha256

import pytest
from flask import Blueprint

from exam import create_app
from exam.config import Config
from exam.web.http.last_resort import answer_always
from exam.web.http.security import HEADERS
from exam.web.http.static_files import read_static


def test_a_page_is_not_cached_and_runs_only_our_own_files(client):
    headers = client.get("/exams").headers
    assert headers["Cache-Control"] == "no-store"
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "Strict-Transport-Security" not in headers


@pytest.mark.parametrize("address", ["/account/sign-in", "/account/sign-in?next=/exams", "/", "/account/first"])
def test_the_policy_of_a_front_page_allows_its_own_sheet_by_its_hash(app, request, address):
    if address != "/account/first":
        request.getfixturevalue("account")
    page = app.test_client().get(address)
    assert page.status_code == 200
    (sheet,) = re.findall(r"<style>(.*?)</style>", page.text, re.DOTALL)
    hashed = base64.b64encode(sha256(sheet.encode()).digest()).decode()
    everywhere = HEADERS["Content-Security-Policy"]
    allowed = everywhere.replace("style-src 'self'", f"style-src 'self' 'sha256-{hashed}'")
    assert page.headers["Content-Security-Policy"] == allowed != everywhere
    assert sheet == read_static("css/front.css").content.decode()
    assert 'rel="stylesheet"' not in page.text


def test_other_pages_have_the_policy_without_a_hash_also_after_a_front_page(app, client):
    with app.app_context():  # as where one is shared
        assert "sha256" in app.test_client().get("/account/sign-in").headers["Content-Security-Policy"]
        for address in ("/exams", "/help", "/account/no", "/static/css/front.css"):
            assert client.get(address).headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_over_https_cookies_are_restricted_to_it(tmp_path):
    app = create_app(Config(data=tmp_path, secure_cookies=True))
    response = app.test_client().get("/account/first", base_url="https://127.0.0.1:8000")
    (cookie,) = response.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-dermyo=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "max-age" in response.headers["Strict-Transport-Security"]


@pytest.mark.parametrize("address", ["/account/first", "/static/css/page.css"])
def test_other_servers_on_this_computer_are_not_restricted_to_https(tmp_path, address):
    app = create_app(Config(data=tmp_path, secure_cookies=True, hosts=("localhost", "dermyo.local")))
    here, there = (
        app.test_client().get(address, base_url=f"https://{host}:8000") for host in app.config["TRUSTED_HOSTS"]
    )
    assert "Strict-Transport-Security" not in here.headers
    assert "Strict-Transport-Security" in there.headers


def test_without_https_the_cookie_is_still_out_of_reach_of_scripts(anonymous):
    (cookie,) = anonymous.get("/account/first").headers.getlist("Set-Cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_a_reader_without_an_account_is_sent_to_sign_in_and_back_again(anonymous, account, exam_id):
    response = anonymous.get(f"/exams/{exam_id}/complaint?a=1")
    assert response.status_code == 303
    assert response.location == f"/account/sign-in?next=/exams/{exam_id}/complaint?a%3D1"


def test_the_start_page_is_the_sign_in_itself_for_a_reader_without_an_account(anonymous, account):
    start, sign_in = (anonymous.get(address) for address in ("/", "/account/sign-in"))
    # The token of a form has its time in it.
    text, same = (re.sub(r"[\w.-]{60,}", "", page.text) for page in (start, sign_in))
    assert (start.status_code, text) == (200, same)
    assert 'action="/account/sign-in"' in start.text
    assert start.headers["Cache-Control"] == sign_in.headers["Cache-Control"]
    assert anonymous.get("/", headers={"HX-Request": "true"}).status_code == 401


def test_a_tap_without_a_session_is_refused_and_not_redirected(app, account, exam_id):
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    response = client.post(f"/exams/{exam_id}/strength", data={}, headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert "Nothing was saved" in response.text
    assert "<html" not in response.text


def test_a_form_without_its_token_is_refused(client, services, account):
    del client.environ_base["HTTP_X_CSRFTOKEN"]
    response = client.post("/exams", data={"patient.reference": "A-1"})
    assert response.status_code == 400
    assert "This page has expired" in response.text
    assert services.exams.list(account.id) == []


def test_a_name_that_is_not_this_server_is_refused(client):
    # Another site may point a name of its own at this machine.
    response = client.get("/exams", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "DERMYO_HOSTS" in response.text


def test_when_the_database_is_gone_there_is_still_a_page(app, client, monkeypatch):
    def gone(*_, **__):
        raise OSError("the disk is full")

    monkeypatch.setattr("exam.store.sessions.kept.KeptSessions.signed_in", gone)
    app.testing = False
    response = client.get("/exams")
    assert response.status_code == 500
    assert "Something went wrong" in response.text


@pytest.mark.parametrize(("fault", "status"), [("boom", 500), ("gone", 404)])
@pytest.mark.parametrize("htmx", [False, True])
def test_a_failure_is_a_page_or_a_fragment_and_reveals_no_secrets(app, sign_in, account, fault, status, htmx):
    broken = Blueprint("broken", __name__)

    @broken.get("/boom")
    def boom():
        raise RuntimeError("a secret of ours")

    app.register_blueprint(broken)
    app.testing = False
    response = sign_in(account).get(f"/{fault}", headers={"HX-Request": "true"} if htmx else {})
    assert response.status_code == status
    assert ("<html" in response.text) is not htmx
    assert "secret" not in response.text


def test_a_request_is_never_sent_back_as_it_came(client):
    assert client.open("/account/", method="TRACE").status_code == 405


def test_a_wrong_method_and_too_large_a_form_are_pages_too(client):
    assert client.post("/account/people").status_code == 422
    assert client.get("/exams/search").status_code == 405
    assert client.post("/exams", data={"patient.reference": "x" * 2_000_000}).status_code == 413


def test_a_tablet_gets_the_clinics_authority_without_an_account_once_there_is_one(anonymous, config):
    assert anonymous.get("/authority.crt").status_code == 404
    (config.data / "tls").mkdir()
    (config.data / "tls/authority.crt").write_bytes(b"its certificate")
    response = anonymous.get("/authority.crt")
    assert (response.data, response.content_type) == (b"its certificate", "application/x-x509-ca-cert")


def test_what_fails_in_front_of_the_application_is_answered_with_every_header(app):
    def broken(environ, start_response):
        raise RuntimeError("a secret of ours")

    app.wsgi_app = broken
    answer_always(app, https_only=False)
    with pytest.raises(RuntimeError):
        app.test_client().get("/")
    app.testing = False
    response = app.test_client().get("/static/x")
    assert response.status_code == 500
    assert HEADERS.items() <= dict(response.headers).items()
    assert response.headers["Cache-Control"] == "no-store"
    assert "secret" not in response.text
