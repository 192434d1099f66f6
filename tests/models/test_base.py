"""Moments are in UTC on both databases, and nothing is guessed about their zone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import StatementError

from app.extensions import db
from app.models import RevisionRow
from tests.support import apps
from tests.support.editing import put
from tests.support.make import make_party


def test_a_moment_of_another_zone_is_kept_in_utc_to_the_second(empty: Flask) -> None:
    zone = dt.timezone(dt.timedelta(hours=2))
    put(empty, make_party(), at=dt.datetime(2030, 1, 1, 1, 30, 7, 999, tzinfo=zone))
    with empty.app_context():
        moment = db.session.get_one(RevisionRow, 1).published_at
    assert moment == dt.datetime(2029, 12, 31, 23, 30, 7, tzinfo=dt.UTC)
    assert moment.utcoffset() == dt.timedelta(0)


def test_a_moment_without_a_zone_is_refused(holding: Flask) -> None:
    naive = dt.datetime(2030, 1, 1)  # noqa: DTZ001 - that is the point
    with holding.app_context(), pytest.raises(StatementError, match="needs its time zone"):
        db.session.query(RevisionRow).filter(RevisionRow.published_at == naive).all()


def test_sqlite_keeps_what_it_says_it_has_written(tmp_path: Path) -> None:
    """A commit survives a power cut, and keys hold, on every connection."""
    with (
        apps.running(f"sqlite:///{tmp_path}/new.sqlite") as app,
        app.app_context(),
        db.engine.connect() as connection,
    ):
        kept = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "journal_mode", "synchronous", "busy_timeout")
        }
    assert kept == {
        "foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "busy_timeout": 10000,
    }  # fmt: skip
