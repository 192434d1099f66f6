"""Marks of HTML in texts: pages would show them as they stand, since all text here is plain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.documents.faults import Path
from app.documents.plain import leaves

#: Elements that are pasted with formatted text. Other words between < and > are the author's.
_ELEMENTS = frozenset([
    "a", "abbr", "b", "big", "blockquote", "body", "br", "center", "cite", "code", "del", "div",
    "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "html", "i", "iframe",
    "img", "ins", "li", "link", "mark", "meta", "ol", "p", "pre", "q", "s", "script", "small",
    "span", "strike", "strong", "style", "sub", "sup", "table", "tbody", "td", "th", "thead",
    "title", "tr", "tt", "u", "ul", "var",
])  # fmt: skip
_MARK = re.compile(r"</?([a-z][a-z0-9]*)(?:\s[^<>]*|/)?>|<!--", re.IGNORECASE)
_LONGEST = 40


def marked_up(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Each text in plain data that holds a tag; a quotation is as the source has it."""
    for path, value in leaves(data):
        if isinstance(value, str) and "quotation" not in path and (mark := _first(value)):
            yield path, f"holds marks of HTML: {mark}; write plain text"


def _first(text: str) -> str:
    for found in _MARK.finditer(text):
        if found[1] is None or found[1].lower() in _ELEMENTS:
            mark = found[0]
            return mark if len(mark) <= _LONGEST else f"{mark[: _LONGEST - 1]}…"
    return ""
