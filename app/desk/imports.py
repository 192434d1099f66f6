"""Imports by upload: tried first, row by row, then put into drafts."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.actions.imports import Row, land, positions_into, trial
from app.actions.refused import Refused
from app.desk import blueprint
from app.desk.permission import actor, needs
from app.desk.words import named_all
from app.documents.corpus import Name
from app.documents.faults import Fault, field_name
from app.documents.files import read_text
from app.documents.positions_csv import read_csv
from app.extensions import db
from app.queries.desk.called import names_in

Data = dict[str, Any]


@blueprint.get("/import")
@needs("draft")
def upload() -> str:
    """Where a file is given: YAML of documents, or CSV of positions."""
    return _page()


@blueprint.post("/import")
@needs("draft")
def try_import() -> ResponseReturnValue:
    """Show what a file would change, or put it into drafts if that was seen and wanted."""
    name, text, faults = _given()
    if faults:
        return _page(text=text, name=name, faults=faults), 422
    wanted, faults = _read(name, text)
    if faults:
        return _page(text=text, name=name, faults=faults), 422
    rows = trial(db.session, actor(), wanted)
    if request.form.get("do") != "land":
        return _page(text=text, name=name, rows=rows)
    summary = request.form.get("summary", "").strip() or _("Imported from %(name)s.", name=name)
    try:
        submission = land(db.session, actor(), wanted, summary[:300])
    except Refused as refused:
        return _page(text=text, name=name, rows=rows, refused=str(refused)), 409
    return redirect(url_for("desk.submission", id=submission))


def _given() -> tuple[str, str, list[Fault]]:
    """The name and text of what was given: a file, else what stands in the field.

    The file is read into memory, at most a megabyte of it, and never kept.
    """
    file = request.files.get("file")
    if not file or not file.filename:
        name = request.form.get("name", "").strip()[:120] or "pasted.yaml"
        return name, request.form.get("text", "").replace("\r\n", "\n"), []
    name = file.filename.rsplit("/", 1)[-1].rsplit("\\", 1)[-1][:120]
    try:
        return name, file.read().decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return name, "", [Fault(name, 1, "", _("is not UTF-8; save it in that encoding"))]


def _read(name: str, text: str) -> tuple[dict[Name, Data], list[Fault]]:
    if not text.strip():
        return {}, [Fault(name, 1, "", _("holds nothing"))]
    if name.lower().endswith((".csv", ".tsv")):
        rows = read_csv(text, name)
        positions = {
            owner: [each.data for each in given] for owner, given in rows.positions.items()
        }
        wanted = {} if rows.faults else positions_into(db.session, actor(), positions)
        return wanted, rows.faults
    reading = read_text(name, text)
    return reading.data, reading.faults


def _page(
    text: str = "",
    name: str = "",
    rows: list[Row] | None = None,
    faults: list[Fault] | None = None,
    refused: str = "",
) -> str:
    return render_template(
        "desk/import.html",
        text=text,
        name=name,
        rows=rows,
        faults=faults or [],
        refused=refused,
        names=named_all(row.name for row in rows or ()),
        field_name=field_name,
        called=names_in(db.session, [row.document for row in rows or () if row.document]),
        ready=bool(rows) and not any(row.kind in ("wrong", "taken") for row in rows or ()),
    )
