"""Every page has one address; what is written nearly so leads there."""

from __future__ import annotations

import re
from urllib.parse import quote

from flask import Flask, current_app, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response

_STROKES = re.compile("/{2,}")


def init_app(app: Flask) -> None:
    """Lead readers on before anything is looked up."""
    app.before_request(_lead_on)


def _lead_on() -> Response | None:
    """A permanent redirect for strokes too many, if there is a page without them.

    Routing itself adds the last stroke of a list and takes none away.
    """
    if isinstance(request.routing_exception, RequestRedirect):
        return None
    # With one stroke at its beginning, the address can name no other host.
    path = _STROKES.sub("/", request.path)
    if isinstance(request.routing_exception, NotFound):
        path = path.rstrip("/")
    # Werkzeug has taken all strokes but one from the beginning of its path.
    astray = request.environ["PATH_INFO"].startswith("//") or path != request.path
    if not astray or not current_app.url_map.bind("").test(path, "GET"):
        return None
    query = request.query_string.decode()
    return redirect(quote(path) + (f"?{query}" if query else ""), 308)
