"""The security headers of every answer, errors and static files included.

The values are those that MDN's Observatory scores highest; each door that needs others
(frames, the API) sets its own before these are filled in.
"""

from __future__ import annotations

import uuid

from flask import Flask, Response, g

PAGES = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "object-src 'none'; frame-ancestors 'none'; manifest-src 'self'"
    ),
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}


def init_app(app: Flask) -> None:
    """Give every request an id and every answer its headers."""
    app.before_request(_identify)
    app.after_request(_fill_in)


def _identify() -> None:
    # Ours, not the client's: an id that a client chose could forge lines of the log.
    g.request_id = uuid.uuid4().hex


def _fill_in(response: Response) -> Response:
    for name, value in PAGES.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["X-Request-ID"] = g.get("request_id", "")
    response.vary.add("Accept-Encoding")
    return response
