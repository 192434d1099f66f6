"""Only requests to a host of ours are answered."""

from __future__ import annotations

import re

from flask import Flask, current_app, request
from werkzeug.exceptions import SecurityError

_PORT = re.compile(r":\d+$", re.ASCII)


def init_app(app: Flask) -> None:
    """Ask before anything else.

    Flask's TRUSTED_HOSTS takes neither an IPv6 address nor a name in capitals.
    """
    app.before_request(_refuse_others)


def _refuse_others() -> None:
    # Werkzeug has looked at the characters: what is left is a name or [an address], and a port.
    name = _PORT.sub("", request.host).lower()
    if name not in current_app.config["SITE_HOSTS"]:
        raise SecurityError(f"Host {request.host!r} is not ours.")
