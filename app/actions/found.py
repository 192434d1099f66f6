"""What search finds of a document: pure functions, document → search rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.documents import Document, Party, Perspective, Position, Source, Topic
from app.documents.folding import folded_words

Found = dict[str, Any]


def of(document: Document) -> Iterator[Found]:
    """The search rows of any document."""
    match document:
        case Party():
            rows = _party(document)
        case Source():
            rows = _source(document)
        case Topic():
            rows = _topic(document)
        case Perspective():
            rows = _perspective(document)
        case _:
            raise TypeError(f"nothing is known of searching a {document.noun}")
    for row in rows:
        blank = {"topic": None, "party": None, "stance": None}
        yield blank | row | {"noun": document.noun, "key": document.key}


def _row(kind: str, address: str, title: str, texts: list[str | None], **more: str | None) -> Found:
    text = " · ".join(each for each in texts if each)
    return {
        "kind": kind, "address": address, "title": title, "text": text,
        "title_words": " ".join(folded_words(title)),
        "text_words": " ".join(folded_words(text)),
        **more,
    }  # fmt: skip


def _party(party: Party) -> Iterator[Found]:
    texts: list[str | None] = [party.token, party.full_name, party.description]
    yield _row("party", f"/parties/{party.id}", party.name, texts, party=party.id)


def _source(source: Source) -> Iterator[Found]:
    texts = [source.symbol, source.publisher, ", ".join(source.authors), source.note]
    yield _row("source", f"/sources/{source.id}", source.title, texts)


def _topic(topic: Topic) -> Iterator[Found]:
    here, slug = f"/topics/{topic.slug}", topic.slug
    texts: list[str | None] = [
        topic.short_title,
        topic.framing,
        topic.summary,
        ", ".join(topic.tags),
    ]
    yield _row("topic", here, topic.title, texts, topic=slug)
    for proposition in topic.propositions:
        address = f"{here}#{proposition.id}"
        yield _row("proposition", address, proposition.text, [proposition.note], topic=slug)
    for event in topic.events:
        yield _row("event", f"{here}#{event.id}", event.title, [event.summary], topic=slug)
    for claim in topic.claims:
        yield _row("claim", f"{here}#{claim.id}", claim.text, [claim.explanation], topic=slug)


def _perspective(perspective: Perspective) -> Iterator[Found]:
    here = f"/topics/{perspective.topic}/{perspective.party}"
    about = {"topic": perspective.topic, "party": perspective.party}
    yield _row("perspective", here, perspective.headline, [perspective.summary], **about)
    for position in perspective.positions:
        title, texts = _position(position)
        address = f"{here}#{position.id}"
        yield _row("position", address, title, texts, stance=position.stance, **about)


def _position(position: Position) -> tuple[str, list[str | None]]:
    quotations = [f"«{c.quotation.text}»" for c in position.citations if c.quotation]
    speaker, searched = position.speaker, position.searched
    if speaker:
        title = f"{speaker.name}, {speaker.role}, {speaker.affiliation}"
        return title, [position.statement, *quotations]
    return position.statement, [searched.where if searched else None]
