"""Which proposition of a topic is the most contested. Pure functions.

Each party counts once on each proposition, by the one stance that it holds. Silence, several
views at once and what was retracted are no stance here and never count.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.queries.matrix import Row


def most_contested(rows: Sequence[Row]) -> Row:
    """The row with the most pairs of parties of which one agrees and the other disagrees.

    Of those with as many pairs, the row on which the most different stances are held; of
    those, the first of the topic. *rows* must not be empty, as no topic's are.
    """
    return max(rows, key=lambda row: (_opposed(row), _different(row), -row.place))


def _held(row: Row) -> list[str | None]:
    return [cell.stance for cell in row.cells.values() if cell.state == "spoken"]


def _opposed(row: Row) -> int:
    held = _held(row)
    return held.count("agrees") * held.count("disagrees")


def _different(row: Row) -> int:
    return len(set(_held(row)) - {"several"})
