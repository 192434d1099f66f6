"""The readers' door: public pages, cacheable, without cookies."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("site", __name__)

# Each module adds its addresses to the blueprint when it is imported.
from app.site import (  # noqa: E402, F401
    cite,
    claims,
    clocks,
    corrections,
    feeds,
    history,
    home,
    machines,
    memento,
    parties,
    perspectives,
    releases,
    rules,
    search,
    sources,
    topics,
)
