"""How the stances of two cells compare: the measure of docs/agreement.md. Pure functions."""

from __future__ import annotations

from app.documents.cells import SEVERAL

#: Figures that rest on fewer propositions are left out.
FEWEST = 3
RELATIONS = ("same", "opposite", "in-part")
_PLAIN = {"agrees", "disagrees"}


def relation(mine: str, theirs: str) -> str:
    """``same``, ``opposite`` or ``in-part``, of two cells that both have a stance."""
    if SEVERAL in (mine, theirs):
        return "in-part"
    if mine == theirs:
        return "same"
    return "opposite" if {mine, theirs} == _PLAIN else "in-part"


def speaks(stance: str | None) -> bool:
    """Whether a cell enters the figures: silence is not a stance."""
    return stance is not None and stance != "none-found"
