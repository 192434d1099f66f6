"""The values that readers put in addresses, bounded and checked.

Each function returns the value, or raises BadArgument with a sentence and the choices.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NoReturn, Protocol, TypeVar
from urllib.parse import urlencode

from flask import request
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.documents.dates import check_date, last_day
from app.web.errors import BadArgument, NoSuchPage, NothingThen
from app.web.headers import is_frame
from app.web.shown import iso
from app.web.shown import moment as told

#: A date in the world, and one of our history.
CLOCKS = ("as_of", "published")
PAGES = 1000
_LONGEST = 200


def text(name: str) -> str:
    """The text of an argument, or ''; at most 200 characters."""
    value = request.args.get(name, "").strip()
    if len(value) > _LONGEST:
        raise BadArgument(
            _("“%(name)s” is too long: at most %(most)s characters.", name=name, most=_LONGEST)
        )
    if "\x00" in value:
        raise BadArgument(_("“%(name)s” holds a character that is no text.", name=name))
    return value


def words(name: str) -> list[str]:
    """The words of an argument given as a,b or repeated; each once, in their order."""
    if len(request.args.getlist(name)) > _LONGEST:
        raise BadArgument(_("“%(name)s” is given too often.", name=name))
    values = [each.strip() for one in request.args.getlist(name) for each in one.split(",")]
    if any("\x00" in each for each in values):
        raise BadArgument(_("“%(name)s” holds a character that is no text.", name=name))
    if sum(map(len, values)) > _LONGEST * 10:
        raise BadArgument(_("“%(name)s” is too long.", name=name))
    return list(dict.fromkeys(each for each in values if each))


def only(known: Sequence[str], also: Sequence[str] = ()) -> None:
    """Refuse what is not known: passed over, a misspelt choice would give another answer.

    *also* is taken and not named.
    """
    others = sorted(set(request.args) - {*known, *also})
    if others:
        wrong = _("“%(name)s” is not known here.", name=_told(others[0]))
        may = _("It may be asked: %(names)s.", names=", ".join(known)) if known else ""
        raise BadArgument(f"{wrong} {may}".strip())


def one_of(name: str, choices: Mapping[str, str], default: str = "") -> str:
    """One of some words; *choices* gives each with its label."""
    value = text(name)
    if not value or value in choices:
        return value or default
    raise BadArgument(
        _("“%(value)s” is not among the choices for “%(name)s”.", value=_told(value), name=name),
        [(each, link(**{name: each})) for each in choices],
    )


def _told(value: str) -> str:
    """A value as it is told again.

    A card stands in pages of others, which must not make it say what they like.
    """
    return "…" if is_frame() else value[:40]


def some_of(name: str, choices: Sequence[str], also: Mapping[str, str] | None = None) -> list[str]:
    """Some of some words, in the order of the choices; *also* gives other words for them.

    Capitals do not matter: pages print tokens in capitals.
    """
    values = [(also or {}).get(value.lower(), value.lower()) for value in words(name)]
    for value in values:
        if value not in choices:
            raise BadArgument(
                _("“%(value)s” is not among the choices for “%(name)s”.",
                  value=_told(value), name=name),
                [(each, link(**{name: each})) for each in choices],
            )  # fmt: skip
    return [each for each in choices if each in values]


def date(name: str) -> str | None:
    """A date known to the year, month or day, or None."""
    value = text(name)
    if not value:
        return None
    try:
        return check_date(value)
    except ValueError:
        raise BadArgument(
            _("“%(value)s” is not a date. Write a year, a month or a day: 2018, 2018-06 or "
              "2018-06-22.", value=_told(value)),
            [(each, link(**{name: each})) for each in ("2018", "2018-06", "2018-06-22")],
        ) from None  # fmt: skip


def moment(name: str) -> dt.datetime | None:
    """A moment in UTC as YYYY-MM-DDThh:mm:ssZ, or None.

    A year, a month or a day is its last second, as “as of” counts it.
    """
    value = text(name)
    if not value:
        return None
    try:
        return read_moment(value)
    except ValueError:
        now = dt.datetime.now(dt.UTC)
        examples = [f"{now:%Y}", f"{now:%Y-%m-%d}", iso(now)]
        raise BadArgument(
            _("“%(value)s” is not a moment in UTC. Write a year, a month or a day, whose end is "
              "meant, or a moment such as %(example)s.", value=_told(value), example=examples[-1]),
            [(each, link(**{name: each})) for each in examples],
        ) from None  # fmt: skip


def read_moment(value: str) -> dt.datetime:
    """A moment as it is written in addresses; raises ValueError for what is none."""
    return _end(value) or dt.datetime.strptime(value, _MOMENT).replace(tzinfo=dt.UTC)


_MOMENT = "%Y-%m-%dT%H:%M:%SZ"


def _end(value: str) -> dt.datetime | None:
    """The last second of a date; None for what is longer than a date."""
    if len(value) > len("2018-06-22"):
        return None
    day = last_day(check_date(value))
    return dt.datetime.combine(day, dt.time(23, 59, 59), dt.UTC)


def page(name: str = "page") -> int:
    """The number of a page of a list, from 1 to 1000."""
    value = text(name) or "1"
    if not (value.isascii() and value.isdecimal()) or not 1 <= int(value) <= PAGES:
        raise BadArgument(
            _("“%(value)s” is not a page. Pages count from 1 to %(most)s.",
              value=_told(value), most=PAGES),
            [("1", link(**{name: None}))],
        )  # fmt: skip
    return int(value)


class Paged(Protocol):
    """One page of a list."""

    @property
    def number(self) -> int: ...
    @property
    def pages(self) -> int: ...


P = TypeVar("P", bound=Paged)


def within(found: P) -> P:
    """The page that was asked for, if the list has so many; raises NoSuchPage."""
    if found.number > found.pages:
        raise NoSuchPage(found.number, found.pages, link(page=found.pages), link(page=None))
    return found


def nothing_then(published: dt.datetime | None) -> NoReturn:
    """404; for a moment of our history, with the way to what is there now."""
    raise NothingThen(told(published), link(published=None)) if published else NotFound


def link(**changes: str | int | None) -> str:
    """This address with some values of its query changed; None takes one out."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in changes]
    kept += [(name, str(value)) for name, value in changes.items() if value not in (None, "")]
    query = urlencode(kept, safe=",:")
    return f"{request.path}?{query}" if query else request.path
