"""One source cited in the place of another. Pure, on plain data."""

from __future__ import annotations

from typing import Any

from app.documents.gone import REFERENCES


def cited_instead(value: Any, source: str, into: str) -> Any:
    """Plain data with *into* wherever *source* was named.

    Where both were cited for the same place, one citation is left, with its quotation if
    either had one; two that quote different words both stay.
    """
    if isinstance(value, dict):
        return {
            key: into
            if each == source and key in REFERENCES
            else _once(cited_instead(each, source, into), into)
            if key == "citations"
            else cited_instead(each, source, into)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [cited_instead(each, source, into) for each in value]
    return value


def _once(citations: Any, into: str) -> Any:
    """Citations without those of *into* that say nothing more than another of it."""
    if not isinstance(citations, list):
        return citations
    kept: list[Any] = []
    for each in citations:
        place = next((n for n, other in enumerate(kept) if _same(each, other, into)), None)
        if place is None:
            kept.append(each)
        elif "quotation" not in kept[place]:
            kept[place] = each
    return kept


def _same(one: Any, other: Any, into: str) -> bool:
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return False
    if not one.get("source") == other.get("source") == into:
        return False
    quoted = [each["quotation"] for each in (one, other) if "quotation" in each]
    return one.get("locator") == other.get("locator") and (
        len(quoted) < 2 or quoted[0] == quoted[1]
    )
