"""Text is tidied and limited, and holds nothing that a reader could not see."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.support.make import make_source


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  two\n  lines ", "two lines"),
        ("e\u0301tat", "état"),
        ("a\u00a0b", "a b"),
        ("neu\u00adtral", "neu\u00adtral"),
        ("ن\u200cم", "ن\u200cم"),
    ],
)
def test_space_is_folded_and_what_scripts_need_is_kept(written: str, kept: str) -> None:
    assert make_source(title=written).title == kept


@pytest.mark.parametrize("char", ["\u202e", "\u200b", "\ufeff", "\x00", "\ue000", "\u2066"])
def test_what_could_hide_or_turn_text_round_is_refused(char: str) -> None:
    with pytest.raises(ValidationError, match="invisible character"):
        make_source(title=f"a{char}b")


@pytest.mark.parametrize("language", ["en", "ro", "zh-Hant", "sr-Latn-RS"])
def test_a_language_is_a_tag(language: str) -> None:
    assert make_source(language=language).language == language


@pytest.mark.parametrize(
    "url", ["ftp://a.b", "https://a b", "javascript:alert(1)", "//a.b", "https://"]
)
def test_an_address_is_whole(url: str) -> None:
    with pytest.raises(ValidationError, match="not an http"):
        make_source(url=url)


@pytest.mark.parametrize("slug", ["A", "a--b", "-a", "a-", "a_b", "é", "", "a" * 81])
def test_an_id_is_a_slug(slug: str) -> None:
    with pytest.raises(ValidationError):
        make_source(slug)


@pytest.mark.parametrize("field", ["title", "id"])
def test_a_document_is_not_changed_but_replaced(field: str) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(make_source(), field, "another")
