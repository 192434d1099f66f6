"""How high a card will be, told before a browser has drawn it.

The height stands in snippets and oEmbed answers, where a number has to be. It is an estimate
from the widths of the letters and the sizes of static/css/card.css, a little too high rather
than too low; tests/browser/test_cards.py holds it against what Chromium draws. A frame that
is too low scrolls, and the web component follows what is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from app.documents import Claim, Party, Position, Source
from app.embed.letters import Face, cells
from app.queries.cards import Card, Mended
from app.queries.excerpt import Excerpt
from app.queries.matrix import Cell, Row

NARROW, WIDE = 320, 700
_TWO, _FOUR = 480, 640  # where the style sheet sets two and four columns
_SIDES = 34  # padding and border of the card
_ENDS = 30
_GAP = 24
#: What other letters than those of the estimate may need more.
_SPARE = 1.015

_KICKER = Face(12, 24, 1.1)  # spaced
_HEADING = Face(20, 24.4, 1.085)
_SMALL_HEADING = Face(17, 20.75, 1.085)
_PROPOSITION = Face(17, 23, 1.03)
_TEXT = Face(15, 21)
_STRONG = Face(15, 21, 1.08)
_NOTE = Face(14, 19.6)
_SMALL = Face(13, 18.2)
_CITED = Face(13, 24)

_STANCES = {
    "agrees": "Agrees",
    "disagrees": "Disagrees",
    "conditional": "Agrees on a condition",
    "mixed": "Says both",
    "none-found": "No position found",
    "several": "Several views",
    "retracted": "Retracted",
    "not-yet": "Nothing by this date",
}
_TOKEN, _GLYPH = 36, 23


@dataclass(frozen=True)
class Head:
    """What stands above the body of a card."""

    kicker: str
    text: str
    whole: bool
    """Whether it is the card of a topic, whose heading is smaller where the card is narrow."""
    corrections: Sequence[Mended]


def frame_height(card: Card, head: Head, width: int, body: float) -> int:
    """The whole card: *body* is the height of what stands between heading and foot."""
    room = width - _SIDES
    height = _ENDS + _KICKER.height(head.kicker.upper(), room, 4) + _foot(card, room)
    if card.retracted:
        height += _retracted(card, head.text, room)
    else:
        heading = _SMALL_HEADING if head.whole and width < _TWO else _HEADING
        height += heading.height(head.text, room, 8) + body
        height += _notices(card, head.corrections, room)
    return ceil(height * _SPARE)


def _foot(card: Card, room: float) -> float:
    told = f"version {card.page.version} · CC BY 4.0"
    if not card.retracted:
        told = f"99 sources · updated 22 Jun 2026 · {told}"
    lines = _CITED.lines(told, room)
    beside = _CITED.width(told) + 16 + 60 <= room
    return 8 + (lines if beside else lines + 1) * 24


def _retracted(card: Card, about: str, room: float) -> float:
    """The heading, the reason and what was cited."""
    topic = card.page.topic
    notice = f"This topic was retracted. {card.retracted}"
    day = "22 Jun 2026 · What this card showed is no longer shown. Its history keeps the full text."
    title = f"{topic.title}, " if about != topic.title else ""
    version = ", version 9, 22 Jun 2026" if card.pin else ""
    history = f"https://alteram.example/topics/{topic.slug}/history"
    cited = f"Cited: “{about}”, {title}Alteram{version}. {history}"
    return (
        _HEADING.height(f"Retracted: {topic.title}", room, 8)
        + _NOTE.height(notice, room - 28, 2.4)
        + _NOTE.height(day, room - 28, 24.8)
        + _NOTE.height(cited, room, 8)
    )


def _notices(card: Card, corrections: Sequence[Mended], room: float) -> float:
    if not card.pin:
        return 0
    told = (
        " Corrected 22 Jun 2026: Perspective of Independent analysts (the wording was not neutral)."
    )
    texts = [mended.summary + told for mended in corrections[:2]]
    first = "Kept as published on 22 Jun 2026. It is the newest."
    if card.newer:
        first = (
            "Kept as published on 22 Jun 2026, 12:00 UTC. There is a newer version, of 22 Jun 2026, "
            "12:00 UTC: read it."
        )
    more = 22 if len(card.corrections) > len(corrections[:2]) else 0
    # Days are not broken, so that lines end earlier than their letters need.
    room -= 28 + 20
    return 23 + more + sum(_NOTE.height(each, room, 2.4) for each in (first, *texts))


def topic_body(
    row: Row, parties: Sequence[Party], *, contested: bool, narrowed: str, width: int
) -> float:
    """The proposition and a stance for each of the *parties*; *narrowed* is the line that says
    who is left out, empty without it, and *contested* says whether another one is told."""
    room = width - _SIDES
    columns = 4 if width >= _FOUR else 2 if width >= _TWO else 1
    gap = _GAP if columns < 4 else 16
    column = (room - (columns - 1) * gap) / columns
    lines = [_stance(party.name, row.cells[party.id], column, columns) for party in parties]
    rows = [_row(lines[at : at + columns], columns) for at in range(0, len(lines), columns)]
    above = (23 if contested else 0) + _PROPOSITION.height(row.proposition.text, room, 9.6)
    return above + 1 + sum(rows) + 8 + _narrowed(narrowed, room)


def _stance(name: str, cell: Cell, column: float, columns: int) -> tuple[int, int]:
    """The lines of a party's name and of its stance, beside or below each other."""
    word = _word(cell)
    parts = (0.47, 0.53) if columns == 1 else (1, 1)
    room = column - 8 if columns == 1 else column
    return (
        _TEXT.lines(name, room * parts[0] - _TOKEN),
        _STRONG.lines(word, room * parts[1] - _GLYPH),
    )


def _row(lines: Sequence[tuple[int, int]], columns: int) -> float:
    names = max(name for name, _ in lines)
    words = max(word for _, word in lines)
    if columns == 1:
        return 12 + 21 * max(names, words)
    return 13 + 21 * (names + words)


def _word(cell: Cell) -> str:
    return _STANCES.get(cell.stance or cell.state, "Not compared")


def _narrowed(told: str, room: float) -> float:
    return _SMALL.height(told, room, 4.8) if told else 0


def proposition_body(
    row: Row, shown: Sequence[Excerpt], reasons: Mapping[str, str], narrowed: str, width: int
) -> float:
    """The statements of each party, or the reason why they were retracted, by the party's id;
    the list of sources is folded."""
    room = width - _SIDES
    columns = 2 if width >= _TWO else 1
    column = (room - (columns - 1) * _GAP) / columns
    each_cell = [_cell(each, reasons.get(each.party.id, ""), column) for each in shown]
    rows = [max(each_cell[at : at + columns]) for at in range(0, len(each_cell), columns)]
    note = _SMALL.height(row.proposition.note, room, 4.8) if row.proposition.note else 0
    rests = 31 if any(each.positions for each in shown) else 0
    return note + 10 + sum(rows) + _narrowed(narrowed, room) + rests


def _cell(excerpt: Excerpt, reason: str, column: float) -> float:
    said = sum(_position(position, column) for position in excerpt.positions)
    between = 10 * (len(excerpt.positions) - 1) if excerpt.positions else 25
    why = _NOTE.height(f"Reason: {reason}", column - 28, 17) if reason else 0
    return 43 + said + between + why + (22 if excerpt.more else 0)


def _position(position: Position, column: float) -> float:
    return (
        25
        + _TEXT.height(position.statement, column, 4)
        + _SMALL.height(_who(position), column, 4)
        + _cited(position, column)
    )


def _who(position: Position) -> str:
    speaker, searched = position.speaker, position.searched
    if searched:
        return f"Searched {searched.where} · on 22 Jun 2018"
    who = f"{speaker.name}, {speaker.role}, {speaker.affiliation}" if speaker else ""
    return f"{who} · 22 Jun 2018"


def _cited(part: Position | Claim, room: float) -> float:
    """Numbers with locators, several in a line while they fit."""
    if not part.citations:
        return 0
    wide = [32 + _SMALL.width(each.locator) for each in part.citations]
    more = sum(_SMALL.lines("99999 " + each.locator, room) - 1 for each in part.citations)
    return cells([min(each, room) for each in wide], room, 12) * 28 + more * 18.2 + 4


def claim_body(claim: Claim, article: Source, width: int) -> float:
    """The article, the finding, the explanation and what it rests on."""
    room = width - _SIDES
    of = f"Paragraph 22 of {article.title}, {article.publisher}, in our words."
    above = _SMALL.height(of, room, 4.8)
    explained = _TEXT.height(claim.explanation, room, 8)
    return above + 29 + explained + _cited(claim, room) + 32
