"""The language of an answer."""

from __future__ import annotations

LANGUAGES = ("en",)


def locale() -> str:
    """The locale of this request: British English, which writes 22 Jun 2018.

    Readers get one language an address, so that shared caches hold one answer for it.
    """
    return "en_GB"


def language() -> str:
    """The language tag for ``<html lang>``."""
    return locale().split("_", maxsplit=1)[0]
