"""Publishing in tests: what editors will do by forms."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, TypeVar, cast

import time_machine
from flask import Flask
from sqlalchemy import select

from app.actions.publish import Why, publish
from app.documents import Document
from app.extensions import db
from app.models import UserRow
from app.queries.documents import one

D = TypeVar("D", bound=Document)
WHY = Why(origin="import", summary="A test wanted it.", authors=("ada",), reviewer="bea")


def put(app: Flask, *documents: Document, at: dt.datetime | None = None, **why: str | None) -> None:
    """Publish documents, as of now or of a moment; *why* is what the history says of it."""
    with app.app_context(), time_machine.travel(at or dt.datetime.now(dt.UTC), tick=False):
        people = db.session.execute(select(UserRow.id)).first()
        origin = "edit" if people else "import"  # where there are editors, nothing is imported
        told: dict[str, Any] = {"origin": origin, **why}
        publish(db.session, documents, replace(WHY, **told))
        db.session.commit()


def held(app: Flask, kind: type[D], key: str) -> D:
    """A document as it stands."""
    with app.app_context():
        version = one(db.session, kind.noun, key)
    assert version is not None, f"there is no {kind.noun} {key}"
    return cast(D, version.document)


def edit(app: Flask, kind: type[Document], key: str, /, **changes: Any) -> None:
    """Publish a document again with some fields changed."""
    put(app, held(app, kind, key).model_copy(update=changes))
