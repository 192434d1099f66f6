"""The programs' door: the content in other forms, and the API; read by anyone, from anywhere."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("api", __name__)
