"""What follows when somebody's password or factor changes: sessions end, it is noted, mail is sent."""

from __future__ import annotations

import logging
from typing import Any, cast

from flask import Flask, g, request
from flask_security import (
    UserMixin,
    change_email_confirmed,
    password_changed,
    password_reset,
    tf_disabled,
    tf_profile_changed,
    user_failed_authn,
    wan_deleted,
    wan_registered,
)

from app.actions import sessions as table
from app.actions.audit import record
from app.desk.signing import sessions
from app.desk.signing.address import network
from app.extensions import db
from app.models import UserRow
from app.web import mail

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Listen to Flask-Security."""
    password_changed.connect(_password_changed, app)
    password_reset.connect(_password_reset, app)
    change_email_confirmed.connect(_email_changed, app)
    tf_profile_changed.connect(_authenticator_set, app)
    tf_disabled.connect(_authenticator_removed, app)
    wan_registered.connect(_passkey_added, app)
    wan_deleted.connect(_passkey_removed, app)
    user_failed_authn.connect(_refused, app)


def factor_changed(action: str, user: UserRow, **detail: Any) -> None:
    """End the person's other sessions, give this one a new id, and say so to the person."""
    sessions.rotate()
    _end_others(user)
    sessions.note(action, user, **detail)
    mail.notify(user.email, action, name=user.name)


def codes_made(user: UserMixin) -> None:
    """New recovery codes were made."""
    person = _person(user)
    sessions.note("recovery-codes-made", person)
    mail.notify(person.email, "recovery-codes-made", name=person.name)


def code_used(user: UserMixin) -> None:
    """A recovery code was used in the place of the authenticator."""
    person = _person(user)
    sessions.note("recovery-code-used", person)
    mail.notify(person.email, "recovery-code-used", name=person.name)


def _password_changed(_app: Flask, user: UserMixin, **_more: Any) -> None:
    # Flask-Security has signed the person in again, with a new session.
    person = _person(user)
    _end_others(person)
    sessions.note("password-changed", person)


def _password_reset(_app: Flask, user: UserMixin, **_more: Any) -> None:
    person = _person(user)
    table.end_all(db.session, person.id)
    where = network(request.remote_addr)
    record(db.session, None, "password-reset", person.email, request_id=g.request_id, address=where)


def _email_changed(_app: Flask, user: UserMixin, old_email: str, **_more: Any) -> None:
    # Whoever opens the link in the letter is known by it, and need not be signed in.
    person = _person(user)
    table.end_all(db.session, person.id)
    where = network(request.remote_addr)
    record(db.session, None, "email-changed", old_email, request_id=g.request_id, address=where)
    mail.notify(old_email, "email-changed", name=person.name)


def _authenticator_set(_app: Flask, user: UserMixin, **_more: Any) -> None:
    factor_changed("authenticator-set", _person(user))


def _authenticator_removed(_app: Flask, user: UserMixin, **_more: Any) -> None:
    factor_changed("authenticator-removed", _person(user))


def _passkey_added(_app: Flask, user: UserMixin, name: str, **_more: Any) -> None:
    factor_changed("passkey-added", _person(user), passkey=name)


def _passkey_removed(_app: Flask, user: UserMixin, name: str, **_more: Any) -> None:
    factor_changed("passkey-removed", _person(user), passkey=name)


def _refused(_app: Flask, user: UserMixin, auth_type: str, **_more: Any) -> None:
    log.warning("sign-in-refused: user %s, %s, request %s", user.id, auth_type, g.request_id)


def _end_others(user: UserRow) -> None:
    table.end_all(db.session, user.id, but=sessions.current().id)


def _person(user: UserMixin) -> UserRow:
    """The row behind Flask-Security's proxy of the current user."""
    return cast(UserRow, getattr(user, "_get_current_object", lambda: user)())
