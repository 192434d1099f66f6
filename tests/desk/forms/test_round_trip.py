"""What goes into a form comes out of it, and what was typed stays as it was typed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.desk.forms import TooMuch, form_of
from app.documents import NOUNS, exchange
from app.documents.limits import limits_of
from tests.support import forms, generate
from tests.support.make import make_citation, make_perspective, make_position, make_silence

#: Anything that a draft could hold by mistake.
_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["positions", "citations", "id", "data", "self", "obj", "meta", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("noun", NOUNS)
def test_every_document_comes_back_equal(noun: str) -> None:
    for name in forms.names(noun):
        data = forms.data_of(name)
        found = form_of(noun).of(data, topic=forms.topic_of(name)).exchange()
        assert NOUNS[noun].model_validate(found) == forms.documents()[name]
        assert list(found) == list(data)


@given(document=generate.documents())
def test_any_text_that_a_document_may_hold_comes_back(document: Any) -> None:
    found = form_of(document.noun).of(exchange(document)).exchange()
    assert type(document).model_validate(found) == document


@pytest.mark.parametrize("noun", NOUNS)
@given(data=st.dictionaries(st.sampled_from(["title", "positions", "events", "x"]), _ANYTHING))
def test_no_data_break_a_form(noun: str, data: dict[str, Any]) -> None:
    form = form_of(noun).of(data)
    assert form_of(noun).of(form.exchange()).exchange() == form.exchange()


@pytest.mark.parametrize("noun", NOUNS)
def test_every_field_of_a_model_has_its_place_in_the_form(noun: str) -> None:
    given_by_the_address = {"perspective": {"topic", "party"}}.get(noun, set())
    # A document is retracted or merged by a page of its own.
    elsewhere = given_by_the_address | {"retracted", "merged_into"}

    def check(form: Any, model: Any) -> None:
        assert {each.short_name for each in form} == set(model.model_fields) - elsewhere
        for field in form:
            part = limits_of(model)[field.short_name].part
            if part:
                check(field.blank().form if hasattr(field, "blank") else field.form, part)

    form = form_of(noun).of({})
    if noun == "perspective":
        check(form["positions"].blank().form, limits_of(NOUNS[noun])["positions"].part)
    check(form, NOUNS[noun])


def test_what_the_address_decides_is_not_shown_and_always_wins() -> None:
    fixed = {"slug": "bridge"}
    form = form_of("topic").posted(MultiDict({"slug": "other", "title": "T"}), fixed=fixed)
    assert "slug" not in form
    assert form.exchange() == {"slug": "bridge", "title": "T"}


def test_keys_that_the_form_does_not_show_survive() -> None:
    data = {"headline": "H", "colour": "grey", "positions": [{"id": "a", "mood": "fine"}]}
    assert form_of("perspective").of(data).exchange() == data


def test_keys_stand_in_the_order_of_the_model() -> None:
    data = {"positions": [], "headline": "H", "party": "alba", "topic": "bridge"}
    assert list(form_of("perspective").of(data).exchange()) == ["topic", "party", "headline"]


def test_line_ends_are_those_of_the_text_and_not_of_the_browser() -> None:
    form = form_of("topic").posted(MultiDict({"summary": "One.\r\nTwo.\rThree. "}))
    assert form.exchange() == {"summary": "One.\nTwo.\nThree. "}


def test_a_list_of_lines_is_typed_one_a_line() -> None:
    form = form_of("source").posted(MultiDict({"authors": "Ada\r\n\r\n Bea \r\n"}))
    assert form.exchange() == {"authors": ["Ada", " Bea "]}
    assert form_of("source").of({"authors": ["Ada", "Bea"]})["authors"].data == "Ada\nBea"


@pytest.mark.parametrize(("said", "found"), [("true", {"required": True}), ("no", {}), (None, {})])
def test_a_tick_is_a_truth(said: str | None, found: dict[str, object]) -> None:
    form = form_of("party").of({"required": said})
    assert form.exchange() == found


def test_a_box_without_a_tick_is_not_posted() -> None:
    assert form_of("party").posted(MultiDict({"name": "A"})).exchange() == {"name": "A"}


def test_what_cannot_be_chosen_stays_in_sight() -> None:
    form = form_of("source").of({"kind": "rumour"})
    assert form["kind"].choices[-1] == "rumour"
    assert form_of("source").of({})["kind"].choices == limits_of(NOUNS["source"])["kind"].choices


def test_switching_to_silence_keeps_what_was_typed() -> None:
    position = make_position(searched=make_silence()["searched"])
    for stance in ("none-found", "agrees"):
        data = {"positions": [position | {"stance": stance}]}
        assert form_of("perspective").of(data).exchange() == data


def test_an_empty_row_stays_until_it_is_removed() -> None:
    data = {"citations": [make_citation(), {}, make_citation("report")]}
    assert form_of("perspective").of(data).exchange() == data


def test_rows_are_read_in_the_order_of_their_numbers_and_gaps_close() -> None:
    posted = MultiDict(
        {"citations-10-source": "c", "citations-2-source": "a", "citations-3-locator": "b"}
    )
    assert form_of("perspective").posted(posted).exchange() == {
        "citations": [{"source": "a"}, {"locator": "b"}, {"source": "c"}]
    }


@pytest.mark.parametrize("row", ["²", "99999", "9" * 5000, "-1", "٣", "__n__", ""])
def test_a_row_without_a_sensible_number_is_not_read(row: str) -> None:
    posted = MultiDict({f"citations-{row}-source": "a", "headline": "H"})
    assert form_of("perspective").posted(posted).exchange() == {"headline": "H"}


def test_a_row_that_a_script_added_gets_its_id_when_it_is_read() -> None:
    posted = MultiDict(
        {
            "positions-0-id": "p1-1",
            "positions-0-proposition": "p1",
            "positions-1-id": "",
            "positions-1-proposition": "p1",
        }
    )
    rows = form_of("perspective").posted(posted).exchange()["positions"]
    assert [row["id"] for row in rows] == ["p1-1", "p1-2"]


def test_a_form_that_no_page_can_have_shown_is_refused() -> None:
    posted = MultiDict((f"citations-{number}-source", "a") for number in range(2101))
    with pytest.raises(TooMuch, match="at most 2000 fields"):
        form_of("perspective").posted(posted)


def test_positions_stand_under_their_propositions_and_count_down_the_page() -> None:
    perspective = exchange(
        make_perspective(
            positions=[
                make_position("b", proposition="lost"),
                make_position("c", proposition="p1"),
            ]
        )
    )
    topic = forms.documents()["topic", "unifil-proposal"]
    form = form_of("perspective").of(perspective, topic=topic)  # type: ignore[arg-type]
    groups = form.groups  # type: ignore[attr-defined]
    assert [group.known for group in groups] == [True] * 6 + [False] * 2
    assert [[row.number for row in group.rows] for group in groups[-2:]] == [[1], [2]]
    assert groups[0].rows == []


def test_a_claim_bears_on_a_proposition_of_the_same_form() -> None:
    data = {"propositions": [{"id": "p1"}, {"text": "New"}], "claims": [{"proposition": "gone"}]}
    assert form_of("topic").of(data)["claims"][0]["proposition"].choices == ("p1", "gone")


@pytest.mark.parametrize("noun", NOUNS)
def test_a_field_is_called_optional_only_if_the_model_never_needs_it(noun: str) -> None:
    needed = {name for name, limits in limits_of(NOUNS[noun]).items() if limits.needed}
    form = form_of(noun).of({})
    texts = [form[name] for name in form._fields if hasattr(form[name], "optional")]
    assert not needed & {each.short_name for each in texts if each.optional}
    assert not needed & {each.short_name for each in texts if each.sometimes}
