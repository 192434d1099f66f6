"""The programs' door: the content in other forms, and the API; read by anyone, from anywhere."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("api", __name__)

# Each module adds its addresses to the blueprint when it is imported.
from app.api import forms, negotiation  # noqa: E402, F401
