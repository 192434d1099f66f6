"""Quotations as they are pasted: the marks around the whole are the page's, not the source's."""

from __future__ import annotations

from typing import Any

_PAIRS = (("«", "»"), ("“", "”"), ("„", "“"), ("„", "”"), ('"', '"'))


def bare(text: str) -> str:
    """A quotation without the marks around all of it; marks that do not match stay.

    All such pairs go, so that what is read again, as a form is, stays as it was.
    """
    inner = text.strip()
    while pair := next((each for each in _PAIRS if _encloses(each, inner)), None):
        inner = inner.removeprefix(pair[0]).removesuffix(pair[1]).strip()
    return inner


def _encloses(pair: tuple[str, str], text: str) -> bool:
    """Whether the first and the last character are one pair: not as in «one» and «two»."""
    first, last = pair
    if len(text) < 2 or not (text.startswith(first) and text.endswith(last)):
        return False
    inner = text[1:-1]
    if first == last:
        return first not in inner
    depth = 0
    for char in inner:
        depth += (char == first) - (char == last)
        if depth < 0:
            return False
    return depth == 0


def with_bare_quotations(data: Any) -> Any:
    """Plain data of a document, or of a part of one, with each of its quotations bare."""
    if isinstance(data, list):
        return [with_bare_quotations(each) for each in data]
    if not isinstance(data, dict):
        return data
    return {
        key: _bare_part(each) if key == "quotation" else with_bare_quotations(each)
        for key, each in data.items()
    }


def _bare_part(quotation: Any) -> Any:
    if isinstance(quotation, dict) and isinstance(quotation.get("text"), str):
        return {**quotation, "text": bare(quotation["text"])}
    return quotation
