"""A topic and a source as JSON: the documents in their exchange form, with where they stand.

The documents are those of the files in ``data/`` (data/README.md has their fields). Beside each
stand its address and its revision; the sources of all that is said are in the same file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.documents import Document, Perspective, exchange
from app.exports.links import LICENCE, LICENCE_NAME, SITE_NAME, Links, moment
from app.exports.subject import SourceExport, TopicExport
from app.queries.history import Edition
from app.queries.matrix import Cell, Row

Data = dict[str, Any]


def topic(export: TopicExport) -> Data:
    """A topic with everything that its page shows."""
    page, links = export.page, export.links
    events = tuple(event for event in page.topic.events if event in page.events)
    shown = page.topic.model_copy(update={"events": events})
    return {
        "address": links.topic(export.slug),
        **_terms(links),
        "as_of": page.as_of,
        **({"beyond_as_of": export.beyond} if export.beyond else {}),
        "as_published": moment(export.revised),
        "permanent_address": export.permanent,
        "topic": _document(shown, export.edition(page.topic), links),
        "parties": [_document(each, export.edition(each), links) for each in page.parties],
        "perspectives": [_perspective(export, each) for each in page.perspectives.values()],
        "comparison": [_row(export, row) for row in page.rows],
        "sources": [
            {"number": page.numbers[each.id], **_document(each, export.edition(each), links)}
            for each in page.shown_sources
        ],
    }


def source(export: SourceExport) -> Data:
    """A source, with the one that reports it."""
    return {
        "address": export.links.source(export.source.id),
        **_terms(export.links),
        "as_published": moment(export.edition.published_at),
        "source": _document(export.source, export.edition, export.links),
        "reported_by": exchange(export.via) if export.via else None,
    }


def write(data: Data) -> str:
    """Plain data as JSON (RFC 8259), to be read by people as well."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _terms(links: Links) -> Data:
    return {
        "publisher": SITE_NAME,
        "licence": {"name": LICENCE_NAME, "address": LICENCE},
        "method": links.method(),
    }


def _document(document: Document, edition: Edition, links: Links) -> Data:
    return {
        "address": links.page(document.noun, document.key),
        "revision": _revision(edition, links),
        "document": exchange(document),
    }


def _revision(edition: Edition, links: Links) -> Data:
    return {
        "number": edition.number,
        "published": moment(edition.published_at),
        "digest": edition.digest,
        "address": links.revision(edition.noun, edition.key, edition.number),
    }


def _perspective(export: TopicExport, perspective: Perspective) -> Data:
    """A perspective with the positions that are shown; of a retracted one only the notice."""
    edition = export.edition(perspective)
    if perspective.gone:
        return {
            "address": export.links.page("perspective", perspective.key),
            "revision": _revision(edition, export.links),
            "party": perspective.party,
            "retracted": perspective.retracted,
        }
    cells = [row.cells[perspective.party] for row in export.page.rows]
    shown = {each.id for cell in cells for each in (*cell.standing, *cell.earlier)}
    kept = tuple(each for each in perspective.positions if each.id in shown)
    held = perspective.model_copy(update={"positions": kept})
    return _document(held, edition, export.links)


def _row(export: TopicExport, row: Row) -> Data:
    return {
        "proposition": row.proposition.id,
        "address": export.links.proposition(export.slug, row.proposition.id),
        "cells": _cells(row.cells),
    }


def _cells(cells: Mapping[str, Cell]) -> Data:
    """Where each party stands: the state and stance of its cell and the ids of its positions."""
    return {
        party: {
            "state": cell.state,
            "stance": cell.stance,
            "standing": [position.id for position in cell.standing],
            "earlier": [position.id for position in cell.earlier],
        }
        for party, cell in cells.items()
    }
