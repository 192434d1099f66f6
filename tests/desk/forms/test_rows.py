"""The buttons beside rows change their row and nothing else."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.forms import BadRow, apply
from app.desk.forms.bounds import CITATIONS, FIELDS, beyond
from app.documents import exchange
from tests.support import forms, generate
from tests.support.make import make_citation, make_position

PERSPECTIVE = {"headline": "H", "positions": [{"id": "a", "proposition": "p1"}]}
_LISTS = st.lists(st.fixed_dictionaries({"text": st.text(max_size=3)}), min_size=1, max_size=5)


def leaves(value: Any) -> list[Any]:
    """Every text in plain data, sorted."""
    if isinstance(value, dict):
        return sorted(leaf for each in value.values() for leaf in leaves(each))
    if isinstance(value, list):
        return sorted(leaf for each in value for leaf in leaves(each))
    return [str(value)]


def test_a_citation_is_added_at_the_end_and_gets_the_focus() -> None:
    data = {"citations": [make_citation()]}
    new, focus = apply("perspective", data, "add:citations")
    assert new == {"citations": [make_citation(), {}]}
    assert focus == "f-citations-1-source"


def test_a_position_is_added_to_its_proposition_under_an_id_of_its_own() -> None:
    data = {"positions": [{"id": "p1-1", "proposition": "p1"}]}
    new, focus = apply("perspective", data, "add:positions:p1")
    assert new["positions"][1] == {"id": "p1-2", "proposition": "p1"}
    assert focus == "f-positions-1-stance"


def test_a_row_within_a_row_is_added_and_removed() -> None:
    new, focus = apply("perspective", PERSPECTIVE, "add:positions.0.citations")
    assert new["positions"][0]["citations"] == [{}]
    assert focus == "f-positions-0-citations-0-source"
    back, focus = apply("perspective", new, "remove:positions.0.citations.0")
    assert back == PERSPECTIVE
    assert focus == "f-positions-0-citations-add"


def test_a_removed_position_gives_the_focus_to_the_button_of_its_proposition() -> None:
    new, focus = apply("perspective", PERSPECTIVE, "remove:positions.0")
    assert new == {"headline": "H"}
    assert focus == "f-positions-add-p1"


def test_rows_move_and_the_focus_moves_with_them() -> None:
    data = {"propositions": [{"id": "a"}, {"id": "b"}, {"id": "c"}]}
    new, focus = apply("topic", data, "up:propositions.2")
    assert [row["id"] for row in new["propositions"]] == ["a", "c", "b"]
    assert focus == "f-propositions-1-up"
    new, focus = apply("topic", new, "down:propositions.0")
    assert [row["id"] for row in new["propositions"]] == ["c", "a", "b"]
    assert focus == "f-propositions-1-down"


@pytest.mark.parametrize("what", ["up:propositions.0", "down:propositions.1"])
def test_the_first_row_stays_first_and_the_last_stays_last(what: str) -> None:
    data = {"propositions": [{"id": "a"}, {"id": "b"}]}
    assert apply("topic", data, what)[0] == data


@pytest.mark.parametrize(
    "what",
    [
        "", "add", "add:", "add:headline", "add:positions", "add:citations.0", "remove:positions",
        "remove:positions.1", "remove:positions.99999", "remove:citations.0", "up:x.0",
        "add:positions.0", "add:positions.7.citations", "add:positions.0.speaker",
        "add:positions.0.x", "add:headline.0.citations", "add:citations:p1", "add:positions.²",
        "remove:positions.0:p1", "drop:positions.0", "add:positions:P 1", "add:topic",
    ],
)  # fmt: skip
def test_nonsense_is_refused_with_a_sentence(what: str) -> None:
    with pytest.raises(BadRow, match=r"no such row"):
        apply("perspective", PERSPECTIVE, what)


def test_a_list_that_is_none_begins_anew_when_a_row_is_added() -> None:
    assert apply("perspective", {"citations": "x"}, "add:citations")[0] == {"citations": [{}]}
    with pytest.raises(BadRow):
        apply("perspective", {"positions": [3]}, "add:positions.0.citations")


def test_there_are_no_more_rows_than_the_model_allows() -> None:
    data: dict[str, Any] = {"places": [{} for _ in range(20)]}
    with pytest.raises(BadRow, match="No more than 20"):
        apply("topic", data, "add:places")


def test_a_form_has_no_more_citations_than_the_bound() -> None:
    position = make_position(citations=[make_citation()] * 100)
    data = {"positions": [position, position | {"id": "b"}]}
    assert beyond("perspective", data) == []
    with pytest.raises(BadRow, match=f"more than {CITATIONS} citations"):
        apply("perspective", data, "add:citations")


def test_a_form_has_no_more_fields_than_can_be_posted() -> None:
    data = {"positions": [make_position(str(n), citations=[]) for n in range(200)]}
    assert [s for _path, s in beyond("perspective", data)] == [
        f"more than {FIELDS} fields; remove some rows"
    ]
    with pytest.raises(BadRow, match=f"more than {FIELDS} fields"):
        apply("perspective", data, "add:citations")


def test_every_document_of_the_site_is_within_the_bounds() -> None:
    for name in forms.names():
        assert beyond(name[0], forms.data_of(name)) == []


@given(document=generate.perspectives(), turn=st.integers(0, 5))
def test_adding_and_removing_again_changes_nothing(document: Any, turn: int) -> None:
    data = exchange(document)
    before = copy.deepcopy(data)
    at = turn % len(data["positions"])
    new, _focus = apply("perspective", data, f"add:positions.{at}.citations")
    assert leaves(new) == leaves(before)
    last = len(new["positions"][at]["citations"]) - 1
    back, _focus = apply("perspective", new, f"remove:positions.{at}.citations.{last}")
    assert back == before
    assert data == before


@given(rows=_LISTS, moves=st.lists(st.tuples(st.sampled_from(["up", "down"]), st.integers(0, 4))))
def test_moving_loses_nothing(rows: list[Any], moves: list[tuple[str, int]]) -> None:
    data: dict[str, Any] = {"title": "T", "propositions": rows}
    for verb, at in moves:
        moved, _focus = apply("topic", data, f"{verb}:propositions.{at % len(rows)}")
        assert leaves(moved) == leaves(data)
        data = moved


@given(rows=_LISTS, at=st.integers(0, 4))
def test_removing_takes_one_row_and_no_other(rows: list[Any], at: int) -> None:
    at %= len(rows)
    data = {"title": "T", "propositions": rows}
    new, _focus = apply("topic", data, f"remove:propositions.{at}")
    assert new.get("propositions", []) == rows[:at] + rows[at + 1 :]
