"""Documents compared, field by field in the order of the model."""

from __future__ import annotations

from typing import Any

from app.documents.base import Document, Part
from app.documents.difference.entries import keyed, moved
from app.documents.difference.found import (
    Change,
    Difference,
    EntriesChange,
    Path,
    Step,
    ValueChange,
)
from app.documents.difference.text import segments


def difference(before: Document | None, after: Document) -> Difference:
    """What changed from one form of a document to another.

    Without a form before, everything that *after* holds is an addition. Raises TypeError
    for documents of two kinds.
    """
    if before is not None and type(before) is not type(after):
        raise TypeError(f"a {before.noun} cannot be compared with a {after.noun}")
    comparison = _Comparison()
    comparison.fields((), before, after)
    return Difference(tuple(comparison.changes), comparison.unchanged, comparison.untouched)


class _Comparison:
    """Gathers the changes while it walks through two documents side by side."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.unchanged = 0
        self.untouched = 0

    def fields(self, path: Path, before: Part | None, after: Part) -> None:
        for name in type(after).model_fields:
            old = getattr(before, name) if before is not None else None
            self._field((*path, Step(name)), old, getattr(after, name))

    def _field(self, path: Path, before: Any, after: Any) -> None:
        if isinstance(after, tuple):
            self._list(path, before or (), after)
        elif before == after:
            self.unchanged += after is not None
        elif isinstance(before, Part) and isinstance(after, Part):
            self.fields(path, before, after)
        else:
            texts = isinstance(before, str) and isinstance(after, str)
            words = segments(before, after) if texts else ()
            self.changes.append(ValueChange(path, before, after, words))

    def _list(self, path: Path, before: tuple[Any, ...], after: tuple[Any, ...]) -> None:
        if before == after:
            self.unchanged += bool(after)
            return
        old, new = keyed(before), keyed(after)
        change = EntriesChange(
            path,
            added=tuple(entry for key, entry in new.items() if key not in old),
            removed=tuple(entry for key, entry in old.items() if key not in new),
            moved=moved(old, new),
        )
        if change.added or change.removed or change.moved:
            self.changes.append(change)
        for key, entry in new.items():
            if key in old:
                self._entry(path, old[key], entry)

    def _entry(self, path: Path, before: Any, after: Any) -> None:
        if before == after:
            self.untouched += 1
        else:
            self.fields((*path[:-1], Step(path[-1].field, after)), before, after)
