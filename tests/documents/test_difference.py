"""What differs between two forms of a document."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import Citation, Document, Perspective, Position, Topic
from app.documents.difference import (
    Change,
    Difference,
    EntriesChange,
    ValueChange,
    difference,
    segments,
)
from app.documents.difference.entries import keyed, moved
from tests.support.make import (
    make_citation,
    make_claim,
    make_event,
    make_party,
    make_perspective,
    make_position,
    make_proposition,
    make_silence,
    make_site,
    make_source,
    make_topic,
)

TEXTS = st.text(alphabet="ab é.,-\n\u00a0") | st.text()


def fields(change: Change) -> tuple[str, ...]:
    """The way to a change, field by field."""
    return tuple(step.field for step in change.path)


def only(found: Difference) -> Change:
    """The one change."""
    (change,) = found.changes
    return change


def value(change: Change) -> ValueChange:
    """The change of a value."""
    assert isinstance(change, ValueChange)
    return change


def entries(change: Change) -> EntriesChange:
    """The change of a list."""
    assert isinstance(change, EntriesChange)
    return change


def marked(before: str, after: str) -> str:
    """The segments as one line: [-removed-], {+added+}."""
    signs = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(signs[each.kind].format(each.text) for each in segments(before, after))


@given(TEXTS, TEXTS)
def test_the_segments_give_both_texts_back(before: str, after: str) -> None:
    found = segments(before, after)
    assert "".join(each.text for each in found if each.kind != "added") == before
    assert "".join(each.text for each in found if each.kind != "removed") == after
    kinds = [each.kind for each in found]
    assert all(each.text for each in found)
    assert all(one != other for one, other in pairwise(kinds))
    assert ("added", "removed") not in pairwise(kinds)


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert {each.kind for each in segments(text, text)} <= {"same"}


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("They keep the peace here.", "They guard the peace here.",
         "They[- keep-]{+ guard+} the peace here."),
        ("It left the region.", "Later It left the region.", "{+Later +}It left the region."),
        ("Now it left the region.", "it left the region.", "[-Now -]it left the region."),
        ("President", "President of the Federation", "President{+ of the Federation+}"),
        ("one red the big end of it", "one blue the small end of it",
         "one[- red the big-]{+ blue the small+} end of it"),
        ("A/RES/72/282 was adopted", "A/RES/72/283 was adopted",
         "[-A/RES/72/282-]{+A/RES/72/283+} was adopted"),
        ("It ends. So be it.", "It ends, so be it.", "It ends[-. So-]{+, so+} be it."),
        ("Nothing in common", "Wholly other words", "[-Nothing in common-]{+Wholly other words+}"),
    ],
)  # fmt: skip
def test_words_are_marked_as_a_reader_would(before: str, after: str, shown: str) -> None:
    assert marked(before, after) == shown


@pytest.mark.parametrize("document", make_site(), ids=lambda each: f"{each.noun} {each.key}")
def test_nothing_differs_from_itself(document: Document) -> None:
    found = difference(document, document.model_copy())
    assert found.changes == ()
    assert found.unchanged == len(document.filled())
    assert found.untouched == 0


@pytest.mark.parametrize("document", make_site(), ids=lambda each: f"{each.noun} {each.key}")
def test_everything_of_a_first_form_is_added(document: Document) -> None:
    found = difference(None, document)
    assert [change.field for change in found.changes] == [name for name, _ in document.filled()]
    for change, (_name, held) in zip(found.changes, document.filled(), strict=True):
        if isinstance(change, ValueChange):
            assert (change.before, change.after) == (None, held)
        else:
            assert (change.added, change.removed, change.moved) == (held, (), ())
    assert (found.unchanged, found.untouched) == (0, 0)


def test_documents_of_two_kinds_cannot_be_compared() -> None:
    with pytest.raises(TypeError, match="a party cannot be compared with a source"):
        difference(make_party(), make_source())


def test_the_changes_come_in_the_order_of_the_model() -> None:
    after = make_topic(title="Another title", tags=["bridges"], ended="2001", framing="Who?")
    found = difference(make_topic(), after)
    assert [fields(change) for change in found.changes] == [
        ("title",), ("framing",), ("ended",), ("tags",),
    ]  # fmt: skip
    assert found.unchanged == 5  # slug, short title, summary, started, propositions


def test_a_text_has_segments_and_another_value_has_none() -> None:
    before, after = make_party(name="Alba", order=1), make_party(name="Alba Longa", order=2)
    order, name = difference(before, after).changes
    assert (value(order).before, value(order).after, value(order).segments) == (1, 2, ())
    assert [each.kind for each in value(name).segments] == ["same", "added"]
    assert not value(name).replaced


def test_what_was_empty_is_an_addition_and_what_is_empty_a_removal() -> None:
    plain, noted = make_source(), make_source(note="Read in the depositary's copy.")
    assert value(only(difference(plain, noted))).before is None
    assert value(only(difference(noted, plain))).after is None


def with_positions(*positions: dict[str, Any]) -> Perspective:
    """A perspective with these positions."""
    return make_perspective(positions=positions)


def test_entries_are_matched_by_their_ids() -> None:
    before = with_positions(make_position("first"), make_position("second"))
    after = with_positions(
        make_position("first", statement="Says that the bridge belongs to both banks."),
        make_position("third"),
    )
    found = difference(before, after)
    lists, statement = entries(found.changes[0]), value(found.changes[1])
    assert [each.id for each in lists.added] == ["third"]
    assert [each.id for each in lists.removed] == ["second"]
    assert fields(statement) == ("positions", "statement")
    assert statement.path[0].entry == after.positions[0]
    assert {each.kind for each in statement.segments} == {"same", "added", "removed"}
    # topic, party, headline, summary, citations; of the position all but its statement
    assert found.unchanged == 5 + 6
    assert found.untouched == 0


def test_changes_deep_inside_an_entry_are_named_by_the_whole_way() -> None:
    said = {"text": "neither bank", "language": "en"}
    before = with_positions(make_position(citations=[make_citation()]))
    after = with_positions(
        make_position(
            citations=[make_citation(quotation=said), make_citation(locator="article 3")],
            speaker={"name": "Ada Alb", "role": "President", "affiliation": "Government"},
        )
    )
    found = difference(before, after)
    assert [fields(change) for change in found.changes] == [
        ("positions", "speaker", "role"),
        ("positions", "citations"),
        ("positions", "citations", "quotation"),
    ]
    role, cited, quotation = found.changes
    assert (value(role).before, value(role).after) == ("Minister", "President")
    assert [each.locator for each in entries(cited).added] == ["article 3"]
    assert value(quotation).before is None
    assert isinstance(quotation.path[1].entry, Citation)


def test_a_citation_is_known_by_source_and_locator() -> None:
    before = make_perspective(citations=[make_citation(), make_citation(locator="article 3")])
    after = make_perspective(citations=[make_citation(), make_citation(locator="article 4")])
    found = difference(before, after)
    change = entries(only(found))
    assert [each.locator for each in change.removed] == ["article 3"]
    assert [each.locator for each in change.added] == ["article 4"]
    assert found.untouched == 1


def test_of_the_same_citation_given_twice_one_can_go() -> None:
    twice = make_perspective(citations=[make_citation(), make_citation()])
    change = entries(only(difference(twice, make_perspective())))
    assert len(change.removed) == 1
    assert change.moved == ()


def test_plain_lists_are_compared_by_value() -> None:
    before = make_topic(tags=["bridges", "rivers", "tolls"])
    after = make_topic(tags=["rivers", "ferries", "tolls"])
    found = difference(before, after)
    change = entries(only(found))
    assert (change.added, change.removed, change.moved) == (("ferries",), ("bridges",), ())
    assert found.untouched == 2


def test_a_place_is_known_by_its_name() -> None:
    before = make_topic(places=[{"name": "Bender", "lat": 46.83, "lon": 29.48}])
    after = make_topic(places=[{"name": "Bender", "lat": 46.9, "lon": 29.48}])
    change = value(only(difference(before, after)))
    assert fields(change) == ("places", "lat")
    assert (change.before, change.after) == (46.83, 46.9)


@pytest.mark.parametrize("name", ["propositions", "events", "claims"])
def test_every_list_of_a_topic_is_compared(name: str) -> None:
    make = {"propositions": make_proposition, "events": make_event, "claims": make_claim}[name]

    def topic(*ids: str) -> Topic:
        lists: dict[str, Any] = {name: [make(each) for each in ids]}
        return make_topic(claims_of="treaty", **lists)

    change = entries(only(difference(topic("a", "b"), topic("b", "c"))))
    assert change.field == name
    assert [each.id for each in change.removed] == ["a"]
    assert [each.id for each in change.added] == ["c"]


def test_silence_that_was_broken_is_one_position_removed_and_one_added() -> None:
    change = entries(
        only(difference(with_positions(make_silence()), with_positions(make_position())))
    )
    assert all(isinstance(each, Position) for each in (*change.added, *change.removed))


def test_only_what_moved_is_called_moved() -> None:
    before = with_positions(*(make_position(each) for each in ("a", "b", "c", "d")))
    after = with_positions(*(make_position(each) for each in ("d", "a", "b", "c")))
    found = difference(before, after)
    (move,) = entries(only(found)).moved
    assert (move.entry.id, move.before, move.after) == ("d", 4, 1)
    assert found.untouched == 4


@given(st.permutations(range(8)), st.sets(st.integers(0, 7)))
def test_without_those_that_moved_the_order_is_the_old_one(
    order: list[int], removed: set[int]
) -> None:
    after = [each for each in order if each not in removed]
    moves = moved(keyed(range(8)), keyed(after))
    movers = {move.entry for move in moves}
    still = [each for each in after if each not in movers]
    assert still == sorted(still)
    for move in moves:
        assert move.before == move.entry + 1
        assert after[move.after - 1] == move.entry
