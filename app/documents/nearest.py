"""What may have been meant by a name that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

_MOST = 20  #: longer lists help nobody who misspelt one name


def hint(word: object, known: Mapping[str, Iterable[str]]) -> str:
    """The end of a sentence about an unknown id: the nearest, else all if they are few, else ''.

    *known* are the ids, each with the other names of what it stands for.
    """
    forms = {_plain(name): key for key, names in known.items() for name in (*names, key)}
    near = get_close_matches(_plain(str(word)), forms, n=1)
    if near:
        return f"; the nearest is '{forms[near[0]]}'"
    return f"; known are {', '.join(sorted(known))}" if 0 < len(known) <= _MOST else ""


def _plain(name: str) -> str:
    return "-".join(name.lower().split())
