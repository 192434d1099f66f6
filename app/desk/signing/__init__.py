"""Signing in: Flask-Security with our sessions, forms, pages and limits."""

from __future__ import annotations

from flask import Flask, Response, abort, g, request, session
from flask_security import FSQLALiteUserDatastore, Security, current_user
from sqlalchemy import select

from app.actions import writing
from app.desk.signing import authenticator, csrf, events, limits, passkeys, sessions
from app.desk.signing.authenticator import CodeForm
from app.desk.signing.codes import Codes
from app.desk.signing.cookie import DeskSessions, has_session
from app.desk.signing.forms import PasskeyForm, SignInForm
from app.desk.signing.letters import Letters
from app.desk.signing.passkeys import Passkeys
from app.desk.signing.passwords import Passwords
from app.desk.signing.settings import settings
from app.desk.signing.totp import OneUseTotp
from app.extensions import db
from app.models import RoleRow, UserRow, WebAuthnRow

BLUEPRINTS = ("security", "door")
LONGEST = 2048  #: characters of a field
_CONFIRM = "security.change_email_confirm"  #: a link in a letter, which changes the address
_AGAIN = ("security.verify", "security.wan_verify_response")


def init_app(app: Flask) -> None:
    """Let people sign in, at the addresses of the desk and nowhere else."""
    app.session_interface = DeskSessions()
    csrf.init_app(app)
    app.config.from_mapping(settings(app.config))
    security = Security(
        app,
        FSQLALiteUserDatastore(db, UserRow, RoleRow, WebAuthnRow),
        login_form=SignInForm,
        mail_util_cls=Letters,
        mf_recovery_codes_util_cls=Codes,
        password_util_cls=Passwords,
        totp_cls=OneUseTotp,
        two_factor_verify_code_form=CodeForm,
        wan_register_form=PasskeyForm,
        webauthn_util_cls=Passkeys,
    )
    security.want_json(lambda _request: False)
    sessions.init_app(app, security)
    events.init_app(app)
    passkeys.init_app(app)
    authenticator.init_app(app)
    app.before_request(_enter)
    app.after_request(_leave)


def keep_private(response: Response) -> Response:
    """Let no cache keep an answer of the desk, and no search engine list it."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _enter() -> None:
    if request.endpoint == _CONFIRM:
        writing.begin(db.session)
    if request.blueprint not in BLUEPRINTS or request.method != "POST":
        return
    if request.is_json:
        abort(415, "Send the form of the page.")
    if any(len(value) > LONGEST or "\0" in value for value in request.form.values()):
        abort(400, "A field holds what nobody would write there.")
    # Who it is, is asked first: that may note something in a transaction of its own.
    _ = current_user.is_authenticated
    g.given_at = sessions.given_at()
    if request.endpoint in limits.TRIED:
        limits.count_try()
    writing.begin(db.session)
    if request.endpoint == "security.mf_recovery":
        _hold(session.get("tf_user_id", ""))


def _hold(uniquifier: str) -> None:
    """Let two requests of one person with one recovery code come one after the other."""
    query = select(UserRow).where(UserRow.fs_uniquifier == uniquifier).with_for_update()
    db.session.execute(query.execution_options(populate_existing=True))


def _leave(response: Response) -> Response:
    if has_session(request.path):  # errors at addresses that there are not show who asks too
        keep_private(response)
    if (
        request.endpoint in _AGAIN
        and request.method == "POST"
        and sessions.given_at() != g.get("given_at", 0.0)
    ):
        sessions.rotate()
        db.session.commit()
    if request.endpoint == "security.logout":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
