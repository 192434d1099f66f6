"""The base of all tables, the types of their columns, and how connections behave."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from sqlalchemy import JSON, DateTime, Dialect, Engine, MetaData, String, event
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table of the site."""

    metadata = MetaData(naming_convention=CONVENTION)


class UtcTime(TypeDecorator[dt.datetime]):
    """A moment in UTC: aware in Python on both databases, to the second."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:
        """Refuse a naive time: it would mean another moment on another machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(dt.UTC).replace(microsecond=0)

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        """Give SQLite's naive value its zone back."""
        if value is None:
            return None
        moment: dt.datetime = value
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)


Slug = Annotated[str, mapped_column(String(80))]
SlugKey = Annotated[str, mapped_column(String(80), primary_key=True)]
Word = Annotated[str, mapped_column(String(40))]
Date = Annotated[str, mapped_column(String(10))]
Digest = Annotated[str, mapped_column(String(64))]
Moment = Annotated[dt.datetime, mapped_column(UtcTime)]
Names = Annotated[list[str], mapped_column(JSON)]

#: A key that is checked when a transaction commits, so that the parts of a document can be
#: written in any order and a document can be replaced whole.
DEFERRED: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}


def one_of(column: str, values: tuple[str, ...]) -> str:
    """The SQL of a CHECK that a column holds one of some fixed words."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"


def tune(engine: Engine) -> None:
    """Make SQLite's connections safe for several writers.

    Foreign keys on; WAL with full syncs, so that a commit survives a power cut; writers
    take their lock when they begin (the ``write`` execution option), so that two of them
    wait for each other instead of failing half-way.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _tune_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def _tune_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
