"""Problems stand at their fields, and the list of them says where in words."""

from __future__ import annotations

from typing import Any

from app.desk.forms import form_of, show, summary
from app.documents.faults import Path
from tests.support.forms import faults_of
from tests.support.make import SUMMARY, make_citation, make_position, make_silence

Data = dict[str, Any]


def perspective(**more: Any) -> Data:
    """A perspective as an editor may have typed it."""
    whole = {"topic": "bridge", "party": "alba", "headline": "H", "summary": SUMMARY}
    return whole | {"citations": [make_citation()], "positions": [make_position()]} | more


def listed(noun: str, data: Data) -> list[tuple[str, str, str]]:
    """The list that heads the page of a form."""
    return summary(form_of(noun).of(data), faults_of(noun, data))


def test_a_problem_stands_at_its_field() -> None:
    data = perspective(citations=[make_citation(), {"source": "treaty"}])
    form = form_of("perspective").of(data)
    show(form, faults_of("perspective", data))
    assert form["citations"][1]["locator"].faults == ["missing; add it"]
    assert form["citations"][0]["locator"].faults == []


def test_the_list_names_the_place_in_words_and_leads_there() -> None:
    data = perspective(
        positions=[make_position(), make_position("b", citations=[{"source": "treaty"}])]
    )
    assert listed("perspective", data) == [
        (
            "f-positions-1-citations-0-locator",
            "Position 2, Citation 1: Place in the source",
            "missing; add it",
        )
    ]


def test_a_problem_of_a_row_stands_at_the_row() -> None:
    data = perspective(positions=[make_position(citations=[])])
    form = form_of("perspective").of(data)
    show(form, faults_of("perspective", data))
    assert form["positions"][0].faults == ["the stance “Agrees” needs a citation; add one"]
    assert listed("perspective", data)[0][:2] == ("f-positions-0", "Position 1")


def test_a_problem_of_a_list_stands_at_the_list() -> None:
    form = form_of("perspective").of({})
    show(form, [(("positions",), "no position on p1")])
    assert form["positions"].faults == ["no position on p1"]
    assert summary(form, [(("positions",), "x")])[0][:2] == ("f-positions", "Positions")


def test_a_problem_of_what_is_hidden_stands_at_the_nearest_thing_in_sight() -> None:
    data = perspective(positions=[make_position("same"), make_position("same")])
    assert listed("perspective", data)[0][:2] == ("f-positions-1", "Position 2")


def test_a_problem_of_no_field_stands_at_the_whole() -> None:
    data = perspective()
    del data["topic"]
    form = form_of("perspective").of(data)
    show(form, [*faults_of("perspective", data), ((), "the perspective of 'un' is missing")])
    assert form.faults == ["missing; add it", "the perspective of 'un' is missing"]
    assert listed("perspective", data) == [("f-form", "The whole", "missing; add it")]


def test_a_line_of_a_list_stands_at_the_list() -> None:
    data = {"authors": ["Ada", "a" * 301]}
    assert ("f-authors", "Authors", "too long; at most 300 characters are allowed") in listed(
        "source", data
    )


def test_a_part_is_named_before_its_field() -> None:
    data = perspective(positions=[make_silence(searched={"where": "Archive"})])
    data["citations"] = []
    assert listed("perspective", data)[0][:2] == (
        "f-positions-0-searched-date",
        "Position 1, Search that found nothing: When it was searched",
    )


def test_the_same_sentence_is_said_once_at_one_place() -> None:
    form = form_of("topic").of({})
    problems: list[tuple[Path, str]] = [(("title",), "missing; add it")] * 2
    show(form, problems)
    assert form["title"].faults == ["missing; add it"]
    assert len(summary(form, problems)) == 1


def test_rows_are_named_by_their_number_on_the_page() -> None:
    form = form_of("topic").of({"events": [{}, {"title": "T"}]})
    assert summary(form, [(("events", 1, "date"), "x")])[0][1] == "Event 2: Date"
