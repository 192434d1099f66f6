"""What a reader typed, as terms. Pure functions.

Every word of a term is made of letters and digits alone, as folding leaves them, so that
nothing in it can mean anything to the query language of a database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.documents.folding import folded_words

LONGEST = 200  #: characters
MOST_TERMS = 10
_QUOTE = re.compile('["“”„‟«»＂]')
#: Words that others write as one: peace-keeping, peacekeeping.
_HYPHENATED = re.compile(r"[^\W\d_]{2,}([-‐‑][^\W\d_]{2,})+")
#: The genitive of English: Russia's peacekeepers are searched as those of Russia.
_GENITIVE = re.compile(r"(?<=\w)['’]s(?!\w)")


def typed(text: str) -> str:
    """What was typed, without characters that no one can see; of any length."""
    return "".join(char if char.isprintable() else " " for char in text).strip()


@dataclass(frozen=True)
class Term:
    """Something that every hit has: a word that begins so, or words in this order."""

    words: tuple[str, ...]
    prefix: bool
    """Whether a longer word is also one: true of a bare word, false in a phrase."""
    typed: str = field(default="", compare=False)
    joined: str = ""
    """How words with hyphens between them begin when they are written as one."""

    def stands(self, words: Sequence[str], at: int) -> int:
        """How many folded words the term takes up at an index; 0 where it does not stand."""
        if self.prefix:
            return int(words[at].startswith(self.words[0]))
        if tuple(words[at : at + len(self.words)]) == self.words:
            return len(self.words)
        return int(bool(self.joined) and words[at].startswith(self.joined))

    @property
    def written(self) -> str:
        """The term as it was typed, or could be."""
        if self.typed:
            return self.typed
        words = " ".join(self.words)
        return words if self.prefix else f'"{words}"'


@dataclass(frozen=True)
class Query:
    """The terms of a query, and what was not taken as it was typed."""

    terms: tuple[Term, ...]
    left_out: int = 0
    """How many terms beyond the tenth were left out."""
    cut: bool = False
    """Whether it was longer than 200 characters, and only those were read."""
    unbalanced: bool = False
    """Whether a quotation mark had no partner; what follows it was read as words."""

    @property
    def written(self) -> str:
        """The query as a reader could type it."""
        return " ".join(term.written for term in self.terms)


def read(text: str) -> Query:
    """The query in a text; without terms when the text holds no letter or digit.

    Bare words may be the beginnings of words. What stands in quotation marks, of any kind,
    and a word with punctuation inside, such as A/RES/72/282, must stand in the text so;
    words with hyphens between them may also stand there as one.
    """
    pieces = _QUOTE.split(text[:LONGEST])
    unbalanced = len(pieces) % 2 == 0
    terms = list(dict.fromkeys(_terms(pieces, unbalanced)))
    return Query(
        tuple(terms[:MOST_TERMS]),
        left_out=max(0, len(terms) - MOST_TERMS),
        cut=len(text) > LONGEST,
        unbalanced=unbalanced,
    )


def _terms(pieces: Sequence[str], unbalanced: bool) -> Iterator[Term]:
    """The terms of pieces that stand outside and inside quotation marks by turns."""
    last = len(pieces) - 1
    for index, piece in enumerate(pieces):
        if index % 2 == 1 and not (unbalanced and index == last):
            yield from _term(piece, prefix=False, typed=f'"{piece.strip()}"')
            continue
        for token in piece.split():
            yield from _term(_GENITIVE.sub("", token), prefix=True, typed=token)


def _term(text: str, prefix: bool, typed: str) -> Iterator[Term]:
    """The term in a text, if it has a word; several words are no beginning of one."""
    words = tuple(folded_words(text))
    joined = "".join(words) if prefix and _HYPHENATED.fullmatch(text) else ""
    if words:
        yield Term(words, prefix and len(words) == 1, typed, joined)
