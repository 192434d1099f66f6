"""Sources that may be one publication twice, for an editor to look at. Nothing is merged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from app.documents.address import keys_of
from app.documents.dates import first_day, last_day
from app.documents.folding import folded_words
from app.documents.source import Source

CERTAIN = 1.0
_LIKELY_MOST = 0.99
#: Found on the sources of this site. Two reports of one event share up to half of the words of
#: their titles, and two judgments of one court three quarters; copies of one text share more.
_NEAR_IN_TIME = 0.6
_SAME_PUBLISHER = 0.8
_DAYS = 3  # what a copy or a translation may be late
_WHY = {"address": "the same address", "symbol": "the same symbol", "doi": "the same DOI"}


class Likeness(NamedTuple):
    """Another source, how alike it is (over 0, up to 1, where 1 is certain), and in what."""

    id: str
    score: float
    why: str


def alike(source: Source, others: Iterable[Source]) -> list[Likeness]:
    """The others that may be the same publication, the most alike first.

    A shared address, UN symbol or DOI is certain. Otherwise the titles count: the share of
    their folded words that they have in common (Jaccard index), if the sources were published
    about the same day or by the same publisher, and no number in the titles differs.
    """
    found = [each for other in others if other.id != source.id for each in _compare(source, other)]
    return sorted(found, key=lambda each: (-each.score, each.id))


def _compare(source: Source, other: Source) -> Iterable[Likeness]:
    shared = keys_of(source) & keys_of(other)
    if shared:
        kinds = {key.partition(":")[0] for key in shared}
        why = ", ".join(sentence for kind, sentence in _WHY.items() if kind in kinds)
        yield Likeness(other.id, CERTAIN, why)
        return
    score = min(_titles(source.title, other.title), _LIKELY_MOST)
    if score >= _NEAR_IN_TIME and _days_between(source, other) <= _DAYS:
        yield Likeness(other.id, score, "a title much alike, of about the same day")
    elif score >= _SAME_PUBLISHER and _publisher(source) == _publisher(other):
        yield Likeness(other.id, score, "a title much alike, of the same publisher")


def _titles(one: str, other: str) -> float:
    """The share of common words, 0 to 1; 0 if both have numbers, and other ones."""
    words, more = set(folded_words(one)), set(folded_words(other))
    numbers, others = (set(filter(str.isdigit, each)) for each in (words, more))
    if not words | more or (numbers and others and numbers != others):
        return 0.0
    return len(words & more) / len(words | more)


def _days_between(one: Source, other: Source) -> int:
    """The fewest days that can lie between two dates, each as precise as it is."""
    gap = max(
        first_day(one.published) - last_day(other.published),
        first_day(other.published) - last_day(one.published),
    )
    return max(gap.days, 0)


def _publisher(source: Source) -> str:
    # What stands in brackets says where a copy is kept.
    return " ".join(folded_words(re.sub(r"\(.*", "", source.publisher)))
