"""Plain data looked into without trusting their shape: a fault of it is told elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.documents.faults import Path


def text(value: object) -> str | None:
    """What stands where a name should; a list or a mapping there is a fault of its own."""
    return value if isinstance(value, str) else None


def entries(value: object) -> list[dict[str, Any]]:
    """The parts in a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def ids(parts: object) -> list[str]:
    """The ids of the parts in a list."""
    return [str(part["id"]) for part in entries(parts) if part.get("id")]


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every value that is neither a list nor a mapping, with its path."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from leaves(each, (*path, index))
    elif value is not None and path:
        yield path, value
