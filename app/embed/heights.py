"""How high a card will be, told before a browser has drawn it.

The height stands in snippets and oEmbed answers, where a number has to be. It is an estimate
from the length of the texts and the sizes of static/css/card.css, a little too high rather
than too low; tests/browser/test_cards.py holds it against what Chromium draws. A frame that
is too low scrolls, and the web component follows what is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from app.documents import Claim, Party, Position, Source
from app.queries.cards import Card, Mended
from app.queries.excerpt import Excerpt
from app.queries.matrix import Cell, Row

NARROW, WIDE = 320, 700
_TWO, _FOUR = 480, 640  # where the style sheet sets two and four columns
_SIDES = 34  # padding and border of the card
_GAP = 24
_ENDS = 50
#: How many letters the words of the longer stances have; of the others, fewer than 13.
_WORDS = {"conditional": 21, "none-found": 17}


def _lines(characters: int, size: float, width: float) -> int:
    """Lines that so many characters of a size (px) need in a width; never fewer than one."""
    return max(1, ceil(characters * size * 0.54 / width))


def _text(text: str, size: float, line: float, width: float, after: float) -> float:
    return _lines(len(text), size, width) * line + after


@dataclass(frozen=True)
class Head:
    """What stands above the body of a card."""

    text: str
    whole: bool
    """Whether it is the card of a topic, whose heading is smaller where the card is narrow."""
    corrections: Sequence[Mended]


def frame_height(card: Card, head: Head, width: int, body: float) -> int:
    """The whole card: *body* is the height of what stands between heading and foot."""
    room = width - _SIDES
    size = 18 if head.whole and width < _TWO else 21
    height = _ENDS + 22 + _foot(room)
    if card.retracted:
        heading = f"Retracted: {card.page.topic.title}"
        height += _text(heading, 21, 24.5, room, 8) + _text(card.retracted, 14, 20, room - 30, 80)
        height += _text(head.text, 14, 20, room, 100)
    else:
        height += _text(head.text, size, size * 1.17, room, 8) + body
        height += _notices(card, head.corrections, room)
    return ceil(height)


def _foot(room: float) -> float:
    return _lines(90, 13, room) * 24 + 8


def _notices(card: Card, corrections: Sequence[Mended], room: float) -> float:
    if not card.pin:
        return 0
    room -= 30
    told = "Corrected 22 Jun 2026: Perspective of Independent analysts, the wording was not neutral"
    texts = [mended.summary + told for mended in corrections[:2]]
    first = (
        "Kept as published on 22 Jun 2026, 12:00 UTC. There is a newer version, of 22 Jun 2026, "
        "12:00 UTC: read it."
    )
    more = 22 if len(card.corrections) > len(corrections[:2]) else 0
    return 24 + more + sum(_text(each, 14, 20, room, 3) for each in (first, *texts))


def topic_body(row: Row, parties: Sequence[Party], narrowed: int, width: int) -> float:
    """The proposition and a stance for each of the *parties*; *narrowed* is the length of the
    line that says who is left out, 0 without it."""
    room = width - _SIDES
    columns = 4 if width >= _FOUR else 2 if width >= _TWO else 1
    column = (room - (columns - 1) * _GAP) / columns
    lines = [_stance(party.name, row.cells[party.id], column, columns) for party in parties]
    rows = [max(lines[at : at + columns]) for at in range(0, len(lines), columns)]
    above = 24 + _text(row.proposition.text, 17, 23, room, 10)
    return above + sum(rows) + 9 + _narrowed(narrowed, room)


def _stance(name: str, cell: Cell, column: float, columns: int) -> float:
    """A party and its stance: in one line where both fit, else one below the other."""
    word = _WORDS.get(cell.stance or cell.state, 13)
    if columns == 1 and len(name) * 8 + word * 9 + 75 <= column:
        return 33
    return 13 + 21 * (_lines(len(name) + 5, 15, column) + _lines(word + 3, 15, column))


def _narrowed(characters: int, room: float) -> float:
    return _lines(characters, 13, room) * 18 + 5 if characters else 0


def proposition_body(
    row: Row, shown: Sequence[Excerpt], sources: Sequence[Source], narrowed: int, width: int
) -> float:
    """The statements of each party; the list of sources is folded."""
    room = width - _SIDES
    columns = 2 if width >= _TWO else 1
    column = (room - (columns - 1) * _GAP) / columns
    cells = [_cell(each, column) for each in shown]
    rows = [max(cells[at : at + columns]) for at in range(0, len(cells), columns)]
    note = _text(row.proposition.note, 13, 18, room, 5) if row.proposition.note else 0
    return note + sum(rows) + _narrowed(narrowed, room) + (30 if sources else 0)


def _cell(excerpt: Excerpt, column: float) -> float:
    said = sum(
        _position(position, column, whole=not at) for at, position in enumerate(excerpt.positions)
    )
    return 44 + (said or 28) + (22 if excerpt.more else 0)


def _position(position: Position, column: float, whole: bool) -> float:
    speaker, searched = position.speaker, position.searched
    who = f"{speaker.name}, {speaker.role}, {speaker.affiliation}" if speaker else ""
    who += searched.where if searched else ""
    return (
        25
        + (_text(position.statement, 15, 21, column, 4) if whole else 0)
        + _text(who + " · 22 June 2026", 13, 18.2, column, 4)
        + _cited(position, column)
        + (0 if whole else 14)
    )


def _cited(part: Position | Claim, room: float) -> float:
    """Numbers with locators, several in a line while they fit."""
    used, lines = 0.0, 1
    for citation in part.citations:
        wide = min(room, 46 + len(citation.locator) * 6.7)
        if used and used + wide > room:
            used, lines = 0.0, lines + 1
        used += wide + 12
        lines += _lines(len(citation.locator) + 6, 13, room) - 1
    return lines * 28 if part.citations else 0


_OF_IT = "Paragraph 22 of, , in our words."


def claim_body(claim: Claim, article: Source, width: int) -> float:
    """The article, the finding, the explanation and what it rests on."""
    room = width - _SIDES
    above = _text(f"{article.title}{article.publisher}{_OF_IT}", 13, 18, room, 5)
    explained = _text(claim.explanation, 15, 21, room, 8)
    return above + 30 + explained + _cited(claim, room) + 30
