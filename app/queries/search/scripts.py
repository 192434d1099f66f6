"""Names in the other script: what was typed in Cyrillic letters in Latin ones, and back.

Titles of sources are in their own language while our own words are English, so that a name
stands here in both scripts, and a search in one of them misses what the other would find.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.queries.search.terms import Query, Term

#: As English-language texts write Russian names, longest first where it matters.
_LATIN = {
    "щ": "shch", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "ю": "yu", "я": "ya",
    "є": "ye", "ї": "yi", "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "ы": "y", "э": "e", "і": "i", "ъ": "", "ь": "",
}  # fmt: skip
_CYRILLIC = {
    latin: letter
    for letter, latin in reversed(_LATIN.items())
    if letter in "щжхцчшюяабвгдезийклмнопрстуф"
}
_VOWELS = "аеиоуыэюя"


def other_script(query: Query) -> Query | None:
    """The query with its Cyrillic words in Latin letters, or else its Latin ones in Cyrillic.

    None where a word has letters that the other script writes in no common way.
    """
    text = "".join(word for term in query.terms for word in term.words)
    to_latin = any(letter in _LATIN for letter in text)
    terms = [_written_anew(term, to_latin) for term in query.terms]
    changed = tuple(term for term in terms if term)
    same = changed == query.terms
    return Query(changed) if changed and len(changed) == len(terms) and not same else None


def _written_anew(term: Term, to_latin: bool) -> Term | None:
    words = tuple(_latin(word) if to_latin else _cyrillic(word) for word in term.words)
    return Term(words, term.prefix) if all(words) else None


def _latin(word: str) -> str:
    """A word in Latin letters; one that is written in them already stays."""
    # After a vowel, and at the beginning, «е» is heard and written as ye: Tokayev, Yeltsin.
    softened = "".join(
        "є" if letter == "е" and (not at or word[at - 1] in _VOWELS) else letter
        for at, letter in enumerate(word)
    )
    return _replaced(softened, _LATIN | {letter: letter for letter in _PLAIN})


def _cyrillic(word: str) -> str:
    return _replaced(word.replace("ye", "e"), _CYRILLIC | {digit: digit for digit in _DIGITS})


_DIGITS = "0123456789"
_PLAIN = _DIGITS + "abcdefghijklmnopqrstuvwxyz"


def _replaced(word: str, letters: Mapping[str, str]) -> str:
    """A word with its letters replaced, several at once where they stand for one; or ''."""
    written, at = "", 0
    while at < len(word):
        piece = next((n for n in (4, 2, 1) if word[at : at + n] in letters), 0)
        if not piece:
            return ""
        written += letters[word[at : at + piece]]
        at += piece
    return written
