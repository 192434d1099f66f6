"""Dates are as exact as they are known, and never more."""

from __future__ import annotations

import datetime as dt

import pytest

from app.documents.dates import check_date, first_day, last_day


@pytest.mark.parametrize("text", ["1992", "1992-07", "1992-07-21", "2020-02-29", "0001"])
def test_a_date_is_known_to_the_year_the_month_or_the_day(text: str) -> None:
    assert check_date(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "92", "1992-7", "1992-07-1", "1992/07/21", "21.07.1992", "July 1992", "1992-07-21T10:00",
        "1992 ", "١٩٩٢", "-1992", "19920721",
    ],
)  # fmt: skip
def test_any_other_form_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="such as 2018, 2018-06 or 2018-06-22"):
        check_date(text)


@pytest.mark.parametrize(
    "text", ["1995-02-29", "1995-13", "1995-00", "1995-04-31", "0000", "1995-01-00"]
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not in the calendar"):
        check_date(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", dt.date(2018, 1, 1), dt.date(2018, 12, 31)),
        ("2020-02", dt.date(2020, 2, 1), dt.date(2020, 2, 29)),
        ("2018-06-22", dt.date(2018, 6, 22), dt.date(2018, 6, 22)),
    ],
)
def test_a_date_spans_the_days_that_it_can_mean(text: str, first: dt.date, last: dt.date) -> None:
    assert (first_day(text), last_day(text)) == (first, last)
