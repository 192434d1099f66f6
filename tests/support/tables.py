"""Whole tables, to be compared with themselves at another time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.actions.index import TABLES
from app.extensions import db
from app.models import Base, RevisionRow, SearchRow

Contents = dict[str, list[tuple[Any, ...]]]


def everything(app: Flask) -> Contents:
    """All rows of the record and the index."""
    return contents(app, (RevisionRow, *TABLES))


def index_of(app: Flask) -> Contents:
    """All rows of the index."""
    return contents(app, TABLES)


def contents(app: Flask, tables: Iterable[type[Base]]) -> Contents:
    """All rows of some tables, in an order that does not depend on the database."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.__tablename__: sorted(
                (tuple(row) for row in connection.execute(select(*_columns(table)))), key=repr
            )
            for table in tables
        }


def _columns(table: type[Base]) -> list[Any]:
    """All columns but the numbers that search gives its rows."""
    return [c for c in table.__table__.columns if c is not SearchRow.__table__.c.id]
