"""Quotations lose the marks around the whole, wherever they come from, and no others."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from app.desk.forms import form_of
from app.documents.files import read_text
from app.documents.positions_csv import read_csv, write_csv
from app.documents.quoting import bare, with_bare_quotations
from tests.support.make import make_citation, make_position


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("«Not one step»", "Not one step"),
        ("“Not one step”", "Not one step"),
        ('"Not one step"', "Not one step"),
        ("„Not one step“", "Not one step"),
        ("„Not one step”", "Not one step"),
        (" « Not one step » ", "Not one step"),
        ("“«Not one step»”", "Not one step"),
        ("«Not «one» step»", "Not «one» step"),
        ("“Not ‘one’ step”", "Not ‘one’ step"),
    ],
)
def test_marks_around_the_whole_go(pasted: str, kept: str) -> None:
    assert bare(pasted) == kept
    assert bare(kept) == kept


@pytest.mark.parametrize(
    "text",
    [
        "«One» and «two»",
        "“One” and “two”",
        '"One" and "two"',
        "«Not one step",
        "Not one step”",
        "«Not one step”",
        "«Not «one step»",
        "Not “one” step",
        '"',
        "«",
    ],
)
def test_marks_that_are_not_around_the_whole_stay(text: str) -> None:
    assert bare(text) == text


def test_every_quotation_of_a_document_is_read_so_and_nothing_else() -> None:
    quoted = make_citation(quotation={"text": "«Нет»", "language": "ru"})
    data = {
        "headline": "“It is open”",
        "citations": [quoted],
        "positions": [make_position(citations=[quoted]), "no position"],
        "events": [{"citations": [{"quotation": "«no part»"}, {"quotation": {"text": 7}}]}],
    }
    read = with_bare_quotations(data)
    assert read["headline"] == "“It is open”"
    assert read["citations"][0]["quotation"]["text"] == "Нет"
    assert read["positions"][0]["citations"][0]["quotation"]["text"] == "Нет"
    assert read["events"] == data["events"]


def test_a_file_and_a_table_are_read_so() -> None:
    quoted = make_citation(quotation={"text": "«Нет»", "language": "ru"})
    position = make_position(citations=[quoted])
    table = read_csv(write_csv({("bridge", "alba"): [position]}))
    [given] = table.positions["bridge", "alba"]
    assert given.data["citations"][0]["quotation"]["text"] == "Нет"
    text = (
        "topic: bridge\nparty: alba\ncitations:\n- source: treaty\n  locator: p. 1\n"
        "  quotation: {text: «Нет», language: ru}\n"
    )
    [data] = read_text("alba.yaml", text).data.values()
    assert data["citations"][0]["quotation"]["text"] == "Нет"


def test_a_form_is_read_so() -> None:
    posted = MultiDict(
        {
            "citations-0-source": "treaty",
            "citations-0-quotation-text": "“Not one step”",
            "citations-0-quotation-language": "en",
        }
    )
    [citation] = form_of("perspective").posted(posted).exchange()["citations"]
    assert citation["quotation"]["text"] == "Not one step"
