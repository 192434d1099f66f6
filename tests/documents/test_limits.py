"""The limits that forms say are those that the models enforce."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from app.documents import (
    QUOTATION_WORDS,
    STANCES,
    Citation,
    Perspective,
    Position,
    Quotation,
    Source,
    Topic,
)  # fmt: skip
from app.documents.limits import limits_of


@pytest.mark.parametrize(
    ("model", "field", "expected"),
    [
        (Topic, "title", {"needed": True, "longest": 140}),
        (Topic, "summary", {"longest": 1600, "fewest_words": 60, "most_words": 180}),
        (Topic, "tags", {"several": True, "most": 20, "longest": 300, "part": None}),
        (Topic, "ended", {"needed": False, "longest": None}),
        (Perspective, "positions", {"several": True, "fewest": 1, "most": 400, "part": Position}),
        (Position, "stance", {"choices": STANCES}),
        (Position, "citations", {"several": True, "most": 200, "part": Citation}),
        (Citation, "quotation", {"several": False, "needed": False, "part": Quotation}),
        (Quotation, "text", {"longest": 200, "most_words": QUOTATION_WORDS}),
        (Source, "symbol", {"needed": False, "longest": 80}),
        (Source, "note", {"needed": False, "longest": 600}),
        (Source, "url", {"longest": 2000}),
    ],
)
def test_a_limit_is_read_from_the_model(
    model: type[BaseModel], field: str, expected: dict[str, object]
) -> None:
    limits = limits_of(model)[field]
    assert {name: getattr(limits, name) for name in expected} == expected
