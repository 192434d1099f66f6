"""The editors' door: never kept by caches, every address with one permission."""

from __future__ import annotations

from flask import Blueprint, Flask

from app.desk import door, signing
from app.desk.permission import acting, demand

blueprint = Blueprint("desk", __name__, url_prefix="/desk")
blueprint.before_request(demand)
blueprint.after_request(signing.keep_private)


def init_app(app: Flask) -> None:
    """Add the door to the application: signing in, then what signing in leads to."""
    signing.init_app(app)
    app.register_blueprint(door.blueprint)
    app.register_blueprint(blueprint)
    app.add_template_global(acting)
    leading.init_app(app)


# Each module adds its addresses to the blueprint when it is imported.
from app.desk import (  # noqa: E402, F401
    account,
    after,
    begin,
    coding,
    drafts,
    finding,
    imports,
    leading,
    log,
    merging,
    people,
    reviews,
    start,
    submissions,
    tokens,
)
