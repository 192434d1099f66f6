"""Words as search compares them: without case, and without marks on Latin letters.

Both databases index the folded words and nothing else, so that a query finds the same
things on either. ``Ilașcu``, ``ilascu`` and ``ILAŞCU`` fold to one word. Cyrillic keeps
``й`` and ``ї``, which are letters of their own, and only ``ё`` becomes ``е``, as in print.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")
_MARKED_WORD = re.compile(r"([^\W_][\u0300-\u036f]*)+")
_NOT_DECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ё": "е"}
)


def fold(text: str) -> str:
    """The text in lower case, its Latin and Greek letters without marks."""
    folded: list[str] = []
    strip = False
    # Twice, as Unicode has it: the plain form of a letter such as 𝒩 may be a capital again.
    plain = unicodedata.normalize("NFKD", text.casefold()).casefold()
    for char in unicodedata.normalize("NFKD", plain):
        if unicodedata.category(char) == "Mn":
            if not strip and _makes_a_letter(folded, char):
                folded.append(char)
            continue
        strip = "CYRILLIC" not in unicodedata.name(char, "")
        folded.append(char)
    return unicodedata.normalize("NFC", "".join(folded)).translate(_NOT_DECOMPOSED)


def _makes_a_letter(before: list[str], mark: str) -> bool:
    """Whether a mark is part of a letter, as in ``й``, and not stress, as in ``Росси́я``."""
    return bool(before) and len(unicodedata.normalize("NFC", before[-1] + mark)) == 1


def folded_words(text: str) -> list[str]:
    """The folded words of a text, in order; all that is no letter or digit separates."""
    return _WORD.findall(fold(text))


def word_spans(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Where the words of a text stand: (start, end, folded), for marking hits in it."""
    for match in _MARKED_WORD.finditer(text):
        yield match.start(), match.end(), folded_words(match.group())
