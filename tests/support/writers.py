"""Other processes that write: whether one is at it, and how to let it wait."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.actions import chain
from app.documents import Document
from app.documents.files import write_directory
from app.extensions import db
from tests.support.sql import db_is_sqlite

_PATIENCE = 60.0
_FIELDS = {
    "party": "description", "source": "publisher", "topic": "framing", "perspective": "headline",
}  # fmt: skip
_LOCKS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"


def write_changed(directory: Path, documents: Iterable[Document], *nouns: str) -> Path:
    """A directory of documents, all those of some kinds changed."""
    write_directory([_changed(d) if d.noun in nouns else d for d in documents], directory)
    return directory


def _changed(document: Document) -> Document:
    field = _FIELDS[document.noun]
    text = f"{getattr(document, field)[:100]} (changed)"
    return document.model_copy(update={field: text})


def writing(app: Flask) -> bool:
    """Whether a process holds what writers hold."""
    with app.app_context(), db.engine.connect() as connection:
        if not db_is_sqlite(app):
            return bool(connection.execute(text(_LOCKS)).scalar())
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
        try:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError:
            return True
        finally:
            connection.exec_driver_sql("PRAGMA busy_timeout = 10000")
        return False


def wait_until(condition: Callable[[], bool]) -> None:
    """Come back when the condition holds; fail when it never does."""
    until = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError("what the test waits for does not happen")
        time.sleep(0.002)


@contextmanager
def held_back(app: Flask) -> Iterator[None]:
    """Hold what writers hold, so that those who start now all wait for it."""
    with app.app_context():
        chain.lock(db.session)
        yield
        db.session.rollback()
