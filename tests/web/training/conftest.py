"""Visitors without an account."""

import re

import pytest
from flask import session
from flask_wtf.csrf import generate_csrf


@pytest.fixture
def new_visitor(app):
    """A function to a browser that nobody signed in with; it sends the forms' token as a header with everything."""

    def new_visitor():
        with app.test_request_context():
            token, kept = generate_csrf(), session["csrf_token"]
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["csrf_token"] = kept
        client.environ_base["HTTP_X_CSRFTOKEN"] = token
        return client

    return new_visitor


@pytest.fixture
def visitor(new_visitor):
    return new_visitor()


@pytest.fixture
def begin():
    """A function that begins a demonstration in a browser; returns its address."""

    def begin(browser, patient="left_l5"):
        return browser.post(f"/training/{patient}").location.rpartition("/")[0]

    return begin


@pytest.fixture
def sign():
    """A function that signs a demonstration as it was read."""

    def sign(browser, exam):
        seen = re.findall(r'name="(seen_\w+)" value="(\w+)"', browser.get(f"{exam}/sign").text)
        return browser.post(f"{exam}/sign", data=dict(seen))

    return sign
