"""Whatever is merged, nothing that anyone typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from app.documents.merge import Merge, at, merge

Data = dict[str, Any]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["", "a", "b", "order"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "name", "a", "x.y", ""]), inner, max_size=3)
    ),
    max_leaves=8,
)
ANYTHING = st.dictionaries(st.sampled_from(["positions", "places", "a", "b.c"]), JSON)
ENTRY = st.fixed_dictionaries(
    {"text": st.sampled_from("abc")},
    optional={
        "note": st.sampled_from("abc"),
        "speaker": st.fixed_dictionaries({}, optional={k: st.sampled_from("xy") for k in "nr"}),
        "citations": st.lists(st.sampled_from("st"), max_size=2),
    },
)


def _listed(entries: list[tuple[str, Data]]) -> list[Data]:
    return [{"id": key, **entry} for key, entry in entries]


ENTRIES = st.lists(
    st.tuples(st.sampled_from("pqrs"), ENTRY), max_size=4, unique_by=lambda each: each[0]
).map(_listed)
FORMS = st.fixed_dictionaries(
    {"headline": st.sampled_from("abc")}, optional={"positions": ENTRIES, "events": ENTRIES}
)


@given(FORMS | ANYTHING, FORMS | ANYTHING)
def test_a_side_that_changed_nothing_changes_nothing(base: Data, other: Data) -> None:
    assert merge(base, base, other) == Merge(other, (), ())
    taken = merge(base, other, base)
    assert taken.data == other
    assert not taken.clashes
    assert bool(taken.taken) == (base != other)
    assert merge(base, other, other) == Merge(other, (), ())


@given(FORMS | ANYTHING, FORMS | ANYTHING, FORMS | ANYTHING)
@example({}, {"a": 1}, {"a": [{"id": "p"}]})
def test_nothing_that_anyone_typed_is_lost(base: Data, theirs: Data, mine: Data) -> None:
    found = merge(base, theirs, mine)
    clashing = tuple(clash.path for clash in found.clashes)
    for path, value in typed(base, mine):
        assert at(found.data, path) == value
    for path, value in typed(base, theirs):
        assert at(found.data, path) == value or within(path, clashing)
    for clash in found.clashes:
        assert clash.theirs == at(theirs, clash.path)
        assert clash.mine == at(mine, clash.path)


@given(FORMS, FORMS, FORMS)
def test_choosing_theirs_loses_nothing_of_mine_that_did_not_clash(
    base: Data, theirs: Data, mine: Data
) -> None:
    clashing = tuple(clash.path for clash in merge(base, theirs, mine).clashes)
    found = merge(base, theirs, mine, dict.fromkeys(clashing, "theirs"))
    for path, value in typed(base, mine):
        assert at(found.data, path) == value or within(path, clashing)
    for path in clashing:
        if not path.endswith(".order"):
            assert at(found.data, path) == at(theirs, path)


def typed(base: Data, form: Data) -> Iterator[tuple[str, Any]]:
    """The values of a form that differ from those of the base, with their paths."""
    for path in leaves(form, ""):
        value = at(form, path)
        if value not in (None, [], {}) and value != at(base, path):
            yield path, value


def leaves(value: Any, path: str) -> Iterator[str]:
    prefix = f"{path}." if path else ""
    if isinstance(value, dict) and value:
        for key, each in value.items():
            yield from leaves(each, prefix + key)
    elif isinstance(value, list) and at(value, "order"):
        for each in value:
            yield from leaves(each, prefix + str(each["id"]))
    else:
        yield path


def within(path: str, clashing: tuple[str, ...]) -> bool:
    return any(path == each or each == "" or path.startswith(f"{each}.") for each in clashing)
