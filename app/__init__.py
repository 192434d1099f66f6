"""Alteram: what each party to a dispute officially says, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask

from app import api, cli, config, desk, embed, site, web
from app.extensions import alembic, babel, bootstrap, compress, db, limiter
from app.models import Base, tune


def create_app(overrides: Mapping[str, Any] | None = None) -> Flask:
    """The application: settings, libraries, doors, commands. *overrides* is for tests."""
    app = Flask(
        __name__,
        instance_path=str(config.ROOT / "instance"),
        static_folder=None,
        template_folder=str(config.ROOT / "templates"),
    )
    config.prepare(app, overrides)

    db.init_app(app)
    with app.app_context():
        tune(db.engine)
    alembic.metadatas = {"default": Base.metadata}
    alembic.init_app(app)
    bootstrap.init_app(app)
    web.init_app(app)
    limiter.init_app(app)  # after ours, which look at its headers: what came last is asked first
    babel.init_app(app, locale_selector=web.locale)
    compress.init_app(app)

    app.register_blueprint(site.blueprint)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(embed.blueprint)
    desk.init_app(app)
    cli.init_app(app)
    return app
