"""Finding sources while writing: by id, by title, by what was pasted."""

from __future__ import annotations

from flask import Response, jsonify, request
from sqlalchemy import or_, select

from app.desk import blueprint
from app.desk.permission import needs
from app.extensions import db
from app.models import SourceRow

MOST = 20


@blueprint.get("/sources/find")
@needs("draft")
def find_sources() -> Response:
    """Sources whose id or title holds what was typed, as JSON for the form's script."""
    typed = request.args.get("q", "").strip()[:200]
    if len(typed) < 2 or "\x00" in typed:
        return jsonify([])
    held = or_(
        SourceRow.id.icontains(typed, autoescape=True),
        SourceRow.title.icontains(typed, autoescape=True),
        SourceRow.publisher.icontains(typed, autoescape=True),
    )
    rows = db.session.scalars(select(SourceRow).where(held).order_by(SourceRow.id).limit(MOST))
    return jsonify(
        [
            {
                "id": row.id,
                "title": row.title,
                "publisher": row.publisher,
                "published": row.published,
            }
            for row in rows
        ]
    )
