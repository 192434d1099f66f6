"""After publication: restore an earlier revision, retract, merge a source into another.

Each is proposed here, and then reviewed and published like any other submission.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.actions import after
from app.actions.drafting import Taken
from app.actions.refused import Refused
from app.desk import blueprint
from app.desk.finding import named_by
from app.desk.permission import actor, needs
from app.desk.posted import number
from app.desk.words import difference_of, must_name, named, page_of
from app.documents import Source
from app.extensions import db
from app.models import SourceRow
from app.queries.documents import one
from app.queries.history import Subject, revisions, subject
from app.web import arguments

PER_PAGE = 20


@blueprint.get("/after/<noun>/<path:key>")
@needs("draft")
def after_publication(noun: str, key: str) -> str:
    """What can be done with a published document besides changing it."""
    return _page(_published(noun, key))


@blueprint.post("/after/<noun>/<path:key>/restore")
@needs("draft")
def restore(noun: str, key: str) -> ResponseReturnValue:
    """Propose an earlier revision as the next."""
    asked = _published(noun, key)
    revision = number("number") or abort(400)
    return _propose(asked, lambda: after.restore(db.session, actor(), noun, key, revision))


@blueprint.post("/after/<noun>/<path:key>/retract")
@needs("publish")
def retract(noun: str, key: str) -> ResponseReturnValue:
    """Propose to take the document back, with a reason that readers see."""
    asked, reason = _published(noun, key), request.form.get("reason", "")
    return _propose(asked, lambda: after.retract(db.session, actor(), noun, key, reason))


@blueprint.post("/after/source/<key>/merge")
@needs("merge")
def merge_source(key: str) -> ResponseReturnValue:
    """Propose to cite another source wherever this one is cited."""
    asked, typed = _published("source", key), request.form.get("into", "").strip()
    # Two records of one publication share its address and words of its title.
    others = [each for each in named_by(typed) if each.id != key] if typed else []
    if not typed or len(others) > 1:
        several = _("Several sources go by that: choose the one that stays.")
        sentence = several if typed else _("Name the source that stays.")
        return _page(asked, sentence, others=others), 409
    into = others[0].id if others else typed
    return _propose(asked, lambda: after.merge_sources(db.session, actor(), key, into))


def _published(noun: str, key: str) -> Subject:
    must_name(noun, key)
    return subject(db.session, noun, key) or abort(404)


def _propose(asked: Subject, act: Callable[[], int]) -> ResponseReturnValue:
    try:
        submission = act()
    except Taken as taken:
        return _page(asked, str(taken), taken), 409
    except Refused as refused:
        return _page(asked, str(refused)), 409
    flash(_("Nothing is published yet: look through it, then hand it in for review."))
    return redirect(url_for("desk.submission", id=submission))


def _page(
    asked: Subject,
    refused: str = "",
    taken: Taken | None = None,
    others: Sequence[Source | SourceRow] = (),
) -> str:
    """The page; *others* are the sources that may be meant by what was typed to merge into."""
    noun, key = asked.noun, asked.key
    current = one(db.session, noun, key) or abort(404)
    return render_template(
        "desk/after.html",
        noun=noun,
        key=key,
        name=named(noun, key),
        page=page_of(noun, key),
        document=current.document,
        newest=asked.newest,
        found=arguments.within(revisions(db.session, asked, arguments.page(), PER_PAGE)),
        retractable=noun in after.RETRACTABLE and not current.document.gone,
        longest=after.LONGEST_REASON,
        difference=difference_of(noun, key),
        refused=refused,
        taken=taken,
        others=others,
        link=arguments.link,
    )
