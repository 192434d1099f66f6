"""The programs' door: the content in other forms, and the API; read by anyone, from anywhere."""

from __future__ import annotations

from flask import Blueprint

from app.extensions import csrf

blueprint = Blueprint("api", __name__)
# No address here knows a browser that is signed in: who writes, sends a token in a header.
csrf.exempt(blueprint)

# Each module adds its addresses to the blueprint when it is imported.
from app.api import forms, negotiation, openapi, v1  # noqa: E402, F401
