"""Settings: from the environment, ``ALTERAM_*``, with no usable default secret.

| name | what | default |
|---|---|---|
| DATABASE_URL | SQLAlchemy address of the database | SQLite in instance/ |
| ALTERAM_SECRET_KEY | signs cookies and links; at least 32 characters | none; needed unless ALTERAM_DEBUG is 1 |
| ALTERAM_SECRET_KEY_FALLBACKS | earlier secret keys, still accepted, between spaces | none |
| ALTERAM_TOTP_KEY | encrypts the secrets of authenticator apps; at least 32 characters | as ALTERAM_SECRET_KEY |
| ALTERAM_CODES_KEY | encrypts recovery codes; at least 32 characters | as ALTERAM_SECRET_KEY |
| ALTERAM_SMTP_URL | smtp://user:password@host:587 or smtps://… | none: mail is kept in instance/mail/ |
| ALTERAM_MAIL_FROM | the sender of mail | alteram@ and the host of ALTERAM_SITE_URL |
| ALTERAM_SITE_URL | where readers reach the site | where it was served last, else http://127.0.0.1:5000 |
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
from urllib.parse import SplitResult, urlsplit

from flask import Flask
from limits.errors import ConfigurationError
from limits.storage import storage_from_string
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
SITE_FILE = "site-url"  #: in the instance folder: where the site was served last
_STATEMENT_MS = 5000
_FULL_TEXT = ("search_words", "ix_search_words")
#: What is sent compressed: pages, static files and every form that is text.
_COMPRESSED = [
    "text/html", "text/css", "text/javascript", "text/plain", "text/csv", "text/markdown",
    "image/svg+xml", "application/json", "application/ld+json", "application/problem+json",
    "application/vnd.citationstyles.csl+json", "application/x-bibtex",
    "application/x-research-info-systems", "application/xml", "application/atom+xml",
]  # fmt: skip
_LOCAL = ("localhost", "127.0.0.1", "[::1]")


class BadConfig(SystemExit):
    """A setting is missing or cannot be used; the sentence says which and why.

    Whatever was starting, a command or a server, ends with the sentence and exit 1: no
    traceback would help whoever has to correct the setting.
    """


def settings(environment: Mapping[str, str], instance: Path) -> dict[str, Any]:
    """Flask's configuration for an environment.

    Raises BadConfig when a setting is missing or makes no sense.
    """
    debug = _flag(environment, "ALTERAM_DEBUG")
    site = _site(environment.get("ALTERAM_SITE_URL") or _served_at(instance))
    return {
        "SECRET_KEY": _secret(environment, "ALTERAM_SECRET_KEY", debug),
        "SECRET_KEY_FALLBACKS": environment.get("ALTERAM_SECRET_KEY_FALLBACKS", "").split(),
        "TOTP_KEY": _secret(environment, "ALTERAM_TOTP_KEY", debug),
        "CODES_KEY": _secret(environment, "ALTERAM_CODES_KEY", debug),
        **_cookie(site),
        "SMTP_URL": _smtp(environment.get("ALTERAM_SMTP_URL", "")),
        "MAIL_FROM": environment.get("ALTERAM_MAIL_FROM") or f"alteram@{site.hostname}",
        "MAIL_FOLDER": instance / "mail",
        "SITE_URL": site.geturl(),
        "SITE_HOSTS": frozenset({_host(site), *_LOCAL}),
        "PROXIES": _whole(environment, "ALTERAM_PROXIES", 0),
        "SQLALCHEMY_ENGINES": {"default": _engine(environment, instance)},
        "ALEMBIC": {"script_location": str(ROOT / "app" / "migrations")},
        "ALEMBIC_CONTEXT": {"include_name": _ours},
        "BABEL_DEFAULT_LOCALE": "en_GB",
        "BABEL_DEFAULT_TIMEZONE": "UTC",
        "BOOTSTRAP_SERVE_LOCAL": True,
        "COMPRESS_STREAMS": False,
        "COMPRESS_MIMETYPES": _COMPRESSED,
        "MAX_CONTENT_LENGTH": 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,  # a file that was tried comes back as a field
        "MAX_FORM_PARTS": 2000,
        "RATELIMIT_STORAGE_URI": _storage(environment),
        "RATELIMIT_HEADERS_ENABLED": True,
    }


def _served_at(instance: Path) -> str:
    """Where readers reached what `make run` or `make serve` served last, for commands."""
    file = instance / SITE_FILE
    return file.read_text(encoding="utf-8").strip() if file.exists() else "http://127.0.0.1:5000"


def _site(address: str) -> SplitResult:
    """Where the site is. Its pages stand at the root of a host, so there is no more to it."""
    try:
        site = urlsplit(address.rstrip("/"))
        port = site.port
    except ValueError:
        raise BadConfig(f"ALTERAM_SITE_URL is not an http(s) address: {address}") from None
    if site.scheme not in ("http", "https") or not site.hostname or port == 0:
        raise BadConfig(f"ALTERAM_SITE_URL is not an http(s) address: {address}")
    if "@" in site.netloc or site.path or "?" in address or "#" in address:
        raise BadConfig(
            "ALTERAM_SITE_URL must end with the host or its port, without a name, a path or a "
            "query, such as https://alteram.example"
        )
    return site


def _host(site: SplitResult) -> str:
    """The site's host as browsers send it: in lower case, encoded, IPv6 in brackets."""
    name = site.hostname or ""
    try:
        return f"[{name}]" if ":" in name else name.encode("idna").decode("ascii")
    except UnicodeError:
        raise BadConfig(f"ALTERAM_SITE_URL names a host that there cannot be: {name}") from None


def _storage(environment: Mapping[str, str]) -> str:
    address = environment.get("ALTERAM_RATELIMIT_STORAGE_URI", "memory://")
    try:
        storage_from_string(address)
    except (ConfigurationError, ValueError):
        # The address is not repeated: it may hold a password.
        raise BadConfig(
            "ALTERAM_RATELIMIT_STORAGE_URI names no storage that can be used here; "
            "write memory://, or correct the address and install what it needs"
        ) from None
    return address


def _secret(environment: Mapping[str, str], name: str, debug: bool) -> str:
    secret = environment.get(name, "")
    if len(secret) >= 32:
        return secret
    if debug and not secret:
        # A new one each start: nothing that it signs outlives a developer's server.
        return secrets.token_urlsafe(32)
    raise BadConfig(f"{name} must be set to 32 characters or more")


def _cookie(site: SplitResult) -> dict[str, Any]:
    """The one cookie, which only addresses of the desk have (app/desk/signing/cookie.py).

    Browsers send a Secure cookie over https only, and bind a name with __Host- to this very
    host. Over plain http, which is right on one's own machine and nowhere else, some would
    not send it at all: there, and only there, the cookie is named plainly and is not Secure.
    """
    own_machine = site.scheme == "http" and site.hostname in (*_LOCAL, "::1")
    return {
        "SESSION_COOKIE_NAME": "session" if own_machine else "__Host-session",
        "SESSION_COOKIE_SECURE": not own_machine,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
    }


def _smtp(address: str) -> str:
    given = urlsplit(address)
    if address and (given.scheme not in ("smtp", "smtps") or not given.hostname):
        raise BadConfig("ALTERAM_SMTP_URL is not an address such as smtp://user:password@host:587")
    return address


def _engine(environment: Mapping[str, str], instance: Path) -> dict[str, Any]:
    address = environment.get("DATABASE_URL") or f"sqlite:///{instance / 'alteram.sqlite'}"
    try:
        url = make_url(address)
    except ArgumentError:
        raise BadConfig("DATABASE_URL is not the address of a database") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise BadConfig("DATABASE_URL must name an SQLite or a PostgreSQL database")
    if url.get_backend_name() == "sqlite":
        _refuse_lost_folder(url, instance)
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


def _refuse_lost_folder(url: URL, instance: Path) -> None:
    """SQLite makes the file, but not the folder that it stands in."""
    folder = (instance / (url.database or "")).parent
    if not url.query and folder != instance and not folder.is_dir():
        raise BadConfig(f"DATABASE_URL names a file in {folder}, which is no folder; make it first")


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the full-text indexes, which no model can describe, out of comparisons."""
    return not (kind in ("table", "index") and (name or "").startswith(_FULL_TEXT))


def _flag(environment: Mapping[str, str], name: str) -> bool:
    text = environment.get(name, "0")
    if text not in ("", "0", "1"):
        raise BadConfig(f"{name} must be 1 or 0, not {text}")
    return text == "1"


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
