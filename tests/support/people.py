"""People of tests, and browsers in which they are signed in.

``make_user(db.session, role="reviewer", name="Bea")`` adds a person, with a second factor if
the role needs one; the caller commits. ``add_user(app, ...)`` does both and gives the id.

``signed_in(app, "editor")`` is a client in which a new person of that role is signed in:
the session is set up in the table and the cookie, as signing in does. ``walk_in(client, user)``
goes through the door itself: password, and code of the authenticator where there is one.

``form(client, address, **fields)`` opens a page and sends its form back with the fields
changed, the token of the form included.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from flask import Flask, current_app
from flask.testing import FlaskClient
from flask_security import hash_password
from passlib.totp import TOTP
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.actions import people, sessions
from app.extensions import db
from app.models import UserRow
from tests.support.html import parse

PASSWORD = "a long tidy harbour of pelicans"
AGENT = "Tests"
ROLES = ("editor", "reviewer", "admin")


class Known(NamedTuple):
    """What a test must know of a person to sign in."""

    id: int
    email: str
    name: str
    secret: str
    """The secret of the authenticator in base 32; empty where there is none."""


def make_user(
    session: Session, *, role: str = "editor", name: str = "Ada", factor: bool | None = None
) -> UserRow:
    """Add a person. *factor* says whether with an authenticator; else the role decides."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    user = people.add(session, email=email, name=name, role=role, password=_digest())
    if factor if factor is not None else role != "editor":
        factory = current_app.extensions["security"].totp_factory
        user.tf_totp_secret = factory.generate_totp_secret()
        user.tf_primary_method = "authenticator"
    session.flush()
    return user


@lru_cache
def _digest() -> str:
    """The digest of the password, which is slow to compute on purpose."""
    return str(hash_password(PASSWORD))


def add_user(
    app: Flask, *, role: str = "editor", name: str = "Ada", factor: bool | None = None
) -> Known:
    """Add a person and commit."""
    with app.test_request_context():
        user = make_user(db.session, role=role, name=name, factor=factor)
        secret = ""
        if user.tf_totp_secret:
            factory = app.extensions["security"].totp_factory
            secret = factory.get_totp_b32_key(user.tf_totp_secret)
        db.session.commit()
        return Known(user.id, user.email, user.name, secret)


def code(known: Known, *, ahead: int = 0) -> str:
    """The code that the person's authenticator shows now, or so many steps later."""
    return str(TOTP(key=known.secret).generate(time=time.time() + 30 * ahead).token)


def signed_in(app: Flask, role: str = "editor", *, name: str | None = None) -> FlaskClient:
    """A client in which a new person is signed in, without going through the door."""
    return let_in(app, add_user(app, role=role, name=name or role.capitalize()))


def let_in(app: Flask, known: Known) -> FlaskClient:
    """A client in which a person is signed in, without going through the door."""
    with app.app_context():
        user = db.session.get_one(UserRow, known.id)
        token = sessions.start(db.session, user, "127.0.0.0/24", AGENT)
        uniquifier = user.fs_uniquifier
        db.session.commit()
    client = app.test_client()
    with client.session_transaction(path="/desk/") as cookie:
        cookie.update(_user_id=uniquifier, _fresh=True, sid=token, fs_paa=time.time())
    return client


def walk_in(client: FlaskClient, known: Known, *, password: str = PASSWORD) -> TestResponse:
    """Sign in as people do; the answer is the last one."""
    answer = form(client, "/login", email=known.email, password=password)
    if known.secret and answer.status_code == 302:
        answer = form(client, "/login/code", code=code(known))
    return answer


def form(client: FlaskClient, address: str, /, **fields: str) -> TestResponse:
    """Open a page and send the first form on it, signing out not counted."""
    page = client.get(address)
    assert page.status_code == 200, f"{address} answered {page.status_code}"
    forms = list(_forms(page.text))
    action, held = forms[0]
    return client.post(action or address, data=held | fields)


def _forms(page: str) -> Iterator[tuple[str, dict[str, str]]]:
    for each in parse(page).iter("form"):
        action = each.get("action", "")
        if each.get("method", "").lower() == "post" and not action.startswith("/logout"):
            inputs = [field for field in each.iter("input") if field.get("name")]
            kept = ("hidden", "text", "email")
            yield (
                action,
                {f.get("name", ""): f.get("value", "") for f in inputs if f.get("type") in kept},
            )


def letters(app: Flask, email: str) -> list[str]:
    """The letters that were kept for somebody, the oldest first."""
    file = Path(app.config["MAIL_FOLDER"]) / f"{email}.eml"
    if not file.exists():
        return []
    return file.read_text(encoding="utf-8").split("From: ")[1:]
