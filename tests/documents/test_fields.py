"""Fields by their paths: those that a document has, and no others."""

from __future__ import annotations

import pytest

from app.documents.fields import has_field
from tests.support.make import make_citation, make_perspective, make_position, make_silence

QUOTED = make_citation(
    "treaty", "p. 7, no. 3", quotation={"text": "A bridge is open.", "language": "en"}
)
PERSPECTIVE = make_perspective(
    citations=[make_citation()],
    positions=[make_position(citations=[QUOTED]), make_silence("p2-none", proposition="p2")],
)


@pytest.mark.parametrize(
    "path",
    [
        "headline",
        "positions",
        "retracted",
        "positions.p1-1995.statement",
        "positions.p1-1995.speaker.role",
        "positions.p1-1995.searched",
        "positions.p1-1995.citations.treaty p. 7, no. 3.quotation.text",
    ],
)
def test_a_path_leads_to_a_field(path: str) -> None:
    assert has_field(PERSPECTIVE, path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "nonsense",
        "headline.x",
        "headline.",
        "positions.",
        "positions.p9.statement",
        "positions.p1-1995.",
        "positions.p1-1995.nonsense",
        "positions.p1-1995.searched.where",
        "positions.p1-1995.citations.treaty p. 8.locator",
    ],
)
def test_no_other_path_does(path: str) -> None:
    assert not has_field(PERSPECTIVE, path)
