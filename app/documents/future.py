"""Dates that are still to come: what nobody can have said, searched or read yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from app.documents.dates import first_day, is_date
from app.documents.faults import Path
from app.documents.plain import leaves

#: The fields that hold the date of something that happened. What ends, may end later.
_HAPPENED = ("date", "published", "started")


def still_to_come(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Each date of something that happened, in plain data, that is later than today.

    Today is the latest day that it is anywhere: some are fourteen hours before UTC.
    """
    today = (dt.datetime.now(dt.UTC) + dt.timedelta(hours=14)).date()
    for path, value in leaves(data):
        if path[-1] in _HAPPENED and is_date(value) and first_day(value) > today:
            yield path, f"{value} is still to come; only what has happened has a date here"
