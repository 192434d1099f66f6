"""One draft: its form, its saving, its preview."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any, cast

from flask import Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.actions import drafting, drafts, names, presence
from app.actions.bundle import Problem, bundle, data_of
from app.actions.refused import Refused
from app.desk import blueprint, forms
from app.desk.beside import missing_names, sources_beside
from app.desk.confirming import confirmed, to_confirm
from app.desk.merging import merge_page
from app.desk.pasting import attached, pasted_in
from app.desk.paths import paths_of
from app.desk.permission import actor, needs
from app.desk.posted import number
from app.desk.previews import preview_of
from app.desk.reading import Reading, form_with, readable
from app.desk.words import named, named_all
from app.documents import Document, Source
from app.documents.blanks import without_blanks
from app.documents.gone import is_gone, named_sources
from app.documents.likeness import Likeness
from app.documents.partial import shown
from app.documents.reciting import cited_instead
from app.extensions import db
from app.models import DraftRow
from app.queries.desk.draft import comments, present
from app.queries.desk.held import alike_to
from app.queries.documents import Version, one
from app.queries.names import titles


@blueprint.get("/drafts/<number:id>")
@needs("draft")
def draft(id: int) -> str:
    """The form of a draft, with what was typed last."""
    reading = readable(id)
    check, data = request.args.get("check") == "1", data_of(reading.draft)
    # What is checked is what would be handed in; so the places of the problems are these.
    return _form_page(reading, without_blanks(data) if check else data, check=check)


@blueprint.post("/drafts/<number:id>")
@needs("draft")
def save_draft(id: int) -> ResponseReturnValue:
    """Save what the form holds; the button pressed says what comes then.

    The same address serves the script that saves by itself, which asks for JSON.
    """
    reading = readable(id)
    data, anchor = _typed(reading), ""
    handed_in = reading.submission.state in drafting.HANDED_IN
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
        return _form_page(reading, data, refused=str(bad)), 422
    except Refused as refused:
        if _wants_json():
            return jsonify(refused=str(refused)), 409
        return _form_page(reading, data, refused=str(refused)), 409
    if _wants_json():
        return _state(id, version)
    if handed_in and reading.submission.state not in drafting.HANDED_IN:
        flash(_("This had been handed in. Your change took it back; hand it in again."))
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
        given = request.form
        citation = {
            name: value
            for name in ("source", "locator")
            if (value := given.get(f"attach_{name}", "").strip())
        }
        return attached(data, set(given.getlist("attach")), citation), "attach"
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


def _form_page(
    reading: Reading, data: dict[str, Any], check: bool = False, refused: str = ""
) -> str:
    draft = reading.draft
    form = form_with(draft, data)
    form.focus = request.args.get("focus", "")
    beside = sources_beside(reading.submission)
    form.titles = titles(db.session, named_sources(data)) | {
        each.id: each.title or each.id for each in beside.values() if each.id != draft.key
    }
    whole = bundle(db.session, reading.submission) if check else None
    problems = whole.problems if whole else ()
    found = [(each.path, each.sentence) for each in problems if each.draft.id == draft.id]
    forms.show(form, found)
    if draft.noun == "perspective":
        form.to_confirm, form.confirmed = to_confirm(reading, data)
    pasted = pasted_in(data, set(form.titles), beside)
    remarks = comments(db.session, [draft.id])
    current = one(db.session, draft.noun, draft.key)
    window = request.form.get("window") or secrets.token_hex(8)
    page = render_template(
        "desk/draft.html",
        reading=reading,
        form=form,
        name=named(draft.noun, draft.key),
        faults=forms.summary(form, found),
        checked=check,
        others=_others(draft, problems),
        missing=missing_names(whole),
        refused=refused,
        window=window,
        here=present(db.session, draft.id, actor().id, drafting.now()),
        comments=remarks,
        paths=paths_of(remarks, [draft]),
        outdated=_outdated(draft, current),
        gone=current.document if current and current.document.gone and is_gone(data) else None,
        # What is only unknown is among the faults already.
        pasted=[each for each in pasted if each.leads_on or not check],
        likely=_likely(reading, data, beside),
    )
    if reading.own and draft.is_open:
        presence.here(db.session, actor(), draft.id)
    return page


def _others(draft: DraftRow, problems: Iterable[Problem]) -> dict[int, str]:
    """The names of the other drafts of a submission that have problems, by the drafts."""
    found = {each.draft.id: (each.draft.noun, each.draft.key) for each in problems}
    found.pop(draft.id, None)
    called = named_all(found.values()) if found else {}
    return {number: called[name] for number, name in found.items()}


def _likely(
    reading: Reading, data: dict[str, Any], beside: dict[str, Source]
) -> list[tuple[str, Likeness]]:
    """(title, likeness) of sources that may be the same publication as the one that is drafted."""
    if reading.draft.noun != "source":
        return []
    document, _left_out = shown("source", data)
    others = [each for each in beside.values() if each.id != reading.draft.key]
    found = alike_to(db.session, cast(Source, document), others) if data.get("url") else []
    called = {each.id: each.title for each in others}
    called |= titles(db.session, (each.id for each in found))
    return [(called[each.id], each) for each in found]


def _outdated(draft: DraftRow, current: Version[Document] | None) -> int | None:
    number = current.number if current else None
    return number if number != draft.base else None


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
    return jsonify(
        version=version,
        saved=f"{reading.draft.saved_at:%H:%M} UTC",
        here=[name if not own else _("you, in another window") for name, own in people],
        unconfirmed=sorted(_open_marks(reading)),
    )


def _open_marks(reading: Reading) -> set[str]:
    if reading.draft.noun != "perspective":
        return set()
    asked, done = to_confirm(reading, data_of(reading.draft))
    return asked - done


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
