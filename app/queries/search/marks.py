"""The words that were found, marked in the text that is shown. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.documents.folding import word_spans
from app.queries.search.terms import Term

Span = tuple[int, int]

LONGEST = 320  #: characters of an excerpt, about
_BEFORE, _AFTER = 60, 130


class Segment(NamedTuple):
    """A piece of a shown text."""

    text: str
    hit: bool


def marked(text: str, terms: Sequence[Term]) -> list[Segment]:
    """The whole text, in pieces that are hits or not."""
    return list(_segments(text, (0, len(text)), hits(text, terms)))


def excerpt(text: str, terms: Sequence[Term]) -> list[Segment]:
    """A long text around its first hits, a short one whole; where it is cut, it says so."""
    found = hits(text, terms)
    pieces: list[Segment] = []
    passages = _passages(text, found)
    for passage in passages:
        if passage[0] > 0:
            pieces.append(Segment(" … " if pieces else "… ", False))
        pieces += _segments(text, passage, found)
    if passages and passages[-1][1] < len(text):
        pieces.append(Segment(" …", False))
    return pieces


def hits(text: str, terms: Sequence[Term]) -> list[Span]:
    """Where terms stand in a text, in order; those that touch are one."""
    spans = list(word_spans(text))
    words = [(word, index) for index, span in enumerate(spans) for word in span[2]]
    folded = [word for word, _ in words]
    found = [
        (spans[words[at][1]][0], spans[words[at + length - 1][1]][1])
        for at in range(len(words))
        for term in terms
        if (length := term.stands(folded, at))
    ]
    return list(_joined(found))


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in order, overlapping ones as one."""
    start, stop = -1, -1
    for span in sorted(spans):
        if span[0] > stop:
            if stop >= 0:
                yield start, stop
            start, stop = span
        stop = max(stop, span[1])
    if stop >= 0:
        yield start, stop


def _passages(text: str, found: Sequence[Span]) -> list[Span]:
    """The parts of a text that an excerpt shows: around the first hits, at whole words."""
    if len(text) <= LONGEST:
        return [(0, len(text))] if text else []
    passages: list[Span] = []
    shown = 0
    for hit in found or [(0, 0)]:
        if shown >= LONGEST - _BEFORE:
            break
        if passages and hit[1] <= passages[-1][1]:
            continue
        passage = _around(text, hit)
        if passages and passage[0] <= passages[-1][1]:
            passage = (passages.pop()[0], passage[1])
        passages.append(passage)
        shown = sum(stop - start for start, stop in passages)
    start, stop = passages[-1]
    return [*passages[:-1], (start, _word_end(text, stop + max(0, LONGEST - shown)))]


def _around(text: str, hit: Span) -> Span:
    start = max(0, hit[0] - _BEFORE)
    if start:
        start = text.find(" ", start, hit[0]) + 1 or hit[0]
    return start, _word_end(text, hit[1] + _AFTER)


def _word_end(text: str, stop: int) -> int:
    """The end of the last whole word before *stop*, or of the text."""
    if stop >= len(text):
        return len(text)
    space = text.rfind(" ", 0, stop)
    return space if space > stop - _AFTER else stop


def _segments(text: str, part: Span, found: Sequence[Span]) -> Iterator[Segment]:
    """A part of the text, in pieces that are hits or not."""
    at, end = part
    for start, stop in found:
        if stop <= at or start >= end:
            continue
        if start > at:
            yield Segment(text[at:start], False)
        yield Segment(text[max(at, start) : min(stop, end)], True)
        at = min(stop, end)
    if at < end:
        yield Segment(text[at:end], False)
