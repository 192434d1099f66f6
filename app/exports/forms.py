"""The one table of forms: what a topic and a source can be had as, and who writes it.

Addresses with a suffix, content negotiation, ``Link`` headers and ``<link>`` elements all
read this table.
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


@dataclass(frozen=True)
class Written(Form):
    """A form that is made of an export here."""

    write: Writer


def _text(writer: Callable[[Any], str]) -> Writer:
    return lambda export: writer(export).encode()


def _catalogue(address: str, clocks: str) -> str:
    """Where records were taken from, of when, and under which licence."""
    return f"{SITE_NAME}, {address}. {clocks} {LICENCE_NAME}, {LICENCE}"


def _of_topic(export: TopicExport) -> tuple[list[Source], dict[str, Source], str]:
    page = export.page
    return page.shown_sources, page.sources, _catalogue(export.permanent, export.told)


def _of_source(export: SourceExport) -> tuple[list[Source], dict[str, Source], str]:
    held = {export.via.id: export.via} if export.via else {}
    address = export.links.source(export.source.id)
    return [export.source], held, _catalogue(address, export.clocks)


def _citations(read: Callable[[Any], tuple[list[Source], dict[str, Source], str]]) -> list[Written]:
    """The forms of bibliographies; *read* gives sources, those that report, and the catalogue."""
    return [
        Written(
            "bib", "application/x-bibtex", "BibTeX",
            _text(lambda export: _bibtex(*read(export))),
        ),
        Written(
            "ris", "application/x-research-info-systems", "RIS",
            _text(lambda export: ris.write(*read(export))),
        ),
        Written(
            "csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON",
            _text(lambda export: csl.write(*read(export))),
        ),
    ]  # fmt: skip


def _bibtex(sources: Iterable[Source], held: dict[str, Source], catalogue: str) -> str:
    return bibtex.write(sources, held, [catalogue])


def written(export: TopicExport) -> dict[str, bytes]:
    """Every form of a topic that is written here but the zip, by its suffix."""
    return {each.suffix: each.write(export) for each in TOPIC if each != _ZIP}


def _media_types() -> dict[str, str]:
    return {each.suffix: each.media_type for each in TOPIC}


def _package(export: TopicExport) -> bytes:
    return package.write(export, written(export))


_ZIP = Written("zip", "application/zip", "ZIP", _package)
TOPIC = (
    Written("json", "application/json", "JSON", _text(lambda export: data.write(data.topic(export)))),
    Written(
        "jsonld", "application/ld+json", "JSON-LD",
        _text(lambda export: data.write(jsonld.topic(export, _media_types()))),
    ),
    Written("csv", "text/csv", "CSV", _text(table.write)),
    Written("md", "text/markdown", "Markdown", _text(markdown.write)),
    *_citations(_of_topic),
    _ZIP,
)  # fmt: skip
SOURCE = (
    Written(
        "json", "application/json", "JSON", _text(lambda export: data.write(data.source(export)))
    ),
    *_citations(_of_source),
)
#: The forms that are written, of each noun that has any.
FORMS: dict[str, tuple[Written, ...]] = {"topic": TOPIC, "source": SOURCE}
#: Those that pages point to: the feed of a topic is made elsewhere.
ALTERNATES: dict[str, tuple[Form, ...]] = {
    "topic": (*TOPIC, Form("atom", "application/atom+xml", "Atom")),
    "source": SOURCE,
}
