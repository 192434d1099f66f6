"""Where editors begin."""

from __future__ import annotations

from flask import render_template

from app.desk import blueprint
from app.desk.permission import needs


@blueprint.get("/")
@needs("desk")
def start() -> str:
    """The desk."""
    return render_template("desk/desk.html")
