"""What forms post, or an address asks, as far as it is not text."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request


def number(name: str, held: Mapping[str, str] | None = None) -> int | None:
    """A whole number of at most nine digits, or None for anything else; posted, if not *held*."""
    given = (request.form if held is None else held).get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else None
