"""Cohen's kappa, against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.kappa import Kappa, kappa

PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1)


def coded(*counts: tuple[str, int]) -> list[tuple[str, str]]:
    """Pairs of one-letter categories, each as often as is said."""
    return [(both[0], both[1]) for both, count in counts for _ in range(count)]


def test_the_example_of_the_docstring() -> None:
    pairs = coded(("yy", 20), ("yn", 5), ("ny", 10), ("nn", 15))
    assert kappa(pairs) == Kappa(50, 0.7, 0.5, 0.4)


def test_three_categories() -> None:
    """The shares are 0.5, 0.3, 0.2 and 0.4, 0.4, 0.2: po = 0.7, pc = 0.2 + 0.12 + 0.04 = 0.36."""
    pairs = coded(("aa", 3), ("ab", 2), ("bb", 2), ("ba", 1), ("cc", 2))
    found = kappa(pairs)
    assert (found.n, found.agreed, found.expected) == (10, 0.7, 0.36)
    assert found.value == pytest.approx(0.34 / 0.64)


def test_as_much_as_chance_is_zero() -> None:
    assert kappa(coded(("yy", 1), ("yn", 1), ("ny", 1), ("nn", 1))).value == 0


def test_less_than_chance_is_below_zero() -> None:
    assert kappa(coded(("yn", 1), ("ny", 1))).value == -1


def test_categories_that_the_coders_never_share_agree_on_nothing() -> None:
    assert kappa(coded(("ab", 4))) == Kappa(4, 0.0, 0.0, 0.0)


def test_without_anything_coded_it_is_not_defined() -> None:
    assert kappa([]) == Kappa(0, 0.0, 0.0, None)


def test_with_one_category_only_it_is_not_defined() -> None:
    assert kappa(coded(("aa", 7))) == Kappa(7, 1.0, 1.0, None)


@given(PAIRS)
def test_it_is_the_same_for_either_coder_and_in_any_order(pairs: list[tuple[str, str]]) -> None:
    assert kappa([(other, one) for one, other in reversed(pairs)]) == kappa(pairs)


@given(PAIRS)
def test_full_agreement_is_one_and_nothing_is_more(pairs: list[tuple[str, str]]) -> None:
    found = kappa(pairs)
    if found.value is not None:
        assert -1 <= found.value <= 1
        assert (found.value == 1) == all(one == other for one, other in pairs)
