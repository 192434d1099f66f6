"""How values are shown: dates as precise as they are known, languages by name, links."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from urllib.parse import quote, urlsplit

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton
from flask import Flask, current_app, request
from flask_babel import gettext as _

from app.documents import Quotation
from app.documents.dates import first_day
from app.documents.partial import Missing
from app.web.language import language, locale

_SKELETONS = {4: "y", 7: "yMMM", 10: "yMMMd"}


def init_app(app: Flask) -> None:
    """Add the filters and globals that templates use."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        date=date,
        moment=moment,
        iso=iso,
        language_name=language_name,
        host=host,
        path_of=path_of,
        to_words=to_words,
    )
    app.jinja_env.tests["missing"] = is_missing
    app.jinja_env.globals.update(html_language=language, canonical_url=canonical_url)


def is_missing(value: object) -> bool:
    """Whether a value only stands in a preview for one that nobody typed."""
    return isinstance(value, Missing)


def date(text: str | None) -> str:
    """A partial date in the reader's language: 2018, Jun 2018 or 22 Jun 2018."""
    if is_missing(text):
        return str(_("(missing)"))
    return _written(text, locale()) if text else ""


# A page writes the same few dates and languages hundreds of times.
@lru_cache(maxsize=4096)
def _written(text: str, locale: str) -> str:
    return format_skeleton(_SKELETONS[len(text)], first_day(text), locale=locale)


def moment(value: dt.datetime) -> str:
    """A moment of our history, in UTC: 24 Nov 2026, 19:38 UTC."""
    return f"{date(value.date().isoformat())}, {value:%H:%M} UTC"


def iso(value: dt.datetime) -> str:
    """A moment as addresses and machines write it."""
    return f"{value:%Y-%m-%dT%H:%M:%SZ}"


def language_name(tag: str) -> str:
    """A language by its name in the reader's language; the tag where it has none."""
    if is_missing(tag):
        return str(_("(missing)"))
    return _named(tag, locale())


@lru_cache(maxsize=256)
def _named(tag: str, locale: str) -> str:
    try:
        name = Locale.parse(tag, sep="-").get_language_name(locale)
    except (UnknownLocaleError, ValueError):
        return tag
    return name or tag


def host(address: str) -> str:
    """The site that an address belongs to, as readers know it."""
    return (urlsplit(address).hostname or "").removeprefix("www.").rstrip(".")


def path_of(address: str) -> str:
    """An address of this site without scheme and host, as links within it are written."""
    return address.removeprefix(current_app.config["SITE_URL"])


def to_words(address: str, quotation: Quotation) -> str:
    """The address with a text fragment that leads to the quoted words.

    https://wicg.github.io/scroll-to-text-fragment/ : browsers that know it scroll to the
    words and mark them; others open the page. ``-``, ``,`` and ``&`` have a meaning in the
    fragment and are always escaped.
    """
    if "#" in address:
        return address
    words = quote(quotation.text, safe="").replace("-", "%2D")
    return f"{address}#:~:text={words}"


def canonical_url(path: str | None = None) -> str:
    """The one address of a page, built from SITE_URL and never from the request's host."""
    site: str = current_app.config["SITE_URL"]
    return site + (path if path is not None else request.path)
