"""The session of a browser, between Flask's cookie and the table of sessions.

Flask's cookie is signed and self-contained: a copy of it would stay good after signing out.
So it holds an id besides, and whoever comes with it is somebody only as long as the table
says so. That is asked where the person is loaded, before anything else knows who it is.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

from flask import Flask, g, request, session
from flask_login import user_logged_in, user_logged_out
from flask_security import Security
from flask_security.utils import set_request_attr
from sqlalchemy.exc import OperationalError

from app.actions import sessions
from app.actions.audit import record
from app.desk.signing.address import network
from app.desk.signing.who import as_actor
from app.extensions import db
from app.models import LoginSessionRow, UserRow

FRESH = 10 * 60  #: seconds for which a password or factor that was given counts as fresh
_ID = "sid"
GIVEN = "fs_paa"  # Flask-Security's name for when the password or factor was given


def init_app(app: Flask, security: Security) -> None:
    """Ask the table whenever a person is loaded; note when one comes and goes."""
    security.login_manager.user_loader(_load)
    # No token in an address or header is anybody, whatever it says.
    security.login_manager.request_loader(lambda _request: None)
    user_logged_in.connect(_came, app)
    user_logged_out.connect(_went, app)


def is_fresh() -> bool:
    """Whether the password or a factor was given in the last ten minutes."""
    return time.time() - float(session.get(GIVEN, 0)) < FRESH


def given_at() -> float:
    """When it was given, in seconds of Unix time."""
    return float(session.get(GIVEN, 0))


def current() -> LoginSessionRow:
    """The session of this request. Only where somebody is signed in."""
    row: LoginSessionRow = g.login_session
    return row


def rotate() -> None:
    """Give this session a new id, and its forms a new token."""
    _forget_form_token()
    session[_ID] = sessions.rotate(db.session, session[_ID])
    g.login_session = sessions.find(db.session, session[_ID])


def _load(uniquifier: str) -> UserRow | None:
    row = sessions.find(db.session, session.get(_ID, ""))
    if row is None or row.user.fs_uniquifier != uniquifier:
        return None
    g.login_session = row
    set_request_attr("fs_authn_via", "session")
    set_request_attr(GIVEN, session.get(GIVEN, 0))
    # Where somebody writes for long, that this moment is not noted does no harm.
    with suppress(OperationalError):
        sessions.see(db.engine, row)
    return row.user


def _came(_app: Flask, user: UserRow, **_more: Any) -> None:
    _forget_form_token()
    where, agent = network(request.remote_addr), request.headers.get("User-Agent", "")
    session[_ID] = sessions.start(db.session, user, where, agent)
    g.login_session = sessions.find(db.session, session[_ID])
    note("signed-in", user)


def _went(_app: Flask, user: UserRow, **_more: Any) -> None:
    sessions.end(db.session, session.get(_ID, ""))
    note("signed-out", user)
    db.session.commit()
    session.clear()


def note(action: str, user: UserRow, **detail: Any) -> None:
    """Write to the audit log what a person did with the own account."""
    record(db.session, as_actor(user), action, user.email, **detail)


def _forget_form_token() -> None:
    session.pop("csrf_token", None)
    g.pop("csrf_token", None)
