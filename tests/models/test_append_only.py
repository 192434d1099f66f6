"""The history only grows: the database refuses every other change to it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.support.sql import db_is_sqlite, send
from tests.support.tables import everything

_COLUMNS = "noun, key, body, body_digest, origin, authors, reviewer, summary, published_at"
_COPY = "INTO revision (sequence, number, previous_digest, digest, {0}) SELECT {1}, {0} FROM revision WHERE sequence = 7"
_LINK = "8, 2, '" + "a" * 64 + "', '" + "b" * 64 + "'"
_SAME = "sequence, number, previous_digest, digest"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revision SET body = '{\"a\":1}' WHERE sequence = 3",
        "UPDATE revision SET summary = summary",
        "DELETE FROM revision WHERE sequence = 7",
        "DELETE FROM revision",
    ],
)
def test_a_revision_is_neither_changed_nor_deleted(holding: Flask, statement: str) -> None:
    before = everything(holding)
    with pytest.raises(DBAPIError, match="history is append-only"):
        send(holding, statement)
    assert everything(holding) == before


def test_a_revision_is_not_replaced(holding: Flask) -> None:
    """SQLite's REPLACE deletes without asking a trigger, and so has one of its own."""
    before = everything(holding)
    statement = (
        f"INSERT OR REPLACE {_COPY.format(_COLUMNS, _SAME)}"
        if db_is_sqlite(holding)
        else f"INSERT {_COPY.format(_COLUMNS, _SAME)} ON CONFLICT (sequence) DO UPDATE SET number = 9"
    )
    with pytest.raises(DBAPIError, match="history is append-only"):
        send(holding, statement)
    assert everything(holding) == before


def test_the_history_is_not_emptied(holding: Flask) -> None:
    before = everything(holding)
    statement = "DELETE FROM revision" if db_is_sqlite(holding) else "TRUNCATE revision CASCADE"
    with pytest.raises(DBAPIError, match="history is append-only"):
        send(holding, statement)
    assert everything(holding) == before


def test_a_revision_is_added(small: Flask) -> None:
    send(small, f"INSERT {_COPY.format(_COLUMNS, _LINK)}")
    assert len(everything(small)["revision"]) == 8


@pytest.mark.parametrize(
    ("column", "link"),
    [
        ("number", _LINK.replace("2", "1")),
        ("sequence", _LINK.replace("8", "0")),
        ("digest", _LINK.replace("b" * 64, "short")),
    ],
)
def test_a_revision_is_numbered_and_linked(holding: Flask, column: str, link: str) -> None:
    with pytest.raises(IntegrityError, match=f"{column}|append-only"):
        send(holding, f"INSERT {_COPY.format(_COLUMNS, link)}")


def test_two_revisions_do_not_follow_the_same_one(holding: Flask) -> None:
    link = f"8, 2, previous_digest, '{'b' * 64}'"
    with pytest.raises(IntegrityError, match=r"previous_digest|append-only"):
        send(holding, f"INSERT {_COPY.format(_COLUMNS, link)}")
