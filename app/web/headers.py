"""The security headers of every answer, errors and static files included.

Pages have the values that MDN's Observatory scores highest. Frames may stand in any page, and
are sandboxed by themselves; data may be fetched by any page, and no page can be made of them.
"""

from __future__ import annotations

import uuid

from flask import Flask, Response, g, request

_ALWAYS = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}
PAGES = {
    **_ALWAYS,
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "object-src 'none'; frame-ancestors 'none'; manifest-src 'self'"
    ),
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: A page that shows frames of this site.
BUILDER = {
    **PAGES,
    "Content-Security-Policy": PAGES["Content-Security-Policy"] + "; frame-src 'self'",
}
FRAMES = {
    **_ALWAYS,
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors * file:; "
        "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
    # Pages that demand this of all that they hold can hold a frame too.
    "Cross-Origin-Embedder-Policy": "require-corp",
}
DATA = {
    **_ALWAYS,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Location, ETag, Link, Location, Memento-Datetime, "
    "Retry-After, Vary, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset",
}

#: What the pages of other sites may ask of what programs read. Tokens are not for browsers.
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Datetime, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_SHARED = (
    "Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Cross-Origin-Resource-Policy"
)  # fmt: skip
#: Answers that another attempt may change.
_LATER = (429, 503)
#: Pages for people at the programs' door.
_FOR_PEOPLE = {"api.reference"}


def init_app(app: Flask) -> None:
    """Give every request an id and every answer its headers."""
    app.before_request(_identify)
    app.after_request(_fill_in)


def is_data() -> bool:
    """Whether the request is one of a program, which wants no page even for an error."""
    if request.endpoint in _FOR_PEOPLE:
        return False
    asked = request.blueprint == "api" or request.path.startswith(("/api/v1/", "/oembed"))
    return asked or wants_data()


def for_programs() -> bool:
    """Whether a program asked, at its own door or for a file at the readers': an error is told it
    as data too."""
    return is_data() or _is_file()


def wants_data() -> bool:
    """Whether a form that is no page was asked for, by its address or by the Accept header."""
    return bool(g.get("wants_data"))


def is_frame() -> bool:
    """Whether the request is for something that stands in pages of others."""
    return request.path.startswith("/embed/")


def is_desk() -> bool:
    """Whether the request is one of the editors' work, whose errors keep the desk in reach."""
    return request.path.startswith("/desk/")


def _is_file() -> bool:
    """Whether the readers' door gives a program something: a feed, lines, a zip, a list of past
    versions. Such things may be fetched by the pages of others."""
    path = request.path
    lines = path.endswith(".txt") and "/history/" in path
    return lines or path.endswith((".atom", ".zip")) or path.startswith(("/timegate/", "/timemap/"))


def _identify() -> None:
    # Ours, not the client's: an id that a client chose could forge lines of the log.
    g.request_id = uuid.uuid4().hex


def _fill_in(response: Response) -> Response:
    kind = _kind()
    if _is_file():
        kind = {**kind, **{name: DATA[name] for name in _SHARED}}
    if request.method == "OPTIONS" and "Access-Control-Allow-Origin" in kind:
        kind = {**kind, **_PREFLIGHT}
    for name, value in kind.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    if response.status_code not in _LATER:  # the limiter gives it to every answer
        response.headers.pop("Retry-After", None)
    response.headers["X-Request-ID"] = g.get("request_id", "")
    response.vary.add("Accept-Encoding")
    return response


def _kind() -> dict[str, str]:
    if request.endpoint == "embed.builder":
        return BUILDER
    if is_frame():
        return FRAMES
    if is_data():
        return DATA
    return PAGES
