"""A topic as a table (RFC 4180): one row a position, with its citations in the row.

The file begins with a byte order mark: without one Excel takes UTF-8 for the code page of its
machine and spoils every name that is not English, while LibreOffice, pandas and R's readr take
the mark away of themselves; Python's own ``csv`` wants the encoding ``utf-8-sig``. Lists in a
cell are JSON, in the order of the citations, so that no separator is mistaken for text. A cell
that a spreadsheet would take for a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from app.documents import Citation, Position
from app.documents.positions_csv import defused
from app.exports.links import LICENCE, LICENCE_NAME, moment
from app.exports.subject import TopicExport
from app.exports.words import citation_line
from app.queries.matrix import Cell

Line = dict[str, str]

#: The columns, in their order, and what each holds.
COLUMNS = {
    "topic": "the topic's name in addresses",
    "topic_title": "its title",
    "proposition": "the proposition's id",
    "proposition_text": "the sentence that the position is about",
    "party": "the party's id",
    "party_name": "its short name",
    "position": "the position's id",
    "stance": "agrees, disagrees, conditional, mixed or none-found",
    "standing": "yes if it stands, no if a newer position of the party replaces it",
    "date": "when it was said, as precise as it is known",
    "speaker_name": "who said it, a person or an organ",
    "speaker_role": "the office held then",
    "speaker_affiliation": "for whom",
    "statement": "what was said, in our words",
    "searched_where": "where nothing was found",
    "searched_date": "when that was searched",
    "citations": "what it rests on, to be read, one line a citation",
    "citation_sources": "JSON list: the ids of the sources cited",
    "citation_locators": "JSON list: the place in each",
    "citation_quotations": "JSON list: the words quoted from each, or null",
    "citation_urls": "JSON list: where each can be read",
    "address": "where the position is found now; with ?published= and as_published, where it stays",
    "licence": "under which the row may be used",
    "licence_url": "the text of the licence",
    "revision": "the number of the revision of the perspective that holds it",
    "published": "when that revision was published (UTC)",
    "as_published": "the moment of the site's history that the file shows (UTC)",
    "as_of": "the date in the world that the file shows; empty for now",
}


def write(topic: TopicExport) -> str:
    """Every position that the page shows, by proposition, party and date, newest first."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for line in _lines(topic):
        writer.writerow({name: defused(cell) for name, cell in line.items()})
    return "\ufeff" + out.getvalue()


def _lines(topic: TopicExport) -> Iterator[Line]:
    for row in topic.page.rows:
        for cell in row.cells.values():
            for position in (*cell.standing, *cell.earlier):
                yield {
                    **_named(topic, cell),
                    **_said(cell, position),
                    **_cited(topic, position.citations),
                    **_origin(topic, cell, position),
                }


def _named(topic: TopicExport, cell: Cell) -> Line:
    return {
        "topic": topic.slug,
        "topic_title": topic.page.topic.title,
        "proposition": cell.proposition.id,
        "proposition_text": cell.proposition.text,
        "party": cell.party.id,
        "party_name": cell.party.name,
    }


def _said(cell: Cell, position: Position) -> Line:
    speaker, searched = position.speaker, position.searched
    return {
        "position": position.id,
        "stance": position.stance,
        "standing": "yes" if position in cell.standing else "no",
        "date": position.date or "",
        "speaker_name": speaker.name if speaker else "",
        "speaker_role": speaker.role if speaker else "",
        "speaker_affiliation": speaker.affiliation if speaker else "",
        "statement": position.statement,
        "searched_where": searched.where if searched else "",
        "searched_date": searched.date if searched else "",
    }


def _cited(topic: TopicExport, citations: tuple[Citation, ...]) -> Line:
    sources = topic.page.sources
    quoted = [each.quotation.text if each.quotation else None for each in citations]
    return {
        "citations": "\n".join(citation_line(each, sources) for each in citations),
        "citation_sources": _json([each.source for each in citations]),
        "citation_locators": _json([each.locator for each in citations]),
        "citation_quotations": _json(quoted),
        "citation_urls": _json([sources[each.source].url for each in citations]),
    }


def _origin(topic: TopicExport, cell: Cell, position: Position) -> Line:
    edition = topic.edition(topic.page.perspectives[cell.party.id])
    return {
        "address": topic.links.position(topic.slug, cell.party.id, position.id),
        "licence": LICENCE_NAME,
        "licence_url": LICENCE,
        "revision": str(edition.number),
        "published": moment(edition.published_at),
        "as_published": moment(topic.revised),
        "as_of": topic.page.as_of or "",
    }


def _json(values: list[str] | list[str | None]) -> str:
    return json.dumps(values, ensure_ascii=False)
