"""Two changes of one form, put together: a three-way merge on plain data. Pure.

It works field by field, on what editors see. A list whose entries each have an ``id`` of
their own (places: a name) is merged entry by entry; every other list is a value, since no one
could say which entry of the one is which of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

#: What stands after the name of a list where its order is meant: ``positions.order``.
ORDER = "order"
_DEEPEST = 12  # no document is deeper, and what is deeper is compared as a whole
_ABSENT: Any = object()


@dataclass(frozen=True)
class Clash:
    """One place that both changed, and differently; None stands for what is not there."""

    path: str
    base: Any
    theirs: Any
    mine: Any


@dataclass(frozen=True)
class Merge:
    """What came of both changes.

    ``clashes`` are all places that both changed differently, decided ones too, and ``taken``
    the places that only they changed. ``data`` shares its parts with what was merged.
    """

    data: dict[str, Any]
    clashes: tuple[Clash, ...]
    taken: tuple[str, ...]


def merge(
    base: dict[str, Any],
    theirs: dict[str, Any],
    mine: dict[str, Any],
    chosen: Mapping[str, str] | None = None,
) -> Merge:
    """What *theirs* and *mine* changed in *base*, together.

    At a clash the result holds mine, unless *chosen* has "theirs" or "base" for its path.
    Deleted by one and changed by the other is a clash on the whole entry. No data raise an
    error: what is no proper list of entries is compared as a whole.
    """
    merging = _Merging(chosen or {})
    data = merging.value("", base, theirs, mine)
    return Merge(data, tuple(merging.clashes), tuple(merging.taken))


def names(path: str) -> tuple[str, ...]:
    """The steps of a path: ``positions.p1.statement`` has three, and '' none."""
    return tuple(path.split(".")) if path else ()


def at(data: Any, path: str) -> Any:
    """What stands at a path in plain data, or None; for ``positions.order`` the ids."""
    last = ""
    for name in names(path):
        if isinstance(data, list):
            entries = _entries(last, data) or {}
            data = entries.get(name, list(entries) if name == ORDER else None)
        else:
            data = data.get(name) if isinstance(data, dict) else None
        last = name
    return data


class _Merging:
    """Gathers clashes and what was taken while it walks through three forms at once."""

    def __init__(self, chosen: Mapping[str, str]) -> None:
        self.chosen = chosen
        self.clashes: list[Clash] = []
        self.taken: list[str] = []

    def value(self, path: str, base: Any, theirs: Any, mine: Any) -> Any:
        three = base, theirs, mine
        if theirs == mine:
            return mine
        if path.count(".") < _DEEPEST:
            if all(_is_record(each) for each in three):
                return self.fields(path, *three)
            lists = [_entries(path.rpartition(".")[2], each) for each in three]
            # A list that is not there is an empty one, as long as both changed it.
            whole = _ABSENT in three and base in (theirs, mine)
            if None not in lists and not whole:
                return self.entries(path, three, *[each or {} for each in lists])
        if theirs == base:
            return mine
        if mine == base:
            self.taken.append(path)
            return theirs
        return self.clash(path, *three)

    def clash(self, path: str, base: Any, theirs: Any, mine: Any) -> Any:
        three = {"base": base, "theirs": theirs, "mine": mine}
        shown = {side: None if each is _ABSENT else each for side, each in three.items()}
        self.clashes.append(Clash(path, **shown))
        return three.get(self.chosen.get(path, "mine"), mine)

    def fields(self, path: str, *three: dict[str, Any]) -> dict[str, Any]:
        base, theirs, mine = three
        merged = self._each(path, three, _arranged(mine, theirs, base))
        return {name: merged[name] for name in _arranged(mine, theirs, base) if name in merged}

    def entries(self, path: str, lists: tuple[Any, ...], *three: dict[str, Any]) -> Any:
        base, theirs, mine = three
        merged = self._each(path, three, _arranged(mine, theirs, base))
        if not merged and _ABSENT in lists:
            return _ABSENT
        return [merged[name] for name in self._order(path, *three) if name in merged]

    def _each(
        self, path: str, three: tuple[dict[str, Any], ...], order: Iterable[str]
    ) -> dict[str, Any]:
        prefix = f"{path}." if path else ""
        merged = {
            name: self.value(prefix + name, *[each.get(name, _ABSENT) for each in three])
            for name in order
        }
        return {name: value for name, value in merged.items() if value is not _ABSENT}

    def _order(
        self, path: str, base: Iterable[str], theirs: Iterable[str], mine: Iterable[str]
    ) -> list[str]:
        """The ids of a list: the order of the one that moved something in it."""
        both = set(base) & set(theirs) & set(mine)
        old, new, ours = ([name for name in each if name in both] for each in (base, theirs, mine))
        if ours == old:
            if new != old:
                self.taken.append(f"{path}.{ORDER}")
            return _arranged(theirs, mine, base)
        if new in (old, ours):
            return _arranged(mine, theirs, base)
        sides = list(base), list(theirs), list(mine)
        return _arranged(self.clash(f"{path}.{ORDER}", *sides), mine, theirs, base)


def _is_record(value: Any) -> bool:
    """Whether it has fields whose names a path can hold."""
    return isinstance(value, dict) and all(_is_name(key) for key in value)


def _is_name(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and value != "" and "." not in value


def _entries(field: str, value: Any) -> dict[str, Any] | None:
    """The entries of a list by what names them; None if something has no name of its own."""
    if value is _ABSENT:
        return {}
    if not isinstance(value, list):
        return None
    key = "name" if field == "places" else "id"
    found: dict[str, Any] = {}
    for entry in value:
        name = entry.get(key) if isinstance(entry, dict) else None
        if not _is_name(name) or name == ORDER or name in found:
            return None
        found[name] = entry
    return found


def _arranged(first: Iterable[str], *others: Iterable[str]) -> list[str]:
    """The names in the order of the first; those of the others after their neighbours there."""
    order = list(first)
    for other in others:
        _insert(order, list(other))
    return order


def _insert(order: list[str], other: Sequence[str]) -> None:
    place = 0
    held = set(order)
    for name in other:
        if name in held:
            place = order.index(name) + 1
        else:
            order.insert(place, name)
            place += 1
