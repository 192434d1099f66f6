"""The one table of forms: what a topic and a source can be had as, and who writes it.

Addresses with a suffix, content negotiation, ``Link`` headers and ``<link>`` elements all
read this table. A form without a writer is made elsewhere and only pointed to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from app.documents import Source
from app.exports import bibtex, csl, data, jsonld, markdown, package, ris, table
from app.exports.links import LICENCE, LICENCE_NAME, SITE_NAME
from app.exports.subject import SourceExport, TopicExport

Writer = Callable[[Any], bytes]


@dataclass(frozen=True)
class Form:
    """One form of a document."""

    suffix: str
    media_type: str
    title: str
    write: Writer | None


def _text(writer: Callable[[Any], str]) -> Writer:
    return lambda export: writer(export).encode()


def _catalogue(address: str, clocks: str) -> str:
    """Where records were taken from, of when, and under which licence."""
    return f"{SITE_NAME}, {address}. {clocks} {LICENCE_NAME}, {LICENCE}"


def _of_topic(export: TopicExport) -> tuple[list[Source], dict[str, Source], str]:
    page = export.page
    return page.shown_sources, page.sources, _catalogue(export.permanent, export.clocks)


def _of_source(export: SourceExport) -> tuple[list[Source], dict[str, Source], str]:
    held = {export.via.id: export.via} if export.via else {}
    address = export.links.source(export.source.id)
    return [export.source], held, _catalogue(address, export.clocks)


def _citations(read: Callable[[Any], tuple[list[Source], dict[str, Source], str]]) -> list[Form]:
    """The forms of bibliographies; *read* gives sources, those that report, and the catalogue."""
    return [
        Form(
            "bib", "application/x-bibtex", "BibTeX",
            _text(lambda export: _bibtex(*read(export))),
        ),
        Form(
            "ris", "application/x-research-info-systems", "RIS",
            _text(lambda export: ris.write(*read(export))),
        ),
        Form(
            "csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON",
            _text(lambda export: csl.write(*read(export))),
        ),
    ]  # fmt: skip


def _bibtex(sources: Iterable[Source], held: dict[str, Source], catalogue: str) -> str:
    return bibtex.write(sources, held, [catalogue])


def written(export: TopicExport) -> dict[str, bytes]:
    """Every form of a topic that is written here but the zip, by its suffix."""
    return {each.suffix: each.write(export) for each in TOPIC if each.write and each != _ZIP}


def _package(export: TopicExport) -> bytes:
    return package.write(export, written(export))


_ZIP = Form("zip", "application/zip", "ZIP", _package)
TOPIC = (
    Form("json", "application/json", "JSON", _text(lambda export: data.write(data.topic(export)))),
    Form(
        "jsonld", "application/ld+json", "JSON-LD",
        _text(lambda export: data.write(jsonld.topic(export))),
    ),
    Form("csv", "text/csv", "CSV", _text(table.write)),
    Form("md", "text/markdown", "Markdown", _text(markdown.write)),
    *_citations(_of_topic),
    _ZIP,
    Form("atom", "application/atom+xml", "Atom", None),
)  # fmt: skip
SOURCE = (
    Form("json", "application/json", "JSON", _text(lambda export: data.write(data.source(export)))),
    *_citations(_of_source),
)
#: The forms of each noun that has any.
FORMS: dict[str, tuple[Form, ...]] = {"topic": TOPIC, "source": SOURCE}
