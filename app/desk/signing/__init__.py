"""Signing in: Flask-Security with our sessions, forms, pages and limits."""

from __future__ import annotations

from flask import Flask, Response, request
from flask_security import FSQLALiteUserDatastore, Security, current_user

from app.actions import writing
from app.desk.signing import csrf, sessions
from app.desk.signing.cookie import DeskSessions
from app.desk.signing.settings import settings
from app.extensions import db
from app.models import RoleRow, UserRow, WebAuthnRow


def init_app(app: Flask) -> None:
    """Let people sign in, at the addresses of the desk and nowhere else."""
    app.session_interface = DeskSessions()
    csrf.init_app(app)
    app.config.from_mapping(settings(app.config))
    security = Security(app, FSQLALiteUserDatastore(db, UserRow, RoleRow, WebAuthnRow))
    security.want_json(lambda _request: False)
    sessions.init_app(app, security)
    app.before_request(_begin_to_write)
    app.after_request(_finish)


def keep_private(response: Response) -> Response:
    """Let no cache keep an answer of the desk, and no search engine list it."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _begin_to_write() -> None:
    if request.blueprint == "security" and request.method == "POST":
        # Who it is, is asked first: that may note something in a transaction of its own.
        _ = current_user.is_authenticated
        writing.begin(db.session)


def _finish(response: Response) -> Response:
    if request.blueprint == "security":
        keep_private(response)
        if request.endpoint == "security.logout":
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
