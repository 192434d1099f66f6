"""The shapes of what a comparison finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal


@dataclass(frozen=True)
class Segment:
    """A stretch of text that both forms have, or one of them only."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True)
class Step:
    """One step on the way to what differs: a field, and the entry of it if it is a list.

    The entry is a part or a text as it is after the change.
    """

    field: str
    entry: Any = None


Path = tuple[Step, ...]


@dataclass(frozen=True)
class ValueChange:
    """A field that holds another value; None where it held, or holds, nothing.

    ``segments`` is filled where both values are texts.
    """

    kind: ClassVar[str] = "value"

    path: Path
    before: Any
    after: Any
    segments: tuple[Segment, ...] = ()

    @property
    def field(self) -> str:
        """The name of the field."""
        return self.path[-1].field

    @property
    def replaced(self) -> bool:
        """Whether the texts have so little in common that each is best read whole."""
        return all(segment.kind != "same" for segment in self.segments)


@dataclass(frozen=True)
class Moved:
    """An entry with another place among those that stayed; places count from 1."""

    entry: Any
    before: int
    after: int


@dataclass(frozen=True)
class EntriesChange:
    """A list with entries added, removed or moved."""

    kind: ClassVar[str] = "entries"

    path: Path
    added: tuple[Any, ...] = ()
    removed: tuple[Any, ...] = ()
    moved: tuple[Moved, ...] = ()

    @property
    def field(self) -> str:
        """The name of the list's field."""
        return self.path[-1].field


Change = ValueChange | EntriesChange


@dataclass(frozen=True)
class Difference:
    """Every change in the order of the model, and how much stayed.

    ``unchanged`` counts the fields that are alike and not empty: those of the document and
    of every entry that differs. ``untouched`` counts the entries that are alike in lists
    that differ.
    """

    changes: tuple[Change, ...]
    unchanged: int
    untouched: int
