"""What all doors share: static files, headers, caching, languages, dates, errors."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.web import (
    alternates,
    assets,
    errors,
    headers,
    hosts,
    language,
    numbers,
    paths,
    shown,
    slugs,
)
from app.web.language import locale

__all__ = ["init_app", "locale"]


def init_app(app: Flask) -> None:
    """Add them to the application."""
    if app.config["PROXIES"]:
        count = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]
    hosts.init_app(app)
    assets.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    numbers.init_app(app)
    slugs.init_app(app)
    paths.init_app(app)
    language.init_app(app)
    shown.init_app(app)
    alternates.init_app(app)
