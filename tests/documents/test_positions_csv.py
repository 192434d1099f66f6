"""Positions go into a table and come back alike; what is wrong in a table is named by its line."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import Perspective, exchange
from app.documents.files import read_directory
from app.documents.positions_csv import (
    COLUMNS,
    MOST_BYTES,
    MOST_ROWS,
    Rows,
    put_into,
    read_csv,
    write_csv,
)
from tests.support.apps import DATA
from tests.support.generate import perspectives
from tests.support.make import make_citation, make_perspective, make_position, make_silence

OWNER = ("bridge", "alba")
QUOTED = make_citation("report", "page 3", quotation={"text": "Сказано «нет»", "language": "ru"})
FIRST = {
    "topic": "bridge", "party": "alba", "id": "p1-1995", "proposition": "p1", "stance": "agrees",
    "date": "1995-03-01", "speaker_name": "Ada Alb", "speaker_role": "Minister",
    "speaker_affiliation": "Government", "statement": "Says that it is neutral.",
    "source": "treaty", "locator": "article 2",
}  # fmt: skip
SECOND = {"topic": "bridge", "party": "alba", "id": "p1-1995", "source": "report", "locator": "1"}


def table(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS, separator: str = ",") -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def faults(text: str) -> list[str]:
    return [str(fault) for fault in read_csv(text, "p.csv").faults]


def plain(rows: Rows) -> dict[Any, Any]:
    assert not rows.faults
    return {owner: [given.data for given in some] for owner, some in rows.positions.items()}


def test_a_row_is_a_citation_and_rows_of_one_id_are_one_position() -> None:
    rows = read_csv(table(FIRST, SECOND))
    assert plain(rows) == {
        OWNER: [
            make_position(
                statement="Says that it is neutral.",
                citations=[make_citation(), make_citation("report", "1")],
            )
        ]
    }
    (position,) = rows.positions[OWNER]
    assert (position.line, position.lines) == (2, [2, 3])


def test_a_silence_has_a_search_and_needs_no_citation() -> None:
    silence = make_silence()
    assert plain(read_csv(write_csv({OWNER: [silence]}))) == {OWNER: [silence]}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("before", ["", "\ufeff"])
def test_spreadsheets_may_use_their_separator_and_a_byte_order_mark(
    separator: str, before: str
) -> None:
    assert len(plain(read_csv(before + table(FIRST, separator=separator)))[OWNER]) == 1


def test_columns_may_stand_in_any_order_and_rows_may_be_empty() -> None:
    text = table(FIRST, {}, SECOND, columns=COLUMNS[::-1])
    (position,) = read_csv(text).positions[OWNER]
    assert position.lines == [2, 4]


def test_an_empty_table_is_no_fault() -> None:
    assert read_csv(table()) == Rows()


def test_missing_unknown_and_double_columns_are_faults() -> None:
    text = "topic,party,topic,colour\n"
    found = faults(text)
    assert "p.csv:1: topic: is a column twice; keep one" in found
    assert any(each.startswith("p.csv:1: colour: unknown column; known are") for each in found)
    assert "p.csv:1: id: the column is missing; add it, even if it stays empty" in found


def test_a_text_without_a_header_lacks_every_column() -> None:
    assert len(faults("")) == len(COLUMNS)


def test_a_row_of_another_length_is_a_fault_with_its_line() -> None:
    assert faults(table(FIRST) + "bridge,alba\n") == ["p.csv:3: has 2 cells, and the header 16"]


@pytest.mark.parametrize("name", ["topic", "party", "id"])
def test_every_row_needs_to_say_whose_it_is(name: str) -> None:
    assert faults(table(FIRST, SECOND | {name: ""})) == [
        f"p.csv:3: {name}: missing; every row needs topic, party and id"
    ]


def test_what_a_further_row_says_must_agree() -> None:
    assert not faults(table(FIRST, SECOND | {"stance": "agrees"}))
    assert faults(table(FIRST, SECOND | {"stance": "mixed", "searched_where": "x"})) == [
        "p.csv:3: searched_where: differs from line 2, where the position begins; leave it empty",
        "p.csv:3: stance: differs from line 2, where the position begins; "
        "leave it empty or write 'agrees'",
    ]


def test_faults_of_a_position_have_the_line_and_the_column() -> None:
    second = SECOND | {"source": "Not A Slug", "quotation": "words"}
    (stance, language, source) = faults(table(FIRST | {"stance": "maybe"}, second))
    assert language == "p.csv:3: quotation_language: missing; add it"
    assert source.startswith("p.csv:3: source: 'Not A Slug' is not a slug")
    assert stance.startswith("p.csv:2: stance: 'maybe' is not known")


def test_a_position_without_a_citation_is_a_fault() -> None:
    assert faults(table(FIRST | {"source": "", "locator": ""})) == [
        "p.csv:2: the stance 'agrees' needs a citation; add one"
    ]


@pytest.mark.parametrize("broken", ['"open', '"a"b,c'])
def test_bad_quotation_marks_are_a_fault_where_the_row_begins(broken: str) -> None:
    (fault,) = faults(table(FIRST) + broken + "\n")
    assert fault.startswith("p.csv:3: not CSV: ")


def test_lines_are_counted_through_cells_of_several_lines() -> None:
    rows = read_csv(table(FIRST | {"statement": "Says\nit."}, SECOND))
    assert rows.positions[OWNER][0].lines == [2, 4]


def test_a_nul_is_a_fault_with_its_line() -> None:
    assert faults(table(FIRST) + "\0") == [
        "p.csv:3: holds a NUL character; save it as CSV in UTF-8"
    ]


def test_a_table_has_bounds() -> None:
    many = [FIRST | {"id": f"p{number}"} for number in range(MOST_ROWS + 1)]
    small = table(*[row | {"statement": "S"} for row in many])
    assert faults(small) == [
        f"p.csv:{MOST_ROWS + 2}: has more than {MOST_ROWS} rows; divide the file"
    ]
    assert faults("a" * (MOST_BYTES + 1)) == [
        "p.csv:1: is larger than 1 MiB; divide it into several files"
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "'=1", "''@a", "'plain'", "' =x"])
def test_what_looks_like_a_formula_is_defused_and_comes_back(text: str) -> None:
    written = write_csv({OWNER: [make_position(statement=text)]})
    cells = list(csv.DictReader(io.StringIO(written, newline="")))
    assert cells[0]["statement"][0] not in "=+-@\t\r"
    assert plain(read_csv(written))[OWNER][0]["statement"] == text


def test_further_rows_hold_citations_only() -> None:
    written = write_csv({OWNER: [make_position(citations=[make_citation(), QUOTED])]})
    second = list(csv.DictReader(io.StringIO(written, newline="")))[1]
    assert {name for name, cell in second.items() if cell} == {
        "topic", "party", "id", "source", "locator", "quotation", "quotation_language",
    }  # fmt: skip


def test_all_positions_of_the_site_come_back_alike() -> None:
    documents = read_directory(DATA).documents.values()
    some = {
        (each.topic, each.party): exchange(each)["positions"]
        for each in documents
        if isinstance(each, Perspective)
    }
    assert plain(read_csv(write_csv(some))) == some


@given(perspectives())
def test_all_that_positions_may_hold_comes_back_alike(perspective: Any) -> None:
    data = exchange(perspective)
    some = {(data["topic"], data["party"]): data["positions"]}
    assert plain(read_csv(write_csv(some))) == some


@given(st.text('ab,;"\n\r\t=\0\ufeff'))
def test_any_text_is_read_or_has_faults(text: str) -> None:
    read_csv(text)
    read_csv(table(FIRST) + text)


def test_positions_are_replaced_by_id_or_added_at_the_end() -> None:
    perspective = exchange(make_perspective(positions=[make_position("a"), make_position("b")]))
    new = [make_position("c"), make_position("a", stance="mixed")]
    found = put_into(perspective, new)
    assert found["positions"] == [new[1], make_position("b"), new[0]]
    assert found | {"positions": perspective["positions"]} == perspective
    assert [each["stance"] for each in perspective["positions"]] == ["agrees", "agrees"]


@pytest.mark.parametrize("held", [None, "text", [], [{"id": ["a"]}, "text", {}]])
def test_positions_can_be_put_into_an_incomplete_draft(held: object) -> None:
    found = put_into({"positions": held}, [make_position("a")])["positions"]
    assert found == [*(held if isinstance(held, list) else []), make_position("a")]
