"""Numbers in addresses."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter


class Number(BaseConverter):
    """A whole number from 1, of at most nine digits, written in one way only."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """The number that the address has."""
        return int(value)


def init_app(app: Flask) -> None:
    """Teach addresses what ``<number:...>`` is."""
    app.url_map.converters["number"] = Number
