"""Applications on a database of the tests."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine, event
from werkzeug.routing import Rule

from app import create_app
from app.actions.load import load
from app.config import ROOT
from app.documents.files import read_directory
from app.extensions import alembic, db, limiter

DATA = ROOT / "data"


class Compiled(BytecodeCache):
    """Templates that were compiled once, for every application of a run: there are thousands."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill what was kept of the same source."""
        kept = self.kept.get((bucket.key, bucket.checksum))
        if kept:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = Compiled()


class BuiltOnce(Rule):
    """A rule whose way to build addresses is compiled once, for every application of a run.

    Werkzeug compiles a function for each rule, which takes most of the time of `create_app`.
    What it makes depends on the parts of the rule and its defaults alone.
    """

    kept: ClassVar[dict[tuple[object, ...], Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (self.rule, *self._trace, repr(self.defaults), append_unknown)
        if key not in self.kept:
            self.kept[key] = super()._compile_builder(append_unknown)
        return self.kept[key]


Flask.url_rule_class = BuiltOnce


def environment(url: str) -> dict[str, str]:
    """What an application, or a process of its own, is told of its surroundings."""
    secrets = ("ALTERAM_SECRET_KEY", "ALTERAM_TOTP_KEY", "ALTERAM_CODES_KEY")
    return {
        "DATABASE_URL": url,
        "ALTERAM_DEBUG": "1",
        "ALTERAM_SITE_URL": "http://127.0.0.1:5000",
        **dict.fromkeys(secrets, ""),
    }


@contextmanager
def running(url: str, **settings: Any) -> Iterator[Flask]:
    """An application on a database; its connections are closed afterwards.

    Requests are not counted unless RATELIMIT_ENABLED=True is given. The limiter is one
    object for all applications, so only the newest application's choice holds, and what it
    has counted is forgotten at the end.
    """
    folder = tempfile.TemporaryDirectory()
    app = create_app(
        {
            "TESTING": True,
            "ENVIRONMENT": environment(url),
            "MAIL_FOLDER": folder.name,
            "RATELIMIT_ENABLED": False,
            **settings,
        }
    )
    app.jinja_env.bytecode_cache = _COMPILED
    try:
        yield app
    finally:
        if app.config["RATELIMIT_ENABLED"]:
            limiter.reset()
            limiter.enabled = False
        with app.app_context():
            db.engine.dispose()
        folder.cleanup()


def address(app: Flask) -> str:
    """The DATABASE_URL of an application."""
    with app.app_context():
        return db.engine.url.render_as_string(hide_password=False)


def migrate(url: str) -> None:
    """Bring a database to the newest migration."""
    with running(url) as app, app.app_context():
        alembic.upgrade()


def load_data(url: str) -> None:
    """Load data/ into a migrated database."""
    with running(url) as app, app.app_context():
        reading = read_directory(DATA)
        if reading.faults:
            raise ValueError("\n".join(map(str, reading.faults)))
        load(db.session, list(reading.documents.values()))


def refuse_writing(app: Flask) -> None:
    """Let every connection of the application refuse to write from now on."""
    with app.app_context():
        engine = db.engine
    engine.dispose()
    event.listen(engine, "connect", _closed(engine))


def _closed(engine: Engine) -> Any:
    statement = {
        "sqlite": "PRAGMA query_only = ON",
        "postgresql": "SET default_transaction_read_only = on",
    }[engine.dialect.name]

    def close(connection: Any, _record: object) -> None:
        connection.execute(statement)
        connection.commit()

    return close
