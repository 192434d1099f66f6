"""Silences that have ended: a position was found where a search had found none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.documents.plain import entries

_SILENT = "none-found"


def ended(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The silences of a perspective in whose place another form of it has found positions."""
    new = entries(after.get("positions"))
    found = [each.get("proposition") for each in new if each.get("stance") != _SILENT]
    kept = [each.get("id") for each in new]
    return [
        each
        for each in entries(before.get("positions"))
        if each.get("stance") == _SILENT
        and each.get("proposition") in found
        and each.get("id") not in kept
    ]


def searched_on(silence: Mapping[str, Any]) -> str:
    """The day of the search that found nothing; an unfinished draft may not say it."""
    searched = silence.get("searched")
    return str((searched.get("date") if isinstance(searched, dict) else None) or "…")
