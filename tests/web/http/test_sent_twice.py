"""Every form of the pages creates nothing more when it is sent twice: by an id of its own, or for a reason here."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[3] / "exam/templates"
FORM = re.compile(r"<form\b([^>]*)>.*?</form>", re.DOTALL)
TARGET = re.compile(r"""\b(?:form)?action="\{\{ (?:url_for\(['"]?([\w.]+)['"]?|(\w+) \}\})""")
# What a sending brings by which a second one is known: the id of the form, or that of an answer, from the queue.
KNOWN_BY = ("components/_form_id.html", " hx-post=")
READS = "only reads"
SETS = "sets what is there to what was sent; again it is set to the same"
ENDS = "ends or removes one thing, which is then no longer there"
STATE = "changes the state of one examination, which then is in it already, or no longer the sender's"
ONE = "there is one for each account, note or patient, and a second takes its place or is refused"
BEGINS = "begins something in this browser in place of the one before, which otherwise ends by itself"
WHY = {
    **dict.fromkeys(("exams.search", "covers.search", "emergency.search", "erasing.count"), READS),
    **dict.fromkeys(("settings.save_clinic", "settings.save_paper", "erasing.save_years"), SETS),
    **dict.fromkeys(("accounts.change_own_password", "pin.set_pin", "comparison.compare", "lock.lock"), SETS),
    # Answers to items of an examination, in the address of the step, and to an alert.
    **dict.fromkeys(("here", "alert_answers.answer_alert", "notes.save_comment", "transfer.print_pdf"), SETS),
    "examination.choose_impression_first": SETS,
    "/exams/{{ row.id }}/restore": STATE,
    # Of a colleague: the details, the password, whether the account is active, two-step sign-in and passkeys.
    "endpoint": SETS,
    **dict.fromkeys(("accounts.end_session", "passkeys.remove", "pin.remove", "phrases.remove_phrase"), ENDS),
    **dict.fromkeys(("end", "service.withdraw", "research.withdraw", "two_step.turn_off", "hand_overs.dismiss"), ENDS),
    **dict.fromkeys(("accounts.sign_out", "lock.unlock", "training.end", "erasing.clear"), ENDS),
    **dict.fromkeys(("erasing.erase", "erasing.erase_older"), ENDS),
    **dict.fromkeys(("exams.restore", "patients.discard", "signing.sign", "signing.undo", "hand_overs.give"), STATE),
    **dict.fromkeys(("hand_overs.take_back", "counter_signing.sign", "counter_signing.send_back"), STATE),
    **dict.fromkeys(("afterwards.declare_void", "emergency_people.mark_seen", "intended_use.note_read"), ONE),
    # The codes that hold are those of the page that came last; a challenge is answered once.
    **dict.fromkeys(("two_step.turn_on", "two_step.replace_codes", "passkeys.add"), ONE),
    **dict.fromkeys(("accounts.sign_in", "passkey_sign_in.sign_in", "second.ask", "passkeys.begin"), BEGINS),
    **dict.fromkeys(("training.begin", "training.begin_drawn", "training.begin_case"), BEGINS),
}


def sent_to(text):
    """Where each form of a template that has no id of its own is sent to."""
    for form in FORM.finditer(text):
        if 'method="post"' in form[1] and not any(mark in form[0] for mark in KNOWN_BY):
            targets = {endpoint or name for endpoint, name in TARGET.findall(form[0])}
            yield from targets or {re.search(r'\baction="([^"]*)"', form[1])[1]}


def test_a_form_without_an_id_has_a_reason():
    found = {
        (str(file.relative_to(TEMPLATES)), target)
        for file in TEMPLATES.rglob("*.html")
        for target in sent_to(file.read_text(encoding="utf-8"))
    }
    assert {(file, target) for file, target in found if target not in WHY} == set()
    assert WHY.keys() - {target for _, target in found} == set()


@pytest.mark.parametrize(
    ("form", "targets"),
    [
        ('<form method="post" action="{{ url_for(\'a.b\', c=d) }}"></form>', ["a.b"]),
        ('<form method="post" action="{{ url_for(end, number=1) }}"></form>', ["end"]),
        ('<form method="post" action="{{ here }}"></form>', ["here"]),
        ('<form method="post"><button formaction="{{ url_for(\'a.c\') }}"></button></form>', ["a.c"]),
        ('<form method="post" action="/x"></form>', ["/x"]),
        ('<form method="post" action="{{ here }}" hx-post="{{ here }}"></form>', []),
        ('<form method="post" action="{{ url_for(\'a.b\') }}">{% include "components/_form_id.html" %}</form>', []),
        ('<form action="/search"></form>', []),
    ],
)
def test_the_rule_sees_where_a_form_goes(form, targets):
    assert list(sent_to(form)) == targets
