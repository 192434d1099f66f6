"""Two changes of one form are put together, and nothing that anyone typed is lost."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from app.documents import exchange
from app.documents.merge import Clash, Merge, at, merge, names
from tests.support.make import make_perspective, make_position, make_topic

Data = dict[str, Any]


def perspective(*ids: str, **more: Any) -> Data:
    """A form with positions of these ids."""
    return exchange(
        make_perspective(positions=[make_position(key) for key in ids or ["p1"]], **more)
    )


def edited(form: Data, **changes: Any) -> Data:
    """The form with other texts at paths, which are written with two underscores."""
    new = copy.deepcopy(form)
    for path, value in changes.items():
        *way, last = path.split("__")
        holder = at(new, ".".join(way))
        if value is None:
            del holder[last]
        else:
            holder[last] = value
    return new


def order(found: Merge) -> Any:
    return at(found.data, "positions.order")


def without(form: Data, id: str) -> Data:
    return form | {"positions": [each for each in form["positions"] if each["id"] != id]}


def arranged(form: Data, *ids: str) -> Data:
    return form | {"positions": [at(form, f"positions.{key}") for key in ids]}


BASE = perspective("p1", "p2", "p3")


def test_changes_in_different_places_are_put_together() -> None:
    theirs = edited(BASE, headline="Theirs", positions__p2__speaker__role="President")
    mine = edited(BASE, positions__p1__statement="Mine.", positions__p2__speaker__name="Bo")
    assert merge(BASE, theirs, mine) == Merge(
        edited(theirs, positions__p1__statement="Mine.", positions__p2__speaker__name="Bo"),
        (),
        ("headline", "positions.p2.speaker.role"),
    )


def test_what_both_changed_alike_is_no_clash() -> None:
    both = edited(BASE, headline="Both")
    assert merge(BASE, both, both) == Merge(both, (), ())


def test_what_both_changed_differently_is_a_clash_and_holds_mine() -> None:
    theirs, mine = edited(BASE, headline="Theirs"), edited(BASE, headline="Mine")
    found = merge(BASE, theirs, mine)
    assert found.clashes == (Clash("headline", BASE["headline"], "Theirs", "Mine"),)
    assert found.data == mine


@pytest.mark.parametrize(
    ("choice", "held"),
    [("theirs", "Theirs"), ("mine", "Mine"), ("base", BASE["headline"]), ("odd", "Mine")],
)
def test_a_clash_is_decided_by_what_was_chosen_and_stays_listed(choice: str, held: str) -> None:
    theirs, mine = edited(BASE, headline="Theirs"), edited(BASE, headline="Mine")
    found = merge(BASE, theirs, mine, {"headline": choice})
    assert found.data["headline"] == held
    assert len(found.clashes) == 1


def test_a_list_of_citations_is_one_value() -> None:
    theirs = edited(BASE, citations=[{"source": "a", "locator": "1"}])
    mine = edited(BASE, citations=[{"source": "b", "locator": "2"}])
    assert [clash.path for clash in merge(BASE, theirs, mine).clashes] == ["citations"]


def test_what_one_deleted_and_the_other_left_alone_is_deleted() -> None:
    found = merge(BASE, without(BASE, "p2"), edited(BASE, headline="Mine"))
    assert order(found) == ["p1", "p3"]
    assert found.taken == ("positions.p2",)


@pytest.mark.parametrize(
    ("choice", "held"), [("theirs", ["p1", "p2", "p3"]), ("mine", ["p1", "p3"])]
)
def test_what_one_deleted_and_the_other_changed_is_a_clash_on_the_whole(
    choice: str, held: list[str]
) -> None:
    theirs = edited(BASE, positions__p2__statement="Theirs.")
    found = merge(BASE, theirs, without(BASE, "p2"), {"positions.p2": choice})
    changed = at(theirs, "positions.p2")
    assert found.clashes == (Clash("positions.p2", at(BASE, "positions.p2"), changed, None),)
    assert order(found) == held


def test_what_they_deleted_and_i_changed_stays_until_it_is_decided() -> None:
    mine = edited(BASE, positions__p2__speaker__role="President")
    found = merge(BASE, edited(BASE, positions__p2__speaker=None), mine)
    assert [(clash.path, clash.theirs) for clash in found.clashes] == [
        ("positions.p2.speaker", None)
    ]
    assert found.data == mine


def test_two_entries_added_under_one_id_are_not_mixed() -> None:
    theirs, mine = perspective("p1", "p4"), perspective("p1", "p4")
    mine["positions"][1]["statement"] = "Another matter."
    found = merge(perspective("p1"), theirs, mine)
    assert [clash.path for clash in found.clashes] == ["positions.p4"]


def test_lists_that_both_began_are_put_together() -> None:
    base = exchange(make_topic())
    theirs = base | {"events": [{"id": "e1"}], "places": [{"name": "Bank", "lat": 1.0}]}
    mine = base | {"events": [{"id": "e2"}], "places": [{"name": "Bank", "lat": 2.0}]}
    found = merge(base, theirs, mine)
    assert at(found.data, "events.order") == ["e2", "e1"]
    assert [clash.path for clash in found.clashes] == ["places.Bank"]


def test_a_list_that_both_emptied_in_their_way_is_gone() -> None:
    base = {"events": [{"id": "e1"}, {"id": "e2"}]}
    assert merge(base, {"events": []}, {}).data == {}


def test_an_added_entry_stays_after_its_neighbour() -> None:
    theirs, mine = perspective("p1", "t", "p2", "p3"), perspective("p1", "p2", "m", "p3", "n")
    found = merge(BASE, theirs, mine)
    assert order(found) == ["p1", "t", "p2", "m", "p3", "n"]
    assert found.taken == ("positions.t",)


def test_their_new_order_is_taken_if_mine_kept_the_old() -> None:
    found = merge(BASE, arranged(BASE, "p3", "p1", "p2"), perspective("p1", "m", "p2", "p3"))
    assert order(found) == ["p3", "p1", "m", "p2"]
    assert found.taken == ("positions.order",)


def test_my_new_order_stays_if_theirs_kept_the_old() -> None:
    found = merge(BASE, perspective("p1", "t", "p2", "p3"), arranged(BASE, "p2", "p3", "p1"))
    assert order(found) == ["p2", "p3", "p1", "t"]
    assert not found.clashes


@pytest.mark.parametrize(
    ("choice", "held"),
    [("theirs", ["p3", "p2", "p1"]), ("mine", ["p2", "p1", "p3"]), ("base", ["p1", "p2", "p3"])],
)
def test_two_new_orders_are_a_clash_on_the_order(choice: str, held: list[str]) -> None:
    theirs, mine = arranged(BASE, "p3", "p2", "p1"), arranged(BASE, "p2", "p1", "p3")
    found = merge(BASE, theirs, mine, {"positions.order": choice})
    assert [(clash.path, clash.theirs) for clash in found.clashes] == [
        ("positions.order", ["p3", "p2", "p1"])
    ]
    assert order(found) == held


def test_one_new_order_of_both_is_no_clash() -> None:
    both = arranged(BASE, "p2", "p1", "p3")
    found = merge(BASE, both, edited(both, positions__p1__statement="Mine."))
    assert order(found) == ["p2", "p1", "p3"]
    assert not found.clashes


def test_new_fields_stand_where_the_model_has_them() -> None:
    base = {"id": "a", "title": "A", "url": "u"}
    theirs = {"id": "a", "title": "A", "symbol": "S", "url": "u", "note": "N"}
    mine = {"id": "a", "title": "A", "authors": ["B"], "url": "u"}
    assert list(merge(base, theirs, mine).data) == [
        "id",
        "title",
        "symbol",
        "authors",
        "url",
        "note",
    ]


@pytest.mark.parametrize(
    "broken",
    [
        [{"id": "a"}, {"id": "a"}],
        [{"id": 3}],
        ["a"],
        [{}],
        [{"id": "order"}],
        [{"id": "a.b"}],
        "a",
        {},
    ],
)
def test_a_broken_list_is_compared_as_a_whole(broken: object) -> None:
    base, theirs = {"positions": [{"id": "a"}]}, {"positions": [{"id": "a", "x": 1}]}
    found = merge(base, theirs, {"positions": broken})
    assert [clash.path for clash in found.clashes] == ["positions"]
    assert found.data == {"positions": broken}


def test_what_is_deeper_than_any_document_is_compared_as_a_whole() -> None:
    def deep(text: str) -> Any:
        return {"a": text} if len(text) > 400 else {"a": deep(text + "x")}

    found = merge(deep("a"), deep("b"), deep("c"))
    assert len(found.clashes) == 1


def test_a_path_has_names_and_leads_to_a_value() -> None:
    assert names("positions.p1.statement") == ("positions", "p1", "statement")
    assert names("") == ()
    assert at(BASE, "positions.p1.speaker.name") == "Ada Alb"
    assert at(BASE, "positions.order") == ["p1", "p2", "p3"]


@pytest.mark.parametrize("path", ["none", "headline.none", "positions.none", "citations.0.x"])
def test_a_path_that_leads_nowhere_is_none(path: str) -> None:
    assert at(BASE, path) is None
