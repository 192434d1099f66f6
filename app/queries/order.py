"""Orders that are the same on both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, collate
from sqlalchemy.orm import InstrumentedAttribute, Session


def by_text(
    session: Session, text: ColumnElement[Any] | InstrumentedAttribute[Any]
) -> ColumnElement[Any]:
    """Text by its code points, whatever language the server was set up for."""
    if session.get_bind().dialect.name == "sqlite":
        return text.expression  # SQLite compares so of itself
    return collate(text, "C")
