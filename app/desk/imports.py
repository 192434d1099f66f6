"""Imports by upload: tried first, row by row, then put into drafts."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.actions.imports import Row, land, trial
from app.actions.incoming import Incoming, of_table, of_yaml
from app.actions.refused import Refused
from app.desk import blueprint
from app.desk.permission import actor, needs
from app.desk.words import named_all
from app.documents.faults import Fault, not_utf8
from app.documents.files import read_text
from app.documents.positions_csv import COLUMNS, Owner, is_table, read_csv, write_csv
from app.extensions import db
from app.queries.desk.called import names_in

#: What a table holds, for those who have never seen one.
_EXAMPLE: dict[Owner, list[dict[str, Any]]] = {
    ("the-topic", "the-party"): [
        {
            "id": "example-2022-01-06",
            "proposition": "the-id-of-a-proposition",
            "stance": "agrees",
            "date": "2022-01-06",
            "speaker": {"name": "A. Speaker", "role": "Minister", "affiliation": "Government"},
            "statement": "Said, in our words, that it agrees.",
            "citations": [
                {"source": "the-id-of-a-source", "locator": "paragraph 2"},
                {"source": "another-source", "locator": "page 3"},
            ],
        },
        {
            "id": "example-none",
            "proposition": "another-proposition",
            "stance": "none-found",
            "statement": "No position was found.",
            "searched": {"where": "Site of the ministry, 2022", "date": "2022-03-01"},
        },
    ]
}


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
    given, faults = _read(name, text)
    if given is None:
        return _page(text=text, name=name, faults=faults), 422
    rows = trial(db.session, actor(), given.documents)
    told = [given.fault_of(row.name, *each) for row in rows for each in row.problems]
    faults = sorted([*given.faults, *told])
    if given.faults or request.form.get("do") != "land":
        return _page(text=text, name=name, rows=rows, faults=faults), 422 if faults else 200
    summary = request.form.get("summary", "").strip() or _("Imported from %(name)s.", name=name)
    try:
        submission = land(db.session, actor(), given.documents, summary[:300])
    except Refused as refused:
        page = _page(text=text, name=name, rows=rows, faults=faults, refused=str(refused))
        return page, 409
    return redirect(url_for("desk.submission", id=submission))


def _given() -> tuple[str, str, list[Fault]]:
    """The name and text of what was given: a file, else what stands in the field.

    The file is read into memory, at most a megabyte of it, and never kept.
    """
    file = request.files.get("file")
    if not file or not file.filename:
        text = request.form.get("text", "").replace("\r\n", "\n")
        pasted = "pasted.csv" if is_table(text) else "pasted.yaml"
        return request.form.get("name", "").strip()[:120] or pasted, text, []
    name = file.filename.rsplit("/", 1)[-1].rsplit("\\", 1)[-1][:120]
    try:
        return name, file.read().decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        return name, "", [not_utf8(name, error)]


def _read(name: str, text: str) -> tuple[Incoming | None, list[Fault]]:
    """What a text gives, or why it cannot be read."""
    if not text.strip():
        return None, [Fault(name, 1, "", _("holds nothing"))]
    if name.lower().endswith((".csv", ".tsv")) or is_table(text):
        rows = read_csv(text, name)
        return None if rows.faults else of_table(db.session, actor(), rows), rows.faults
    reading = read_text(name, text)
    return None if reading.faults else of_yaml(reading), reading.faults


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
        columns=COLUMNS,
        example=write_csv(_EXAMPLE),
        names=named_all(row.name for row in rows or ()),
        called=names_in(db.session, [row.document for row in rows or () if row.document]),
        ready=bool(rows)
        and not faults
        and not any(row.kind in ("wrong", "taken") for row in rows or ()),
    )
