"""Words fold alike however they are written, and letters stay letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.folding import fold, folded_words, word_spans

#: What the sources are written in, with stress marks that stand on no letter.
LETTERS = st.characters(
    max_codepoint=0x52F, categories=["L", "N", "P", "Zs"], include_characters="\u0301\u0306"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ilașcu", "ilascu"),
        ("ILAŞCU", "ilascu"),
        ("Chișinău", "Chisinau"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("Œuvre", "oeuvre"),
        ("Ёлка", "елка"),
        ("Росси́я", "россия"),
        ("𝒩ato", "nato"),
        ("e\u0301tat", "état"),
    ],
)
def test_these_are_one_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("мой", "мои"), ("їжа", "іжа"), ("Київ", "Киив")])
def test_cyrillic_letters_with_marks_are_letters_of_their_own(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_all_that_is_no_letter_or_digit_separates_words() -> None:
    assert folded_words("A/RES/72/282, «Совет»—un_csto") == [
        "a", "res", "72", "282", "совет", "un", "csto",
    ]  # fmt: skip


def test_a_hit_is_marked_where_the_word_stands_in_the_text() -> None:
    text = "Domnul Ilașcu a spus"
    start, end, _ = next(span for span in word_spans(text) if span[2] == ["ilascu"])
    assert text[start:end] == "Ilașcu"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded_words(" ".join(folded_words(text))) == folded_words(text)


@given(st.text(LETTERS))
def test_spans_hold_the_words_of_the_text_in_their_order(text: str) -> None:
    assert [word for *_, words in word_spans(text) for word in words] == folded_words(text)
