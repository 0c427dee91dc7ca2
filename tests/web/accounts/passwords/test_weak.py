"""Passwords that somebody who guesses would try early are refused, wherever one is chosen."""

import subprocess
import sys

import pytest

from exam.web.accounts.passwords.weak import common, weakness_of
from tests.web.accounts.test_views import PASSWORD, TWICE, make_first, sign_in_by_form, submit
from tests.web.accounts.test_views import quick_hashes as quick_hashes  # noqa: PLC0414 - a fixture

NAMES = ("a.vesalius", "Andreas Vesalius", "Spine Clinic Basel")
TOO_COMMON = "Password is too common"
NAMED = "must not contain the username"


def test_the_list_is_long_and_in_lower_case():
    assert len(common()) > 19_000
    assert {"password1234", "1q2w3e4r5t6y", "administrator"} <= common()
    assert not any(one != one.casefold() for one in common())


@pytest.mark.parametrize(
    "password",
    [
        *("password1234", "PASSWORD1234", "Password1234!", "!! Password !!", "P@ssw0rd-1234", "pass word 12345"),
        *(
            "\uff30\uff41\uff53\uff53\uff57\uff4f\uff52\uff44 1234",
            "i love you 12345",
            "Hospital-2026",
            "hospital_2026",
        ),
        *("1q2w3e4r5t6y", "1Q2w3e4r5t6y99", "qwertyuiop2026", "123456789012", "098765432109", "abcdefghijklm"),
        *("aaaaaaaaaaaa", "abcabcabcabc", "............", "letmein letmein", "sunshinesunshine!"),
        *("Vesalius1543!", "Basel2026-2027", "dermyo123456", "qwertzuiopas", "mnbvcxzlkjhg"),
    ],
)
def test_a_common_password_is_refused_in_every_disguise(password):
    assert weakness_of(password, NAMES).startswith(TOO_COMMON)


@pytest.mark.parametrize(
    "password",
    ["a.vesalius and I", "AVESALIUS-book-7", "my andreas vesalius", "spine clinic basel!", "The SpineClinicBasel 4"],
)
def test_a_password_does_not_contain_a_name(password):
    assert NAMED in weakness_of(password, NAMES)
    assert weakness_of(password, ("g.fallopio", "Gabriele Falloppio", "")) is None


@pytest.mark.parametrize(
    "password",
    [
        *("seven pairs of nerves", "on the fabric of the body", "correct horse battery staple", "gX7pQ2vL9sTz"),
        *("48201937562817", "kidney kidney spoon", "za\u017c\u00f3\u0142\u0107 g\u0119\u015bl\u0105 ja\u017a\u0144"),
        *("\u810a\u9ac4\u306e\u691c\u67fb\u3092\u3059\u308b\u533b\u8005\u3067\u3059", "Basel has seven bridges"),
    ],
)
def test_a_few_words_or_a_random_one_will_do(password):
    assert weakness_of(password, NAMES) is None


def test_a_short_name_is_inside_many_words():
    assert weakness_of("planning the evening", ("ann", "Ann", "")) is None
    assert weakness_of("Ann-123456789", ("ann", "Ann", "")).startswith(TOO_COMMON)


def test_the_list_is_read_when_the_first_password_is_chosen():
    read = "from exam.web.accounts.passwords import weak; print(weak.common.cache_info().currsize, end=' ')"
    script = f"import exam.web.app; {read}; weak.weakness_of('x', ()); print(weak.common.cache_info().currsize)"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["0", "1"]


def common_twice(password):
    return {"password": password, "password_again": password}


def test_the_first_account_and_that_of_a_colleague_need_a_better_one(anonymous, services):
    page = make_first(anonymous, **common_twice("Password1234!"))
    assert (page.status_code, TOO_COMMON in page.text) == (422, True)
    page = make_first(anonymous, **common_twice("a.vesalius 1543"))
    assert (page.status_code, NAMED in page.text) == (422, True)
    assert services.accounts.all() == []
    make_first(anonymous)
    fields = {"username": "g.fallopio", "full_name": "Gabriele Falloppio", "access": "clinician"}
    page = submit(anonymous, "/account/people", fields | common_twice("Password1234!"))
    assert (page.status_code, TOO_COMMON in page.text) == (422, True)
    assert len(services.accounts.all()) == 1
    assert submit(anonymous, "/account/people", fields | TWICE).status_code == 303


def test_a_changed_password_is_no_common_one(app, anonymous):
    make_first(anonymous)
    for new, fault in (("Welcome-123456", TOO_COMMON), ("andreas vesalius 2", NAMED)):
        fields = {"password": PASSWORD, "new_password": new, "new_password_confirm": new}
        assert fault in submit(anonymous, "/account/password", fields).text
    assert sign_in_by_form(app.test_client()).location == "/"


def test_a_password_set_for_a_colleague_has_neither_their_name_nor_the_clinic_s(client, services, colleague):
    fields = {"name": "Spine Clinic Basel", "address": "", "time_zone": "", "paper": "a4"}
    assert client.post("/account/clinic", data=fields).status_code == 303
    for password, fault in (
        ("g.fallopio 123", NAMED),
        ("spineclinicbasel 1", NAMED),
        ("Password1234!", TOO_COMMON),
    ):
        client.post(f"/account/people/{colleague.id}/password", data={"password": password})
        assert fault in client.get("/account/people").text
    assert services.accounts.find(id=colleague.id).password == "-"
