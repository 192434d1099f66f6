"""Which positions' citations an editor must confirm again, and which they have."""

from __future__ import annotations

import json
from typing import Any, cast

from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.actions.bundle import data_of
from app.desk.reading import Reading
from app.documents import digest
from app.documents.base import tidy
from app.extensions import db
from app.models import RevisionRow


def to_confirm(reading: Reading, data: dict[str, Any]) -> tuple[set[str], set[str]]:
    """The positions whose words are not the published ones, and those confirmed as they are."""
    now, before = _words(data), _words(_base(reading))
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
    now, stored = _words(data), _words(data_of(reading.draft))
    return {
        key: now[key]
        for key in sorted(ticked & now.keys())
        if marks.get(key) == now[key] or key not in marks or marks[key] != stored.get(key)
    }


def _words(data: dict[str, Any]) -> dict[str, str]:
    """Position id -> digest of its stance and statement, as app/actions/bundle.py takes it."""
    positions = data.get("positions")
    return {
        str(each.get("id")): digest(f"{each.get('stance')}\n{tidy(each.get('statement'))}")
        for each in (positions if isinstance(positions, list) else [])
        if isinstance(each, dict) and each.get("stance") != "none-found"
    }


def _base(reading: Reading) -> dict[str, Any]:
    draft = reading.draft
    if draft.base is None:
        return {}
    query = select(RevisionRow.body).where(
        RevisionRow.noun == draft.noun, RevisionRow.key == draft.key,
        RevisionRow.number == draft.base,
    )  # fmt: skip
    return cast(dict[str, Any], json.loads(db.session.execute(query).scalar_one()))
