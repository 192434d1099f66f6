"""Finding sources while writing: by id, by title, by what was pasted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, current_app, jsonify, request
from sqlalchemy import or_, select

from app.desk import blueprint
from app.desk.beside import beside_holding, beside_named, sources_beside
from app.desk.permission import needs
from app.desk.reading import readable
from app.documents import Source
from app.documents.address import keys
from app.extensions import db
from app.models import SourceRow
from app.queries.desk.held import held

MOST = 20
LONGEST_ADDRESS = 2000  #: characters


@blueprint.get("/sources/find")
@needs("draft")
def find_sources() -> Response:
    """Sources for what was typed, as JSON for the form's script.

    ``sources`` are those whose id, title or publisher holds it. Where it is an address, a UN
    symbol or a DOI, ``pasted`` is true, and they are the publications that it names. With
    ``draft``, those that are drafted beside that draft are among them.
    """
    typed = request.args.get("q", "").strip()[:LONGEST_ADDRESS]
    if len(typed) < 2 or "\x00" in typed:
        return jsonify(sources=[], pasted=False)
    draft = request.args.get("draft", type=int)
    beside = sources_beside(readable(draft).submission) if draft else {}
    if keys(typed):
        named = [*_named_by(typed), *beside_named(beside, typed)]
        return jsonify(sources=[_told(each) for each in named], pasted=True)
    found = [*map(_told, beside_holding(beside, typed)), *map(_told, _holding(typed))]
    return jsonify(sources=found, pasted=False)


def named_by(typed: str) -> Sequence[Source | SourceRow]:
    """The published sources that an id, an address, a symbol, a DOI or words of a title name.

    The address may be that of the source's page on this site.
    """
    typed = typed[:LONGEST_ADDRESS].replace("\x00", "")
    here = typed.removeprefix(current_app.config["SITE_URL"]).removeprefix("/sources/")
    exact = db.session.scalars(select(SourceRow).where(SourceRow.id == here)).all()
    return exact or (_named_by(typed) if keys(typed) else []) or _holding(typed)


def _named_by(pasted: str) -> list[Source]:
    return [source for source in held(db.session, pasted) if not source.gone]


def _holding(typed: str) -> Sequence[SourceRow]:
    said = or_(
        SourceRow.id.icontains(typed, autoescape=True),
        SourceRow.title.icontains(typed, autoescape=True),
        SourceRow.publisher.icontains(typed, autoescape=True),
    )
    rows = db.session.scalars(select(SourceRow).where(said).order_by(SourceRow.id).limit(MOST))
    return rows.all()


def _told(source: Source | SourceRow) -> dict[str, Any]:
    return {name: getattr(source, name) for name in ("id", "title", "publisher", "published")}
