"""Statements without their speakers, for coding a stance blind. Pure.

Whoever codes should not see whose statement it is. The party's name, full name, acronym and
demonyms become ``[the party]``; the speakers' names and affiliations ``[the speaker]``. Words
are compared without case and marks (app/documents/folding.py), acronyms and surnames only
where they have capitals: ``us`` and ``price`` are words, ``US`` and ``Price`` are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.documents.folding import folded_words, word_spans
from app.documents.party import Party
from app.documents.perspective import Speaker

PARTY = "[the party]"
SPEAKER = "[the speaker]"

#: Seats and organs that name a party as well as its name does, by the party's id; ``*`` stands
#: for any ending. They are for ``words`` of :func:`mask`.
SEATS: dict[str, tuple[str, ...]] = {
    "russia": ("Moscow", "Kremlin*", "Duma", "Russo"),
    "moldova": ("Chisinau*",),
    "ukraine": ("Kyiv*", "Kiev*"),
    "kazakhstan": ("Astana", "Nur-Sultan", "Almaty"),
    "lebanon": ("Beirut",),
    "tiraspol": ("PMR", "Pridnestrov*"),
    "united-states": ("Washington", "White House"),
    "eu": ("Brussels", "EEAS"),
    "osce": ("CSCE",),
    "un": ("OHCHR",),
}

#: Words of names that name nobody by themselves.
_GENERIC = {
    "the", "of", "and", "for", "in", "or", "de", "facto", "republic", "federation", "kingdom",
    "union", "united", "states", "state", "nations", "organization", "authorities", "government",
    "ministry", "minister", "foreign", "affairs", "defence", "defense", "department", "office",
    "member", "members", "heads", "representative", "permanent", "mission", "delegation",
    "council", "court", "constitutional", "general", "security", "collective", "european",
    "international", "parliamentary", "authors", "experts", "article", "study", "special",
    "information", "press", "institute", "university", "center", "centre", "journal", "research",
}  # fmt: skip
_ARTICLES = {"the", "a", "an"}
_ENDINGS = {
    "a", "e", "o", "y", "n", "on", "ia", "s", "an", "ans", "ian", "ians", "ine", "ese", "i", "is",
    "ish", "stan", "stani", "stanis",
}  # fmt: skip
_ADJECTIVE = re.compile(r"\w+(?:an|ese|ish|i|kh)$")
_SHORTEST_STEM = 4
_SHORTEST_SURNAME = 3

Shape = Literal["any", "capital", "upper"]


class _Token(NamedTuple):
    start: int
    end: int
    word: str  #: folded
    shape: Shape


@dataclass(frozen=True)
class _Pattern:
    """Words that stand in a row, the last perhaps with any ending, and what replaces them."""

    words: tuple[str, ...]
    mask: str
    shape: Shape = "any"
    stem: Literal["", "*", "demonym"] = ""

    def fits(self, tokens: Sequence[_Token]) -> bool:
        if len(tokens) < len(self.words):
            return False
        pairs = list(zip(tokens, self.words, strict=False))
        *before, (last, word) = pairs
        return (
            all(token.word == each for token, each in before)
            and self._ends(last, word)
            and all(self._shaped(token) for token, _ in pairs)
        )

    def _ends(self, token: _Token, word: str) -> bool:
        if not self.stem:
            return token.word == word
        if not token.word.startswith(word):
            return False
        ending = token.word[len(word) :]
        long = len(word) >= _SHORTEST_STEM
        return self.stem == "*" or ending in _ENDINGS or (long and token.shape != "any")

    def _shaped(self, token: _Token) -> bool:
        return self.shape in ("any", token.shape) or token.shape == "upper"


def mask(
    text: str, party: Party, speakers: Iterable[Speaker] = (), words: Iterable[str] = ()
) -> str:
    """The text without mentions of the party, its speakers and the further *words*.

    ``The EU reminded Russia`` becomes ``[the party] reminded Russia`` for the European Union.
    *words* stand for the party too, such as its capital; one may end in ``*`` for any ending.
    """
    every = [*_of_party(party), *_of_words(words), *_of_speakers(speakers)]
    # A whole name goes before a part of it; a name without a letter names nobody.
    patterns = sorted(filter(lambda each: each.words, every), key=lambda each: -len(each.words))
    tokens = [_token(text, *span) for span in word_spans(text)]
    done, masked, place = 0, "", 0
    while place < len(tokens):
        ahead = tokens[place : place + len(patterns[0].words)]
        found = next((each for each in patterns if each.fits(ahead)), None)
        if found is None:
            place += 1
            continue
        last = tokens[place + len(found.words) - 1]
        masked += text[done : _start(text, tokens, place)] + found.mask
        masked += _possessive(found, last, text[last.end :])
        done, place = last.end, place + len(found.words)
    return _once(masked + text[done:])


def _token(text: str, start: int, end: int, words: list[str]) -> _Token:
    written = text[start:end]
    shape: Shape = "upper" if written.isupper() else "capital" if written[0].isupper() else "any"
    return _Token(start, end, " ".join(words).replace("organisation", "organization"), shape)


def _start(text: str, tokens: Sequence[_Token], place: int) -> int:
    """Where the mention begins; its article is part of it, as the mask has one of its own."""
    start = tokens[place].start
    if place and tokens[place - 1].word in _ARTICLES:
        article = tokens[place - 1]
        if text[article.end : start].isspace():
            return article.start
    return start


def _possessive(pattern: _Pattern, token: _Token, rest: str) -> str:
    """What makes ``Russian troops`` read as ``[the party]'s troops``."""
    adjective = pattern.stem == "demonym" and _ADJECTIVE.fullmatch(token.word)
    return "'s" if adjective and re.match(r"\s+[^\W\d]", rest) else ""


def _once(text: str) -> str:
    for each in (PARTY, SPEAKER):
        text = re.sub(rf"(?:{re.escape(each)}\s+)+(?={re.escape(each)})", "", text)
    return text


def _of_party(party: Party) -> Iterator[_Pattern]:
    for name in (party.name, party.full_name):
        yield _Pattern(tuple(each for each in _names(name) if each != "the"), PARTY)
    for letters in {party.token, _acronym(party.full_name)}:
        if len(letters) > 1:
            yield _Pattern((letters.lower(),), PARTY, "upper")
            yield _Pattern(tuple(letters.lower()), PARTY, "upper")
    named = {"state": f"{party.name} {party.full_name}", "de-facto-authority": party.name}
    for word in set(_names(named.get(party.kind, ""))) - _GENERIC:
        yield _Pattern((_stem(word),), PARTY, stem="demonym")


def _names(name: str) -> list[str]:
    return [word.replace("organisation", "organization") for word in folded_words(name)]


def _acronym(name: str) -> str:
    return "".join(word[0] for word in name.removeprefix("The ").split() if word[0].isupper())


def _stem(word: str) -> str:
    """``russ`` of Russia and Russian, ``kazakh`` of Kazakhstan, ``leban`` of Lebanese."""
    return re.sub(r"(?<=\w{3})(?:stan|ian|an|ese|on|[aeiouy]+)$", "", word)


def _of_words(words: Iterable[str]) -> Iterator[_Pattern]:
    for word in words:
        yield _Pattern(tuple(_names(word)), PARTY, stem="*" if word.endswith("*") else "")


def _of_speakers(speakers: Iterable[Speaker]) -> Iterator[_Pattern]:
    for speaker in speakers:
        for part in re.split(r"\band\b|[,;()]", speaker.name):
            yield from _of_name(part)
        yield from _of_affiliation(speaker.affiliation)


def _of_affiliation(affiliation: str) -> Iterator[_Pattern]:
    for number, part in enumerate(re.split(r"[,;()]", affiliation)):
        words = tuple(_names(part))
        # After the first part, a single word is the town where the institution is.
        named = part.strip()[:1].isupper() and (len(words) > 1 or not number)
        if named and set(words) - _GENERIC:
            yield _Pattern(words, SPEAKER, "any" if len(words) > 1 else "capital")


def _of_name(name: str) -> Iterator[_Pattern]:
    written = [word for word in re.split(r"[\s-]+", name) if word]
    if len(written) > 1 and written[0][0].isupper():
        yield _Pattern(tuple(_names(name)), SPEAKER)
    for word in written:
        folded = tuple(_names(word))
        long = len(word) >= _SHORTEST_SURNAME
        if long and word[0].isupper() and not set(folded) & _GENERIC:
            yield _Pattern(folded, SPEAKER, "capital")
