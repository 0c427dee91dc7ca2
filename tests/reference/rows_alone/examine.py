"""Run in a copy of the program: runs a plan, read as JSON, with the application, and prints the replies.

A plan is a list of steps: `command` runs the command line, `assess` assesses a record, `get` and `post` open pages with
an account signed in; `{exam}` in an address is a new examination, `{seen}` in a form its revision, and
`{read}` the hash of the note on the page before signing.
"""

import contextlib
import io
import json
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from flask import session
from flask_wtf.csrf import generate_csrf

from exam import create_app
from exam.cli import main
from exam.config import Config
from exam.data_folder import open_data_folder
from exam.domain.reasoning.assess import assess, write_assessment
from exam.domain.record.reading import read_record
from exam.store.accounts import Person


def command(*words):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            code = main(list(words)) or 0
        except SystemExit as ended:
            code = ended.code
    return {"code": code, "text": said.getvalue()}


def application(folder):
    config = Config(data=Path(folder))
    open_data_folder(config)
    return create_app(config)


def browser(app, account):
    begun = app.extensions["dermyo"].sessions.begin(account.id, "127.0.0.1", "test", datetime.now(UTC))
    with app.test_request_context():
        token = generate_csrf()
        kept = {"csrf_token": session["csrf_token"], "_user_id": account.session_key, "_fresh": True}
        kept |= {"session": begun}
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie.update(kept)
    client.environ_base["HTTP_X_CSRFTOKEN"] = token
    return client


class Lazy:
    """The hash of the note that would be signed, read when it is asked for."""

    def __init__(self, client, exam):
        self.client, self.exam = client, exam

    def __format__(self, _spec):
        return re.search(r'name="seen_note" value="(\w+)"', self.client.get(f"/exams/{self.exam}/sign").text)[1]


def go_through(plan):
    with tempfile.TemporaryDirectory() as folder:
        app = application(folder)
        services = app.extensions["dermyo"]
        account = services.accounts.add(Person("a.vesalius", "Andreas Vesalius"), "-", first=True)
        services.readings.note(account.id)
        client, exam = browser(app, account), services.exams.create("4471", account.id)
        for step in plan:
            if "command" in step:
                yield command(*step["command"])
            elif "assess" in step:
                yield write_assessment(assess(read_record(step["assess"])))
            else:
                address = (step.get("get") or step["post"]).format(exam=exam)
                seen = services.exams.open(exam, account.id).revision
                form = {
                    path: text.format(seen=seen, read=Lazy(client, exam)) for path, text in step.get("form", {}).items()
                }
                response = client.post(address, data=form) if "post" in step else client.get(address)
                yield {"code": response.status_code, "text": response.text}


if __name__ == "__main__":
    if not Path(create_app.__code__.co_filename).is_relative_to(Path.cwd()):
        sys.exit("not the copy")
    json.dump(list(go_through(json.load(sys.stdin))), sys.stdout)
