"""A language that no one speaks: every translated sentence stands between ⟦ and ⟧."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from babel.support import NullTranslations

from tests.support.html import texts

_TRANSLATED = re.compile(r"⟦[^⟦⟧]*⟧")
_DATE = re.compile(r"\b(\d{1,2} )?[A-Z][a-z]{2,3} \d{4}\b|\b\d\d:\d\d UTC\b")
_MACHINE = re.compile(r"https?://\S+|\b[0-9a-f]{64}\b")
_BETWEEN = re.compile(r" · |[\s,;:]{2,}|[()“”\"]")
_SHOWN = ("aria-label", "title", "placeholder", "alt", "data-label", "data-close", "content")


class Pseudo(NullTranslations):
    """Translations into that language."""

    def gettext(self, message: str) -> str:
        """One sentence."""
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """A sentence about one or several."""
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    ugettext = gettext
    ungettext = ngettext


def untranslated(page: Element, content: str) -> Iterator[str]:
    """What a page shows that was neither translated nor part of its *content*."""
    for text in (*texts(page, "code"), *_attributes(page)):
        rest = _MACHINE.sub("  ", _DATE.sub("  ", _TRANSLATED.sub("  ", text)))
        for piece in _BETWEEN.split(rest):
            bare = piece.strip(" .,:;·–#…")
            if re.search(r"[^\W\d_]{2}", bare) and bare.casefold() not in content:
                yield bare


def _attributes(page: Element) -> Iterator[str]:
    for element in page.iter():
        if element.tag == "meta" and element.get("name") != "description":
            continue
        for name in _SHOWN:
            if element.get(name):
                yield element.get(name, "")
