"""Sources as CSL-JSON, the data of citation processors and of Zotero.

Format: https://docs.citationstyles.org/en/stable/specification.html (CSL 1.0.2, appendices III
and IV) and https://github.com/citation-style-language/schema (csl-data.json).

The authors of a source are written as its record has them, whole (``literal``): a record does
not say which part of a name is the family's, and names of different languages put it in
different places.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from app.documents import Source
from app.documents.identifier import doi
from app.exports.words import KINDS, note

Item = dict[str, Any]

_TYPES = {
    "treaty": "treaty",
    "resolution": "report",
    "official-statement": "webpage",
    "official-document": "report",
    "transcript": "document",
    "court-judgment": "legal_case",
    "news": "article-newspaper",
    "analysis": "webpage",
    "dataset": "dataset",
    "reference": "entry-encyclopedia",
}
#: The variable that names the publisher, where it is not ``publisher``.
_PUBLISHERS = {
    "legal_case": "authority",
    "article-journal": "container-title",
    "article-newspaper": "container-title",
    "entry-encyclopedia": "container-title",
    "webpage": "container-title",
}
#: Kinds that their type does not tell.
_GENRES = ("resolution", "official-statement", "official-document", "transcript")


def item(source: Source, reporter: Source | None = None, catalogue: str = "") -> Item:
    """A source as one item; *catalogue* says where the item itself was taken from."""
    name = doi(source.symbol or "")
    kind = "article-journal" if name and source.kind == "analysis" else _TYPES[source.kind]
    filled = {
        "id": source.id,
        "type": kind,
        "title": source.title,
        "author": [{"literal": author} for author in source.authors],
        _PUBLISHERS.get(kind, "publisher"): source.publisher,
        "issued": date(source.published),
        "genre": KINDS[source.kind] if source.kind in _GENRES else "",
        "number": "" if name else source.symbol,
        "DOI": name,
        "URL": source.url,
        "language": source.language,
        "note": note(source, reporter),
        "source": catalogue,
    }
    return {name: value for name, value in filled.items() if value}


def date(text: str) -> dict[str, list[list[int]]]:
    """A date as precise as it is known: a year, with a month, with a day."""
    return {"date-parts": [[int(part) for part in text.split("-")]]}


def write(sources: Iterable[Source], held: Mapping[str, Source], catalogue: str) -> str:
    """Sources as a JSON list of items; *held* has those that report others."""
    items = [item(each, held.get(each.via or ""), catalogue) for each in sources]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
