"""What forms post, as far as it is not text."""

from __future__ import annotations

from flask import request


def number(name: str) -> int | None:
    """A whole number of at most nine digits, or None for anything else."""
    given = request.form.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else None
