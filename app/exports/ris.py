"""Sources as RIS, the exchange form of reference managers.

Format: https://en.wikipedia.org/wiki/RIS_(file_format) and the type list of RIS 2011, as
``rispy`` writes them. PY is the year; DA keeps a date as precise as it is known
(``YYYY/MM/DD`` with empty parts left empty).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import rispy

from app.documents import Source
from app.documents.identifier import doi
from app.exports.words import KINDS, note

_TYPES = {
    "treaty": "LEGAL",
    "resolution": "GOVDOC",
    "official-statement": "GOVDOC",
    "official-document": "GOVDOC",
    "transcript": "GOVDOC",
    "court-judgment": "CASE",
    "news": "NEWS",
    "analysis": "ELEC",
    "dataset": "DATA",
    "reference": "ENCYC",
}


class _Writer(rispy.RisWriter):
    """Records without the numbers that some databases put before them."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:
        """Nothing stands before a record."""
        return ""


def write(sources: Iterable[Source], held: Mapping[str, Source], catalogue: str) -> str:
    """Sources as a .ris file; *catalogue* says where its records were taken from.

    *held* has the sources that report others.
    """
    records = [_record(each, held.get(each.via or ""), catalogue) for each in sources]
    return str(rispy.dumps(records, implementation=_Writer))


def _record(source: Source, reporter: Source | None, catalogue: str) -> dict[str, Any]:
    name = doi(source.symbol or "")
    journal = bool(name) and source.kind == "analysis"
    where = "secondary_title" if journal or source.kind == "news" else "publisher"
    said = note(source, reporter)
    filled = {
        "type_of_reference": "JOUR" if journal else _TYPES[source.kind],
        "id": source.id,
        "authors": list(source.authors),
        "title": source.title,
        where: source.publisher,
        "year": source.published[:4],
        "date": _date(source.published),
        "number": "" if name else source.symbol,
        "type_of_work": KINDS[source.kind],
        "doi": name,
        "urls": [source.url],
        "language": source.language,
        "notes": [said] if said else [],
        "name_of_database": catalogue,
    }
    return {label: value for label, value in filled.items() if value}


def _date(text: str) -> str:
    year, month, day = [*text.split("-"), "", ""][:3]
    return f"{year}/{month}/{day}"
