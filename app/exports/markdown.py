"""A topic as Markdown (CommonMark), for readers and programs that take text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.documents import Citation, Position, Source
from app.exports.links import LICENCE, LICENCE_NAME
from app.exports.subject import TopicExport
from app.exports.words import KINDS, reported_via
from app.queries.matrix import Cell, Row

STANCES = {
    "agrees": "Agrees",
    "disagrees": "Disagrees",
    "conditional": "Agrees on a condition",
    "mixed": "Says both",
    "none-found": "No position found",
}
FINDINGS = {
    "supported": "Supported",
    "partly-supported": "Partly supported",
    "disputed": "Disputed",
    "contradicted": "Contradicted",
    "not-established": "Not established",
}
_EMPTY = {
    "not-yet": "Nothing by this date.",
    "not-compared": "Not compared.",
    "retracted": "Retracted.",
}
#: What CommonMark could take for markup: anywhere, or where a block begins.
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&]|^[-+=]|(?<=^\d)[.)]|(?<=^\d{2})[.)]|(?<=^\d{4})[.)])")


def write(export: TopicExport) -> str:
    """Everything that the page shows, each statement with its citations."""
    parts = (_head, _propositions, _perspectives, _events, _claims, _sources)
    return "\n\n".join(block for part in parts for block in part(export)) + "\n"


def _head(export: TopicExport) -> Iterator[str]:
    topic = export.page.topic
    yield f"# {_text(topic.title)}"
    yield _text(topic.framing)
    yield (
        f"{_text(export.clocks)} Permanent address: <{export.permanent}>. "
        f"Licence: [{LICENCE_NAME}]({LICENCE}). How it is made: <{export.links.method()}>."
    )
    yield _text(topic.summary)


def _propositions(export: TopicExport) -> Iterator[str]:
    yield "## Positions, side by side"
    for row in export.page.rows:
        yield f"### {row.place}\\. {_text(row.proposition.text)}"
        if row.proposition.note:
            yield _text(row.proposition.note)
        yield "\n".join(_row(export, row))


def _row(export: TopicExport, row: Row) -> Iterator[str]:
    for cell in row.cells.values():
        said = list(_cell(export, cell))
        name = _text(cell.party.name)
        yield from (f"- **{name}**: {each}" for each in said or [_EMPTY[cell.state]])


def _cell(export: TopicExport, cell: Cell) -> Iterator[str]:
    for position in cell.standing:
        yield _position(export, position)
    for position in cell.earlier:
        yield f"Earlier: {_position(export, position)}"


def _position(export: TopicExport, position: Position) -> str:
    said = f"*{STANCES[position.stance]}*. {_text(position.statement)}"
    if position.searched:
        searched = position.searched
        said += f" Searched: {_text(searched.where)}, {_text(searched.date)}."
    if position.speaker:
        who = position.speaker
        parts = (who.name, who.role, who.affiliation, position.date or "")
        said += f" ({'; '.join(_text(part) for part in parts)})"
    return f"{said}{_cites(export, position.citations)}"


def _perspectives(export: TopicExport) -> Iterator[str]:
    yield "## Each party in full"
    for party in export.page.parties:
        perspective = export.page.perspectives[party.id]
        yield f"### {_text(party.name)}"
        if perspective.gone:
            yield f"Retracted. {_text(perspective.retracted or '')}"
            continue
        yield f"**{_text(perspective.headline)}**"
        yield _text(perspective.summary) + _cites(export, perspective.citations)


def _events(export: TopicExport) -> Iterator[str]:
    if export.page.events:
        yield "## Events, in order of time"
        yield "\n".join(
            f"- {_text(each.date)}: **{_text(each.title)}**. {_text(each.summary)}"
            f"{_cites(export, each.citations)}"
            for each in export.page.events
        )


def _claims(export: TopicExport) -> Iterator[str]:
    page = export.page
    if page.claims and page.topic.claims_of:
        yield "## What the article claims, and what the sources show"
        yield f"The claims are those of [{page.numbers[page.topic.claims_of]}], in our words."
        yield "\n".join(
            f"- Paragraph {each.paragraph}: {_text(each.text)} *{FINDINGS[each.finding]}*. "
            f"{_text(each.explanation)}{_cites(export, each.citations)}"
            for each in page.claims
        )


def _sources(export: TopicExport) -> Iterator[str]:
    yield "## Sources"
    yield "\n".join(
        f"- [{export.page.numbers[each.id]}] {_source(export, each)}"
        for each in export.page.shown_sources
    )


def _source(export: TopicExport, source: Source) -> str:
    parts = (", ".join(source.authors), source.title, source.publisher, source.published,
             source.symbol or "", KINDS[source.kind])  # fmt: skip
    said = "; ".join(_text(part) for part in parts if part)
    via = f" {_text(reported_via(export.page.sources[source.via]))}" if source.via else ""
    return f"{said}. <{source.url}>{via}"


def _cites(export: TopicExport, citations: Iterable[Citation]) -> str:
    """The citations behind a statement: number, place and quoted words."""
    said = [f" {_cite(export, each)}" for each in citations]
    return "".join(said)


def _cite(export: TopicExport, citation: Citation) -> str:
    quoted = f", “{_text(citation.quotation.text)}”" if citation.quotation else ""
    return f"[{export.page.numbers[citation.source]}, {_text(citation.locator)}{quoted}]"


def _text(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
