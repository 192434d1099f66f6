"""What a request filters by must be there: an empty list would pass for silence."""

from __future__ import annotations

from typing import Any, cast

from flask import Response, abort
from pydantic import BaseModel

from app.documents import Topic
from app.extensions import db
from app.queries.documents import named
from app.queries.walk import known
from app.web.exporting import gone
from app.web.problems import problem


def must_be_there(given: BaseModel) -> None:
    """404 for a filter by what there never was, 410 with the reason for what was retracted."""
    for noun in ("topic", "party"):
        key = getattr(given, noun, None)
        if key and not known(db.session, noun, key):
            abort(wrong(404, noun, f"There is no {noun} “{key}”, and never was."))
    if getattr(given, "topic", None):
        _must_stand(given)


def _must_stand(given: BaseModel) -> None:
    """The same for what is on a topic, as it is or was at the moment that is asked for."""
    topic, party = getattr(given, "topic", ""), getattr(given, "party", None)
    names = [("topic", topic), ("perspective", f"{topic}/{party}")]
    found = named(db.session, names, getattr(given, "moment", None))
    for name in names:
        if name in found and found[name].document.gone:
            raise gone(found[name].document)
    proposition = getattr(given, "proposition", None)
    if proposition and names[0] in found:
        ids = [each.id for each in cast(Topic, found[names[0]].document).propositions]
        if proposition not in ids:
            sentence = f"The topic “{topic}” has no proposition “{proposition}”."
            abort(wrong(404, "proposition", sentence, choices=ids))


def wrong(status: int, parameter: str, sentence: str, **more: Any) -> Response:
    """A problem with one parameter, whose name stands in the detail and apart."""
    errors = [{"parameter": parameter, "detail": sentence}]
    return problem(status, f"{parameter}: {sentence}", errors=errors, **more)
