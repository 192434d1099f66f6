"""The embedders' door: cards for the pages of others, and how they get there.

Nothing here reads or sets a cookie.
"""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("embed", __name__)

# Each module adds its addresses to the blueprint when it is imported.
from app.embed import builder, cards, element, oembed, pictures  # noqa: E402, F401
