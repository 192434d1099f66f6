"""The ready text of citations, as a citation processor makes it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any, get_args

import pytest

from app.documents.source import SourceKind
from app.exports import csl
from app.exports.styles import STYLES, styled
from tests.support.make import make_source

PAGE = {
    "id": "bridge",
    "type": "webpage",
    "title": "The bridge between two banks",
    "author": [{"literal": "Alteram"}],
    "issued": {"date-parts": [[2026, 11, 24]]},
    "URL": "https://alteram.example/topics/bridge?published=2026-11-24T10:00:00Z",
    "language": "en",
}


def test_a_page_is_cited_as_each_style_has_it() -> None:
    assert styled(PAGE) == {
        "APA": (
            "Alteram. (2026, November 24). The bridge between two banks. "
            "https://alteram.example/topics/bridge?published=2026-11-24T10:00:00Z"
        ),
        "Chicago": (
            "Alteram. 2026. ‘The Bridge Between Two Banks’. November 24. "
            "https://alteram.example/topics/bridge?published=2026-11-24T10:00:00Z."
        ),
        "MLA": (
            "Alteram. The Bridge Between Two Banks. 24 Nov. 2026, "
            "https://alteram.example/topics/bridge?published=2026-11-24T10:00:00Z."
        ),
    }


@pytest.mark.parametrize("kind", get_args(SourceKind))
@pytest.mark.parametrize("more", [{}, {"authors": ("Ada Alb",)}, {"symbol": "10.1000/xyz"}])
def test_every_kind_of_source_is_cited_with_its_title_once_its_year_and_its_address(
    kind: str, more: dict[str, Any]
) -> None:
    source = make_source(kind=kind, title="Tollgeld", language="de", published="1992", **more)
    for style, text in styled(csl.item(source)).items():
        assert text.casefold().count("tollgeld") == 1, (style, text)
        assert text.count("1992") == 1, (style, text)
        assert "https://example.org/treaty" in text or "https://doi.org/10.1000/xyz" in text
        if kind != "court-judgment":  # which is cited by its name
            assert ("Ada Alb" in text) is ("authors" in more)
        assert "ahead of print" not in text
        assert "Edition" not in text


def test_names_and_titles_of_other_scripts_stay_as_they_are() -> None:
    title = "Казахстанские миротворцы прибыли в Ливан"
    item = csl.item(make_source(title=title, language="ru", kind="news", authors=("А. Б. Вяч",)))
    for text in styled(item).values():
        assert title in text
        assert "А. Б. Вяч" in text


def test_nothing_is_marked_up() -> None:
    for text in styled(csl.item(make_source(title="If a < b & c > d"))).values():
        assert "&amp;" not in text
        assert "<i>" not in text


def test_many_at_once_do_not_mix() -> None:
    items = [{**PAGE, "id": f"b{n}", "title": f"Bridge {n}"} for n in range(24)]
    with ThreadPoolExecutor(4) as pool:
        for number, texts in enumerate(pool.map(styled, items)):
            assert set(texts) == set(STYLES)
            assert all(f"Bridge {number}" in text for text in texts.values())
