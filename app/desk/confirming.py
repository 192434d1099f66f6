"""Which positions' citations an editor must confirm again, and which they have."""

from __future__ import annotations

import json
from typing import Any

from werkzeug.datastructures import MultiDict

from app.actions.bundle import data_of, words_in
from app.desk.reading import Reading
from app.extensions import db
from app.queries.desk.draft import base_of


def to_confirm(reading: Reading, data: dict[str, Any]) -> tuple[set[str], set[str]]:
    """The positions whose words are not the published ones, and those confirmed as they are."""
    now, before = words_in(data), words_in(base_of(db.session, reading.draft))
    asked = {key for key, words in now.items() if key in before and before[key] != words}
    marks = json.loads(reading.draft.confirmed)
    return asked, {key for key in asked if marks.get(key) == now[key]}


def confirmed(
    reading: Reading, data: dict[str, Any], posted: MultiDict[str, str]
) -> dict[str, str]:
    """The marks that a posted form makes: position id -> digest of the words confirmed.

    A mark that was set for other words is gone when these are changed, ticked or not: what
    was confirmed is no longer what is written.
    """
    if reading.draft.noun != "perspective":
        return {}
    ticked = set(posted.getlist("confirm"))
    marks = json.loads(reading.draft.confirmed)
    now, stored = words_in(data), words_in(data_of(reading.draft))
    return {
        key: now[key]
        for key in sorted(ticked & now.keys())
        if marks.get(key) == now[key] or key not in marks or marks[key] != stored.get(key)
    }
