"""Names of documents in addresses that go on after them, such as ``/topics/<name:slug>.csv``."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import BaseConverter

from app.documents.base import SLUG


class Name(BaseConverter):
    """A slug: without dots, so that what follows it is read in one way only."""

    regex = SLUG.pattern.replace("(", "(?:")


def init_app(app: Flask) -> None:
    """Teach addresses what ``<name:...>`` is."""
    app.url_map.converters["name"] = Name
