"""Static files under names that change with their content.

The address holds a digest over all static files, so that a browser may keep each for a
year and modules that import one another by relative names stay together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import flask_bootstrap
from flask import Flask, Response, abort, request, send_from_directory, url_for

from app.config import ROOT

_STATIC = ROOT / "static"
_BOOTSTRAP = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5"
#: The files of the installed Bootstrap that pages use; nothing else of it is served.
_FROM_BOOTSTRAP = ("css/bootstrap.min.css",)
_YEAR = 365 * 24 * 60 * 60


def init_app(app: Flask) -> None:
    """Serve the files, and let templates say ``asset('css/site.css')``."""
    app.add_url_rule("/static/<version>/<path:name>", "static", _serve)
    app.add_url_rule("/favicon.ico", "favicon", lambda: _file("favicon.svg"))
    app.jinja_env.globals["asset"] = asset


def asset(name: str) -> str:
    """The address of a static file."""
    return url_for("static", version=static_version(), name=name)


@lru_cache
def static_version() -> str:
    """A digest over every static file, 12 hexadecimal digits."""
    return _digest_of(_STATIC.rglob("*"), (_BOOTSTRAP / name for name in _FROM_BOOTSTRAP))


@lru_cache
def page_version() -> str:
    """A digest over all that decides how a document looks: templates, code, static files."""
    code = (ROOT / "app").rglob("*.py")
    return _digest_of((ROOT / "templates").rglob("*"), code) + static_version()


def _digest_of(*groups: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for group in groups:
        for file in sorted(file for file in group if file.is_file()):
            found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:12]


def _serve(version: str, name: str) -> Response:
    if "//" in name:  # one address for one file
        abort(404)
    response = _file(name)
    if version == static_version():
        response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response


def _file(name: str) -> Response:
    if name.startswith("bootstrap/"):
        rest = name.removeprefix("bootstrap/")
        if rest not in _FROM_BOOTSTRAP:
            abort(404)
        response = send_from_directory(_BOOTSTRAP, rest)
    else:
        response = send_from_directory(_STATIC, name)
    if response.status_code == 304 or request.method == "HEAD":
        # Werkzeug opens the file, sends nothing of it and leaves the closing to chance.
        response.close()
        response.response = ()
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
