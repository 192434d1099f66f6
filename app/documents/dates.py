"""Dates that are known to the year, the month or the day, and no more.

A date is kept as the text ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` (ISO 8601,
reduced precision), so that no precision is invented on the way from a file to a page.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import Annotated, TypeGuard

from pydantic import AfterValidator

_SHAPE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def check_date(text: str) -> str:
    """Return *text* when it is a date that exists; raise ValueError otherwise."""
    if not _SHAPE.fullmatch(text):
        raise ValueError(
            f"'{text}' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD, "
            "such as 2018, 2018-06 or 2018-06-22"
        )
    first_day(text)
    return text


def is_date(value: object) -> TypeGuard[str]:
    """Whether a value is a date that exists."""
    try:
        return isinstance(value, str) and bool(check_date(value))
    except ValueError:
        return False


def first_day(text: str) -> dt.date:
    """The earliest day that a date of this precision can mean."""
    year, month, day = _parts(text)
    return _day(text, year, _or(month, 1), _or(day, 1))


@lru_cache(maxsize=4096)
def last_day(text: str) -> dt.date:
    """The latest day that a date of this precision can mean.

    A position dated 2018 is certain to have been taken only once 2018 is over, so
    "as of" compares last days: ``last_day("2018") <= last_day("2018-06-22")`` is false.
    """
    year, month, day = _parts(text)
    month = _or(month, 12)
    _day(text, year, month, 1)
    return _day(text, year, month, _or(day, calendar.monthrange(year, month)[1]))


def _or(number: int | None, otherwise: int) -> int:
    """A part of a date that is written, even as 00, or what stands for one that is not."""
    return otherwise if number is None else number


def _parts(text: str) -> tuple[int, int | None, int | None]:
    numbers = [int(part) for part in text.split("-")]
    padded: list[int | None] = [*numbers, None, None]
    return numbers[0], padded[1], padded[2]


def _day(text: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"'{text}' is not in the calendar; check it") from None


PartialDate = Annotated[str, AfterValidator(check_date)]
