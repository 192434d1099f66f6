"""The fields of a document by paths such as ``positions.p1.statement``. Pure."""

from __future__ import annotations

from typing import Any

from app.documents.base import Part
from app.documents.citation import Citation


def entry_name(entry: Any) -> str:
    """What tells an entry of a list from the others: its id, its name, or what it cites."""
    if isinstance(entry, Citation):
        return f"{entry.source} {entry.locator}"
    return str(getattr(entry, "id", None) or getattr(entry, "name", entry))


def has_field(part: Part, path: str) -> bool:
    """Whether a path leads to a field of a document; entries on the way must be there.

    A name of an entry may hold dots, as “p. 7” does.
    """
    field, dot, rest = path.partition(".")
    if field not in type(part).model_fields:
        return False
    held = getattr(part, field)
    if dot and isinstance(held, tuple):
        return any(_leads_on(entry, rest) for entry in held)
    return not dot or (isinstance(held, Part) and has_field(held, rest))


def _leads_on(entry: Any, path: str) -> bool:
    start = f"{entry_name(entry)}."
    return (
        isinstance(entry, Part) and path.startswith(start) and has_field(entry, path[len(start) :])
    )
