"""Rows and fields that were begun and left empty."""

from __future__ import annotations

from typing import Any


def without_blanks(data: Any) -> Any:
    """Plain data without empty texts, and without rows and parts that hold nothing else.

    A row that holds nothing but its ``id`` was added and never filled.
    """
    if isinstance(data, dict):
        kept = {key: without_blanks(value) for key, value in data.items()}
        return {key: value for key, value in kept.items() if not _empty(value)}
    if isinstance(data, list):
        rows = [without_blanks(row) for row in data]
        return [row for row in rows if not _empty(row) and not _only_named(row)]
    return data


def _empty(value: Any) -> bool:
    return (
        value is None
        or value == {}
        or value == []
        or (isinstance(value, str) and not value.strip())
    )


def _only_named(row: Any) -> bool:
    return isinstance(row, dict) and row.keys() <= {"id", "proposition"}
