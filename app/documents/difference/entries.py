"""Lists compared: which entry of the one is which of the other, and which have moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from app.documents.citation import Citation
from app.documents.difference.found import Moved
from app.documents.topic import Place

Key = tuple[Hashable, int]


def keyed(entries: Iterable[Any]) -> dict[Key, Any]:
    """The entries by what makes each the same one in another form of its list.

    Parts with an id go by it, citations by source and locator, places by name, all else by
    value. Of several that are the same by this, the first goes with the first, and so on.
    """
    seen: Counter[Hashable] = Counter()
    found = {}
    for entry in entries:
        name = _name(entry)
        seen[name] += 1
        found[name, seen[name]] = entry
    return found


def _name(entry: Any) -> Hashable:
    match entry:
        case Citation():
            return entry.source, entry.locator
        case Place():
            return entry.name
    name: Hashable = getattr(entry, "id", entry)
    return name


def moved(before: Mapping[Key, Any], after: Mapping[Key, Any]) -> tuple[Moved, ...]:
    """The fewest entries that must move to put those that stayed into their new order."""
    old = {key: place for place, key in enumerate(before, 1)}
    new = {key: place for place, key in enumerate(after, 1)}
    stayed = [key for key in after if key in old]
    still = _longest_rising([old[key] for key in stayed])
    return tuple(Moved(after[key], old[key], new[key]) for key in stayed if old[key] not in still)


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """A longest rising subsequence of different numbers (patience sorting)."""
    tops: list[int] = []
    below: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tops, number)
        below[number] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [number]
    found: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        found.add(last)
        last = below[last]
    return found
