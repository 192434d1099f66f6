"""Where editors begin."""

from __future__ import annotations

import datetime as dt

from flask import abort, render_template

from app.desk import blueprint
from app.desk.permission import actor, needs
from app.desk.words import item_names
from app.extensions import db
from app.queries.changes import FIRST, latest_changes, with_parts
from app.queries.desk.gaps import KINDS, gap_page, gaps
from app.queries.desk.work import overview
from app.web import arguments

RECENT = 8
PER_PAGE = 50


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
        recent=with_parts(db.session, latest_changes(db.session, RECENT), FIRST),
        gaps=gaps(db.session, _today()),
    )


@blueprint.get("/gaps/<kind>")
@needs("desk")
def gap_list(kind: str) -> str:
    """All gaps of one kind, page by page."""
    if kind not in KINDS:
        abort(404)
    found = gap_page(db.session, _today(), kind, arguments.page(), PER_PAGE)
    return render_template(
        "desk/gaps.html", kind=kind, found=arguments.within(found), link=arguments.link
    )


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()
