"""Words that several forms need: dates, what a source is, how it is known, in one line."""

from __future__ import annotations

from collections.abc import Mapping

from app.documents import Citation, Source

KINDS = {
    "treaty": "Treaty",
    "resolution": "Resolution",
    "official-statement": "Official statement",
    "official-document": "Official document",
    "transcript": "Transcript",
    "court-judgment": "Court judgment",
    "news": "News",
    "analysis": "Analysis",
    "dataset": "Data set",
    "reference": "Reference work",
}


def source_line(source: Source) -> str:
    """A source in one line: authors, title, publisher, date, symbol, address."""
    parts = (", ".join(source.authors), source.title, source.publisher, source.published)
    said = ". ".join(part for part in (*parts, source.symbol or "") if part)
    return f"{said}. {source.url}"


def citation_line(citation: Citation, sources: Mapping[str, Source]) -> str:
    """A citation in one line: the place, its source and, where it was not read, the reporter."""
    source = sources[citation.source]
    quoted = f"“{citation.quotation.text}”, " if citation.quotation else ""
    reported = f" ({reported_via(sources[source.via])})" if source.via else ""
    return f"{quoted}{citation.locator}: {source_line(source)}{reported}"


def reported_via(reporter: Source) -> str:
    """That a source was not read itself, and where its content was."""
    return f"Reported via {source_line(reporter)}"


def note(source: Source, reporter: Source | None) -> str:
    """What a reader should know of a source; '' for one that was read and has no note."""
    parts = (reported_via(reporter) if reporter else "", source.note or "")
    return " ".join(part for part in parts if part)
