"""The session cookie, which only addresses of the desk have.

Readers' pages are the same for everyone and may be kept by caches between us and them. So
there is no session at all outside the addresses below, whoever asks for one: no cookie is
read, none is set, and no answer varies with it.
"""

from __future__ import annotations

from flask import Flask, Request, Response
from flask.sessions import (
    NullSession,
    SecureCookieSession,
    SecureCookieSessionInterface,
    SessionMixin,
)

PREFIXES = ("/desk", "/login", "/logout")


class NoSession(NullSession):
    """What addresses without a session get: it is empty, and cannot be written."""


class DeskSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, for the addresses of the desk."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of a request."""
        if not has_session(request.path):
            return NoSession()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the cookie where there is one to write."""
        if not isinstance(session, NoSession):
            super().save_session(app, session, response)


def has_session(path: str) -> bool:
    """Whether an address is one of the desk's."""
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in PREFIXES)
