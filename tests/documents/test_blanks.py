"""What was begun and left empty is dropped when a submission is handed in."""

from __future__ import annotations

from app.documents.blanks import without_blanks
from tests.support.make import make_citation


def test_rows_in_which_nothing_was_typed_are_left_out() -> None:
    data = {
        "headline": "  ",
        "citations": [{}, make_citation()],
        "tags": ["a", ""],
        "coding": {"kappa": ""},
        "positions": [
            {"id": "p1-1", "proposition": "p1", "citations": [{}]},
            {"id": "p1-2", "proposition": "p1", "statement": "S", "citations": [{}]},
        ],
    }
    assert without_blanks(data) == {
        "citations": [make_citation()],
        "tags": ["a"],
        "positions": [{"id": "p1-2", "proposition": "p1", "statement": "S"}],
    }


def test_what_says_no_stays() -> None:
    assert without_blanks({"required": False, "order": 0}) == {"required": False, "order": 0}
