"""Where editors begin."""

from __future__ import annotations

import datetime as dt

from flask import render_template

from app.desk import blueprint
from app.desk.permission import actor, needs
from app.desk.words import item_names
from app.extensions import db
from app.queries.changes import latest_changes
from app.queries.desk.gaps import gaps
from app.queries.desk.work import overview

RECENT = 8


@blueprint.get("/")
@needs("desk")
def start() -> str:
    """The desk: my drafts, what waits for me, what I sent, what was published, the gaps."""
    mine = overview(db.session, actor().id, reviews=actor().may("review"))
    every = (*mine.drafts, *mine.returned, *mine.waiting, *mine.sent, *mine.ended)
    return render_template(
        "desk/desk.html",
        mine=mine,
        names=item_names(every),
        recent=latest_changes(db.session, RECENT),
        gaps=gaps(db.session, dt.datetime.now(dt.UTC).date()),
    )
