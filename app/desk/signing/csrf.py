"""Forms come from our own pages: a token in each, and what the browser says of its origin."""

from __future__ import annotations

from flask import Flask, abort, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from app.desk.signing import unsent
from app.desk.signing.cookie import has_session
from app.extensions import csrf
from app.web.errors import NoText, bad_argument


def init_app(app: Flask) -> None:
    """Ask for the token of every method that changes something."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # as long as the session: forms take their time
    app.before_request(_refuse_foreign)
    csrf.init_app(app)
    app.register_error_handler(CSRFError, lambda _error: unsent.page())
    app.register_error_handler(NoText, _no_text)


def _no_text(error: NoText) -> ResponseReturnValue:
    return unsent.page(no_text=True) if has_session(request.path) else bad_argument(error)


def _refuse_foreign() -> None:
    unsafe = request.method not in ("GET", "HEAD", "OPTIONS")
    if unsafe and request.headers.get("Sec-Fetch-Site") in unsent.FOREIGN:
        abort(403, "This was sent from another site.")
