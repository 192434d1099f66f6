"""The language of an answer."""

from __future__ import annotations

from typing import cast

from babel.support import NullTranslations
from flask import Flask, g
from flask_babel import get_translations

LANGUAGES = ("en",)


def init_app(app: Flask) -> None:
    """Let templates say ``_("Topics")``.

    Flask-Babel would look its translations up for every word; a page has hundreds.
    """
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: _translations().ugettext(text),
        lambda one, many, number: _translations().ungettext(one, many, number),
        newstyle=True,
    )


def _translations() -> NullTranslations:
    """The translations of this request."""
    if "translations" not in g:
        g.translations = get_translations()
    return cast(NullTranslations, g.translations)


def locale() -> str:
    """The locale of this request: British English, which writes 22 Jun 2018.

    Readers get one language an address, so that shared caches hold one answer for it.
    """
    return "en_GB"


def language() -> str:
    """The language tag for ``<html lang>``."""
    return locale().split("_", maxsplit=1)[0]
