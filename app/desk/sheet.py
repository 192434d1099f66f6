"""The page on which a draft is written: its form, with all that is to be said of it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any, cast

from flask import render_template, request
from flask_babel import gettext as _

from app.actions import drafting, presence
from app.actions.bundle import Problem, bundle
from app.desk import forms
from app.desk.attaching import Attaching, Faults
from app.desk.beside import missing_names, sources_beside
from app.desk.confirming import confirmed, to_confirm
from app.desk.pasting import pasted_in
from app.desk.paths import paths_of
from app.desk.permission import actor
from app.desk.reading import Reading, form_with
from app.desk.words import named, named_all
from app.documents import Document, Source
from app.documents.gone import is_gone, named_sources
from app.documents.likeness import Likeness
from app.documents.partial import shown
from app.extensions import db
from app.models import DraftRow
from app.queries.desk.draft import comments, present
from app.queries.desk.held import alike_to
from app.queries.documents import Version, one
from app.queries.names import titles


def form_page(
    reading: Reading,
    data: dict[str, Any],
    check: bool = False,
    refused: str = "",
    *,
    saved: bool = True,
    focus: str = "",
    attaching: Attaching | None = None,
    unattached: Faults | None = None,
) -> str:
    """The page, with *data* in the form, which are those of the draft where they are *saved*.

    *attaching* is what waits to be attached, and *unattached* what is missing for that.
    """
    draft = reading.draft
    form = form_with(draft, data)
    form.focus = focus
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
        if not saved:  # a refused form keeps its ticks as well
            form.confirmed |= form.to_confirm & confirmed(reading, data, request.form).keys()
    missing = dict(unattached or {})
    pasted = pasted_in(data, set(form.titles), beside)
    remarks = comments(db.session, [draft.id])
    current = one(db.session, draft.noun, draft.key)
    window = request.form.get("window") or secrets.token_hex(8)
    page = render_template(
        "desk/draft.html",
        reading=reading,
        form=form,
        name=named(draft.noun, draft.key),
        faults=[*forms.summary(form, found), *_missing(missing)],
        checked=check,
        others=_others(draft, problems),
        needed=missing_names(whole),
        refused=refused,
        version=draft.version if saved else request.form.get("version") or draft.version,
        window=window,
        here=present(db.session, draft.id, actor().id, drafting.now()),
        comments=remarks,
        paths=paths_of(remarks, [draft]),
        outdated=_outdated(draft, current),
        gone=current.document if current and current.document.gone and is_gone(data) else None,
        # What is only unknown is among the faults already.
        pasted=[each for each in pasted if each.leads_on or not check],
        likely=_likely(reading, data, beside),
        attaching=attaching or Attaching(),
        missing=missing,
    )
    if reading.own and draft.is_open:
        presence.here(db.session, actor(), draft.id)
    return page


def _missing(faults: Faults) -> list[tuple[str, str, str]]:
    """The same as the list at the top has it: (HTML id, label, sentence)."""
    labels = {"attach-source": _("Source"), "attach-positions": _("Positions")}
    return [(place, labels[place], sentence) for place, sentence in faults.items()]


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
