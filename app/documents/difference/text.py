"""Texts compared word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from app.documents.difference.found import Segment

# A word with the space before it. It keeps its inner marks (72/282, Moldova's, cease-fire):
# half a word is hard to read.
_WORD = re.compile(r"\s*(?:\w+(?:[-'’/.,:]\w+)*|[^\w\s])|\s+")
#: Below this share of common words, marking single ones gives confetti and not two sentences.
_ALIKE = 0.4


def segments(before: str, after: str) -> tuple[Segment, ...]:
    """The two texts as one row of segments.

    All that is not ``added`` gives *before* back, all that is not ``removed`` gives
    *after* back, to the character; what was removed stands before what replaced it.
    """
    # With a space in front, the first word is the same word that it is further on.
    old, new = _WORD.findall(f" {before}"), _WORD.findall(f" {after}")
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks())
    if common < _ALIKE * min(len(old), len(new)):
        return tuple(_replacement(before, after))
    return tuple(_without_first_space(list(_joined(matcher, old, new))))


def _joined(
    matcher: SequenceMatcher[str], old: Sequence[str], new: Sequence[str]
) -> Iterator[Segment]:
    removed = added = ""
    steps = matcher.get_opcodes()
    for place, (tag, i1, i2, j1, j2) in enumerate(steps):
        gone, come = "".join(old[i1:i2]), "".join(new[j1:j2])
        alone = i2 - i1 == 1 and 0 < place < len(steps) - 1
        if tag == "equal" and not alone:
            yield from _replacement(removed, added)
            removed = added = ""
            yield Segment("same", gone)
        else:
            # One word between two changes belongs to them: it is easier to read so.
            removed, added = removed + gone, added + come
    yield from _replacement(removed, added)


def _replacement(removed: str, added: str) -> Iterator[Segment]:
    if removed:
        yield Segment("removed", removed)
    if added:
        yield Segment("added", added)


def _without_first_space(pieces: list[Segment]) -> Iterator[Segment]:
    """The segments without the space that was put before both texts."""
    first = 2 if [piece.kind for piece in pieces[:2]] == ["removed", "added"] else 1
    for place, piece in enumerate(pieces):
        text = piece.text
        if place < first or (place == 1 and pieces[0].kind != "same"):
            text = text[1:]
        if place == 0 and first == 1 and piece.kind != "same":
            # Words at the very beginning are parted by a space from what follows them.
            text += " "
        if text:
            yield Segment(piece.kind, text)
