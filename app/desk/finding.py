"""Finding sources while writing: by id, by title, by what was pasted."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request
from sqlalchemy import or_, select

from app.desk import blueprint
from app.desk.permission import needs
from app.documents.address import keys
from app.extensions import db
from app.models import SourceRow
from app.queries.desk.held import held

MOST = 20
_LONGEST = 2000  #: characters of an address


@blueprint.get("/sources/find")
@needs("draft")
def find_sources() -> Response:
    """Sources for what was typed, as JSON for the form's script.

    ``sources`` are those whose id, title or publisher holds it. Where it is an address, a UN
    symbol or a DOI, ``pasted`` is true, and they are the publications that it names.
    """
    typed = request.args.get("q", "").strip()[:_LONGEST]
    if len(typed) < 2 or "\x00" in typed:
        return jsonify(sources=[], pasted=False)
    if keys(typed):
        return jsonify(sources=_named_by(typed), pasted=True)
    return jsonify(sources=_holding(typed), pasted=False)


def _named_by(pasted: str) -> list[dict[str, Any]]:
    return [_told(source) for source in held(db.session, pasted) if not source.gone]


def _holding(typed: str) -> list[dict[str, Any]]:
    said = or_(
        SourceRow.id.icontains(typed, autoescape=True),
        SourceRow.title.icontains(typed, autoescape=True),
        SourceRow.publisher.icontains(typed, autoescape=True),
    )
    rows = db.session.scalars(select(SourceRow).where(said).order_by(SourceRow.id).limit(MOST))
    return [_told(row) for row in rows]


def _told(source: Any) -> dict[str, Any]:
    return {name: getattr(source, name) for name in ("id", "title", "publisher", "published")}
