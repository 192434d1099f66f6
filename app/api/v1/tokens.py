"""Who writes through the API: the person of a token, never a browser that is signed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, abort, g, request
from flask_limiter.util import get_remote_address
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from app.actions import tokens, writing
from app.actions.actor import Actor
from app.documents import digest
from app.extensions import db, limiter
from app.models import TokenRow

View = Callable[..., Response]
_SCHEME = "Bearer "
_LONGEST = 200
_CHALLENGE = WWWAuthenticate("bearer", {"realm": "Alteram"})


def needs_token(scope: str) -> Callable[[View], View]:
    """Let only a token in that may *scope*; a transaction that writes is begun for "write".

    Without a good token it is 401, with one that may only read 403.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(**names: Any) -> Response:
            if scope == "write":
                writing.begin(db.session)
            row = _token()
            if scope == "write" and row.scope != "write":
                abort(403, "This token may read and not write.")
            if scope == "write":
                row.used_at = dt.datetime.now(dt.UTC)
            g.api_actor = tokens.actor_of(row, request_id=g.request_id)
            answer = view(**names)
            answer.headers["Cache-Control"] = "private, no-store"
            answer.vary.add("Authorization")
            return answer

        return limiter.shared_limit("60/minute", scope="tokens", key_func=_whose)(guarded)

    return guard


def actor() -> Actor:
    """The person of the token. Only for views that need one."""
    known: Actor = g.api_actor
    return known


def _token() -> TokenRow:
    secret = _secret()
    row = tokens.find(db.session, secret) if secret else None
    if row is None:
        sentence = "Send a token that is good, as Authorization: Bearer alteram_…"
        raise Unauthorized(sentence, www_authenticate=_CHALLENGE)
    return row


def _secret() -> str:
    given = request.headers.get("Authorization", "")
    known = given[: len(_SCHEME)].lower() == _SCHEME.lower() and len(given) <= _LONGEST
    return given[len(_SCHEME) :].strip() if known else ""


def _whose() -> str:
    """Whom requests are counted for: the token, else the address that they come from."""
    secret = _secret()
    return digest(secret) if secret else get_remote_address()
