"""Ids of the rows that editors add: short, and unique in their list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

#: The lists whose entries have an id, and what it begins with (a position's: its proposition).
STEMS = {
    "positions": "position",
    "propositions": "proposition",
    "events": "event",
    "claims": "claim",
}
_LONGEST = 70  # a slug has 80 characters, and the number needs some


def new_id(name: str, row: Mapping[str, Any], taken: Iterable[object]) -> str:
    """An id for a row of the list *name* that none of those *taken* equals."""
    stem = str(row.get("proposition") or STEMS[name]) if name == "positions" else STEMS[name]
    used = {str(each) for each in taken}
    numbered = (f"{stem[:_LONGEST].rstrip('-')}-{number}" for number in count(1))
    return next(each for each in numbered if each not in used)


def name_rows(form: Any) -> None:
    """Give every row of a posted form that has no id yet one."""
    for rows in form.lists():
        if rows.short_name not in STEMS:
            continue
        taken = [entry["id"].data for entry in rows.entries]
        for entry in rows.entries:
            if not entry["id"].data.strip():
                entry["id"].data = new_id(rows.short_name, entry.form.exchange(), taken)
                taken.append(entry["id"].data)
