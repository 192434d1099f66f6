"""One draft: its form, its saving, its preview."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.actions import drafting, drafts, names, presence
from app.actions.bundle import data_of
from app.actions.refused import Refused
from app.desk import blueprint, forms
from app.desk.attaching import Attaching, Faults, Unattached
from app.desk.confirming import confirmed, to_confirm
from app.desk.merging import merge_page
from app.desk.permission import actor, needs
from app.desk.posted import number
from app.desk.previews import preview_of
from app.desk.reading import Reading, readable
from app.desk.sheet import form_page
from app.documents.blanks import without_blanks
from app.documents.reciting import cited_instead
from app.extensions import db
from app.models.desk import HANDED_IN
from app.queries.desk.draft import present


@blueprint.get("/drafts/<number:id>")
@needs("draft")
def draft(id: int) -> str:
    """The form of a draft, with what was typed last."""
    asked = request.args
    return _shown(readable(id), asked.get("check") == "1", focus=asked.get("focus", ""))


@blueprint.post("/drafts/<number:id>")
@needs("draft")
def save_draft(id: int) -> ResponseReturnValue:
    """Save what the form holds; the button pressed says what comes then.

    The same address serves the script that saves by itself, which asks for JSON.
    """
    reading = readable(id)
    data, anchor = _typed(reading), ""
    handed_in = reading.submission.state in HANDED_IN
    what = request.form.get("do", "save")
    try:
        data, anchor = _done(reading, data, what)
        version = drafts.save(
            db.session,
            actor(),
            id,
            number("version") or abort(400),
            data,
            confirmed(reading, data, request.form),
            window=request.form.get("window", ""),
            unasked=_wants_json(),
        )
    except drafts.Stale as stale:
        return _meets(stale)
    except forms.BadRow as bad:
        return _refused(reading, data, str(bad)), 422
    except Unattached as missing:
        return _refused(reading, data, unattached=missing.faults), 422
    except Refused as refused:
        if _wants_json():
            return jsonify(refused=str(refused)), 409
        return _refused(reading, data, str(refused)), 409
    if _wants_json():
        return _state(id, version)
    if handed_in and reading.submission.state not in HANDED_IN:
        flash(_("This had been handed in. Your change took it back; hand it in again."))
    waiting = Attaching.posted(request.form)
    if what != "attach" and waiting.waits:
        return _keeping(readable(id), what, anchor, waiting)
    return redirect(_next(id, reading, what, anchor))


@blueprint.post("/drafts/<number:id>/here")
@needs("draft")
def draft_here(id: int) -> Response:
    """Say that a window is still open, or no longer, and hear who else is here."""
    reading = readable(id)
    if request.form.get("gone"):
        presence.left(db.session, actor(), id, _tab())
        return Response(status=204)
    return _state(id, reading.draft.version)


@blueprint.post("/drafts/<number:id>/preview")
@needs("draft", writes=False)
def preview_draft(id: int) -> str:
    """What readers would see of what is typed, as the part of a page."""
    reading = readable(id)
    return preview_of(reading, _typed(reading), layout="desk/fragment.html")


@blueprint.get("/drafts/<number:id>/preview")
@needs("draft")
def draft_preview(id: int) -> str:
    """The public page as it would be with what was saved last."""
    reading = readable(id)
    return preview_of(reading, data_of(reading.draft), layout="desk/preview.html")


def _done(reading: Reading, data: dict[str, Any], what: str) -> tuple[dict[str, Any], str]:
    """What the button that was pressed makes of the data, and where the page goes on."""
    if what.startswith("use:"):
        _use, source, text = what.split(":", 2) if what.count(":") > 1 else abort(400)
        return cited_instead(data, text, source), ""
    if what == "attach":
        return Attaching.posted(request.form).to(data), "attach"
    if ":" in what:
        return forms.apply(reading.draft.noun, data, what)
    return data, ""


def _typed(reading: Reading) -> dict[str, Any]:
    """What the posted form holds, with what the draft holds and no form shows."""
    draft = reading.draft
    form = forms.form_of(draft.noun).posted(
        request.form, fixed=names.fixed(draft.noun, draft.key, {}), topic=reading.topic
    )
    unseen = {key: value for key, value in data_of(draft).items() if key not in form}
    return unseen | form.exchange()


def _shown(reading: Reading, check: bool, **more: Any) -> str:
    """The form of what was saved last."""
    data = data_of(reading.draft)
    # What is checked is what would be handed in; so the places of the problems are these.
    return form_page(reading, without_blanks(data) if check else data, check, **more)


def _refused(
    reading: Reading, data: dict[str, Any], sentence: str = "", unattached: Faults | None = None
) -> str:
    """The form of what was posted and not saved."""
    waiting = Attaching.posted(request.form)
    more: dict[str, Any] = {"attaching": waiting, "unattached": unattached}
    return form_page(reading, data, refused=sentence, saved=False, **more)


def _keeping(reading: Reading, what: str, anchor: str, waiting: Attaching) -> tuple[str, int]:
    """The form once it was saved, with the source that is typed and attached to nothing yet.

    Another page would lose it, so that whoever goes on to one hears of it first.
    """
    left = waiting.left() if what in ("submit", "preview") else {}
    page = _shown(reading, what == "check", focus=anchor, attaching=waiting, unattached=left)
    return page, 422 if left else 200


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _tab() -> str:
    """What the browser calls the tab, which outlives a reload; else the name of the page."""
    return (request.form.get("tab") or request.form.get("window", ""))[:40]


def _state(id: int, version: int) -> Response:
    tab = _tab()
    presence.here(db.session, actor(), id, tab)
    reading = readable(id)
    people = present(db.session, id, actor().id, drafting.now(), tab)
    asked, done = _marks(reading)
    return jsonify(
        version=version,
        saved=f"{reading.draft.saved_at:%H:%M} UTC",
        here=[name if not own else _("you, in another window") for name, own in people],
        to_confirm=sorted(asked),
        unconfirmed=sorted(asked - done),
    )


def _marks(reading: Reading) -> tuple[set[str], set[str]]:
    """The positions whose citations are to be confirmed, and those that were."""
    if reading.draft.noun != "perspective":
        return set(), set()
    return to_confirm(reading, data_of(reading.draft))


def _meets(stale: drafts.Stale) -> ResponseReturnValue:
    """The page on which two forms of a draft meet; the script only hears that there is one."""
    if _wants_json():
        return jsonify(conflict=url_for("desk.draft", id=stale.draft_id)), 409
    return merge_page(readable(stale.draft_id), stale.base, stale.theirs, stale.mine), 409


def _next(id: int, reading: Reading, what: str, anchor: str) -> str:
    if what == "submit":
        return url_for("desk.submission", id=reading.submission.id, _anchor="submit")
    if what == "preview":
        return url_for("desk.draft_preview", id=id)
    check = "1" if what == "check" else None
    return url_for("desk.draft", id=id, check=check, focus=anchor or None, _anchor=anchor or None)
