"""The readers' door: public pages, cacheable, without cookies."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("site", __name__)

# Each module adds its addresses to the blueprint when it is imported.
from app.site import history, home, machines, perspectives, rules, topics  # noqa: E402, F401
