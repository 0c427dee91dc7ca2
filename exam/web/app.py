"""The web application: the only package that imports flask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from exam.config import Config
from exam.data_folder import begun_mark, note_begun, open_data_folder, secret_key, was_begun
from exam.domain.language import say, say_count, spoken
from exam.domain.reasoning.assess import prepare
from exam.domain.words.regulatory_status import REGULATORY_STATUS
from exam.domain.words.values import ANSWER_WORDS
from exam.languages.scripts import script_messages
from exam.printing.directions import FILTERS
from exam.printing.press import Press
from exam.store.accounts import Accounts
from exam.store.database import DatabaseUnusable, connect, sqlite_file
from exam.store.erasing.retention import Retention
from exam.store.exams import Exams
from exam.store.factors.passkeys import Passkeys
from exam.store.factors.second import SecondFactors
from exam.store.health.readiness import ReadyDatabase
from exam.store.outcomes.audits import Audits
from exam.store.outcomes.entries import Outcomes
from exam.store.people.covers import Covers
from exam.store.people.emergency import EmergencyAccesses
from exam.store.people.hand_overs import HandOvers
from exam.store.people.supervisors import Supervisors
from exam.store.schema import upgrade
from exam.store.service.periods import Periods
from exam.store.service.readings import Readings
from exam.store.service.research import ResearchPermissions
from exam.store.sessions.kept import KeptSessions, Limits
from exam.store.sessions.pins import Pins
from exam.store.settings import Settings
from exam.store.state import Freeze, Rules
from exam.store.trail.access import Trail
from exam.store.training.demonstrations import Demonstrations
from exam.store.training.exams import new_id, without_name
from exam.web import developer_page
from exam.web.accounts import authority, views
from exam.web.accounts.again.asking import again_fault, again_needed, is_asked
from exam.web.accounts.erasing.pages import blueprint as erasing_pages
from exam.web.accounts.lock import pages as lock
from exam.web.accounts.lock import pin
from exam.web.accounts.lock.locked import lock_of_page
from exam.web.accounts.passkeys import entering as passkey_sign_in
from exam.web.accounts.passkeys import pages as passkey_pages
from exam.web.accounts.passkeys.place import offers_passkey_again, offers_passkey_sign_in
from exam.web.accounts.phrases import blueprint as phrase_pages
from exam.web.accounts.second import asking as second_step
from exam.web.accounts.second import pages as two_step
from exam.web.accounts.service import periods, reading, research
from exam.web.accounts.settings import blueprint as settings_pages
from exam.web.accounts.sign_in import set_up_sign_in
from exam.web.accounts.trail import blueprint as trail_pages
from exam.web.audit.pages import blueprint as audit_pages
from exam.web.compiled_templates import CompiledTemplates
from exam.web.exams import alert_answers, api, listing, offline, patient, steps
from exam.web.exams.derived import what_follows
from exam.web.exams.step_content import more_answers
from exam.web.exams.summary import summarise, summary_version
from exam.web.exams.visits import compare
from exam.web.help import pages as help_pages
from exam.web.http.compression import compress_answers
from exam.web.http.current import Services, account_mark
from exam.web.http.errors import answer_errors
from exam.web.http.last_resort import answer_always
from exam.web.http.once import new_form_id
from exam.web.http.out_of_reach import answer_out_of_reach
from exam.web.http.security import protect
from exam.web.http.static_files import serve_static
from exam.web.http.storable import refuse_not_storable
from exam.web.http.trail import follow_requests
from exam.web.note import afterwards, exchange, outputs, sheet, signing, whole_patient
from exam.web.note.written import frozen_text
from exam.web.operating.health import answer_health
from exam.web.operating.requests import number_requests
from exam.web.outcomes import pages as outcome_pages
from exam.web.people import counter_signing, cover, emergency, hand_over, supervising
from exam.web.presenters.frame.signed_in import role_words
from exam.web.reference import blank_form, pages
from exam.web.sheets import patient as patient_sheets
from exam.web.sheets import transfer
from exam.web.templates import Templates
from exam.web.training import demonstrations
from exam.web.training.entry import forget_old
from exam.web.training.throttle import Throttle

PAGES = (
    *(second_step, two_step, passkey_sign_in, passkey_pages, reading, periods, research, lock, pin),
    *(views, authority, listing, compare, steps, patient, alert_answers),
    *(sheet, outputs, exchange, whole_patient, signing, afterwards, patient_sheets, transfer),
    *(offline, pages, hand_over, cover, emergency, counter_signing, supervising, outcome_pages),
)
OPEN_PAGES = (demonstrations, help_pages, blank_form)
IN_TEMPLATES = {
    "regulatory_status": REGULATORY_STATUS,
    "answer_words": ANSWER_WORDS,
    "form_id": new_form_id,
    "again_needed": again_needed,
    "again_fault": again_fault,
    "offers_passkey_again": offers_passkey_again,
    "offers_passkey_sign_in": offers_passkey_sign_in,
    "is_asked": is_asked,
    "count_emergency_accesses": emergency.count_unseen,
    "account_mark": account_mark,
    "role_words": role_words,
    "lock_of_page": lock_of_page,
    "spoken": spoken,
    "more_answers": more_answers,
    "script_messages": script_messages,
}
# Far above the longest form, a comment of 2,000 characters.
LONGEST_BODY = 1024 * 1024


def make_app(config: Config) -> Flask:
    """The application; brings its database up to date. Raises `ReferenceFaulty` and `DatabaseUnusable`."""
    app = Flask("exam", static_folder=None)
    _set_up_templates(app)
    app.config.from_mapping(_flask_settings(config))
    prepare()
    open_data_folder(config)
    app.extensions["dermyo"] = services = _services(config)
    csrf = CSRFProtect(app)
    set_up_sign_in(app, services.accounts)
    app.before_request(forget_old)
    protect(app, https_only=config.https_only)
    compress_answers(app)
    answer_errors(app)
    refuse_not_storable(app)
    answer_out_of_reach(app)
    for module in (*PAGES, *OPEN_PAGES):
        app.register_blueprint(module.blueprint)
    app.register_blueprint(emergency.for_administrators)
    for blueprint in (settings_pages, phrase_pages, trail_pages, erasing_pages, audit_pages):
        app.register_blueprint(blueprint)
    if config.developer:
        app.register_blueprint(developer_page.blueprint)
    app.register_blueprint(api.blueprint)
    csrf.exempt(api.blueprint)
    serve_static(app, https_only=config.https_only)
    answer_health(app, services.database, config)
    # Last, so that what it refuses afterwards has the headers of every reply.
    follow_requests(app)
    if config.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, *[config.proxies] * 4)  # type: ignore[method-assign]
    answer_always(app, https_only=config.https_only)
    number_requests(app)
    return app


def _set_up_templates(app: Flask) -> None:
    """Before anything asks for a template."""
    app.jinja_environment = Templates
    # All are loaded for good: Jinja's bounded store looks through all of them each time one includes another.
    app.jinja_options = {"cache_size": -1}
    app.jinja_env.bytecode_cache = CompiledTemplates()
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(say, say_count)  # type: ignore[attr-defined]
    app.jinja_env.globals |= IN_TEMPLATES
    app.jinja_env.filters |= FILTERS


def _services(config: Config) -> Services:
    engine = connect(config.database_url, takes_turns=True)
    file = sqlite_file(engine.url)
    _refuse_lost(config, file)
    upgrade(engine)
    if file:
        note_begun(config, file)
    settings = Settings(engine)
    rules = Rules(what_follows, summarise, summary_version(), settings.now, freezer=_freezer(settings))
    exams = Exams(engine, rules)
    exams.summarise_again()
    # What could not be removed from the file when it was erased, because it was in use.
    (erasing := Retention(engine)).clear()
    training = _demonstrations(config, rules, settings)
    # A server that forks after this must not share an open connection between its processes.
    engine.dispose()
    return Services(
        config,
        exams,
        Accounts(engine),
        settings,
        Press(),
        training,
        Throttle(),
        Trail(engine),
        KeptSessions(engine, _limits(config)),
        ReadyDatabase(engine),
        *(HandOvers(engine), Covers(engine), EmergencyAccesses(engine)),
        SecondFactors(engine),
        Passkeys(engine),
        erasing,
        Readings(engine),
        Periods(engine),
        ResearchPermissions(engine),
        Supervisors(engine),
        Pins(engine),
        Outcomes(engine, settings.now),
        Audits(engine),
    )


def _demonstrations(config: Config, rules: Rules, settings: Settings) -> Demonstrations:
    own = replace(rules, new_id=new_id, freezer=lambda: partial(frozen_text, clinic=without_name(settings.clinic())))
    return Demonstrations(config.training_file, own, settings.clinic)


def _freezer(settings: Settings) -> Callable[[], Freeze]:
    """Writes notes that are being signed, with the clinic as it is then."""
    return lambda: partial(frozen_text, clinic=settings.clinic())


def _refuse_lost(config: Config, file: Path | None) -> None:
    """Not begin a database anew that was served before: anybody could take its first account."""
    if file and was_begun(config, file) and not file.exists():
        undo = f"put it back; to begin with an empty database, delete {begun_mark(config)}"
        raise DatabaseUnusable(f"{file} is missing, and was served before: {undo}")


def _limits(config: Config) -> Limits:
    return Limits(timedelta(hours=config.session_hours), timedelta(hours=config.longest_session_hours))


def _flask_settings(config: Config) -> dict[str, object]:
    return {
        "SECRET_KEY": secret_key(config),
        # With this prefix a browser accepts the cookie only from this host and over HTTPS.
        "SESSION_COOKIE_NAME": "__Host-dermyo" if config.https_only else "dermyo",
        "SESSION_COOKIE_SECURE": config.https_only,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=config.session_hours),
        "TRUSTED_HOSTS": list(config.trusted_hosts) or None,
        "MAX_CONTENT_LENGTH": LONGEST_BODY,
        # A form stays open for a whole examination; its token is valid as long as the session.
        "WTF_CSRF_TIME_LIMIT": None,
        # Browsers are instructed to send no referrer, so none can be required.
        "WTF_CSRF_SSL_STRICT": False,
    }
