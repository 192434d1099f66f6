"""Settings: from the environment, ``ALTERAM_*``, with no usable default secret.

| name | what | default |
|---|---|---|
| DATABASE_URL | SQLAlchemy address of the database | SQLite in instance/ |
| ALTERAM_SECRET_KEY | at least 32 characters | none; needed unless ALTERAM_DEBUG is 1 |
| ALTERAM_SITE_URL | where readers reach the site | http://127.0.0.1:5000 |
| ALTERAM_PROXIES | how many trusted proxies stand in front | 0 |
| ALTERAM_RATELIMIT_STORAGE_URI | where request counts are kept | memory:// (one process) |
| ALTERAM_DEBUG | 1 on a developer's machine | 0 |
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.cli import NoAppException
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
_STATEMENT_MS = 5000
_FULL_TEXT = ("search_words", "ix_search_words")
_LOCAL = ("localhost", "127.0.0.1", "[::1]")


class BadConfig(NoAppException):
    """A setting is missing or cannot be used; the sentence says which and why.

    As Flask's own "no application" it ends a command with the sentence, not a traceback.
    """


def settings(environment: Mapping[str, str], instance: Path) -> dict[str, Any]:
    """Flask's configuration for an environment.

    Raises BadConfig when a setting is missing or makes no sense.
    """
    debug = environment.get("ALTERAM_DEBUG", "0") == "1"
    site_url = environment.get("ALTERAM_SITE_URL", "http://127.0.0.1:5000").rstrip("/")
    site = urlsplit(site_url)
    if site.scheme not in ("http", "https") or not site.hostname:
        raise BadConfig(f"ALTERAM_SITE_URL is not an http(s) address: {site_url}")
    return {
        "SECRET_KEY": _secret(environment.get("ALTERAM_SECRET_KEY", ""), debug),
        "SITE_URL": site_url,
        "TRUSTED_HOSTS": sorted({site.hostname, *_LOCAL}),
        "PROXIES": _whole(environment, "ALTERAM_PROXIES", 0),
        "SQLALCHEMY_ENGINES": {"default": _engine(environment, instance)},
        "ALEMBIC": {"script_location": str(ROOT / "app" / "migrations")},
        "ALEMBIC_CONTEXT": {"include_name": _ours},
        "BABEL_DEFAULT_LOCALE": "en_GB",
        "BABEL_DEFAULT_TIMEZONE": "UTC",
        "BOOTSTRAP_SERVE_LOCAL": True,
        "COMPRESS_STREAMS": False,
        "MAX_CONTENT_LENGTH": 1024 * 1024,
        "MAX_FORM_PARTS": 2000,
        "RATELIMIT_STORAGE_URI": environment.get("ALTERAM_RATELIMIT_STORAGE_URI", "memory://"),
        "RATELIMIT_HEADERS_ENABLED": True,
    }


def _secret(secret: str, debug: bool) -> str:
    if len(secret) >= 32:
        return secret
    if debug and not secret:
        # A new one each start: nothing that it signs outlives a developer's server.
        return secrets.token_urlsafe(32)
    raise BadConfig("ALTERAM_SECRET_KEY must be set to 32 characters or more")


def _engine(environment: Mapping[str, str], instance: Path) -> dict[str, Any]:
    address = environment.get("DATABASE_URL") or f"sqlite:///{instance / 'alteram.sqlite'}"
    try:
        url = make_url(address)
    except ArgumentError:
        raise BadConfig("DATABASE_URL is not the address of a database") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise BadConfig("DATABASE_URL must name an SQLite or a PostgreSQL database")
    options: dict[str, Any] = {"url": url}
    if url.get_backend_name() == "postgresql":
        options["url"] = url.set(drivername="postgresql+psycopg")
        options["pool_pre_ping"] = True
        # One snapshot a request: a page never mixes two states of the site.
        options["isolation_level"] = "REPEATABLE READ"
        if environment.get("FLASK_RUN_FROM_CLI") != "true":
            # A reader's query is bounded; an operator's command takes what it needs.
            options["connect_args"] = {"options": f"-c statement_timeout={_STATEMENT_MS}"}
    return options


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the full-text indexes, which no model can describe, out of comparisons."""
    return not (kind in ("table", "index") and (name or "").startswith(_FULL_TEXT))


def _whole(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, str(default))
    if not text.isdecimal():
        raise BadConfig(f"{name} must be a whole number, not {text}")
    return int(text)


def prepare(app: Flask, overrides: Mapping[str, Any] | None) -> None:
    """Give an application its settings: the environment's, or a test's over them."""
    instance = Path(app.instance_path)
    instance.mkdir(exist_ok=True)
    environment = {**os.environ, **(overrides or {}).get("ENVIRONMENT", {})}
    app.config.from_mapping(settings(environment, instance))
    app.config.from_mapping({k: v for k, v in (overrides or {}).items() if k != "ENVIRONMENT"})
