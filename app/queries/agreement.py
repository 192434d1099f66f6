"""How often two parties take the same stance: counts of cells (docs/agreement.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVarTuple, cast

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.documents import Party, Perspective, Position
from app.documents.agreement import FEWEST, RELATIONS
from app.documents.cells import SEVERAL, standing
from app.models import CellRow, DocumentRow, PropositionRow, TopicRow
from app.queries.documents import versions
from app.queries.order import by_text

Row = TypeVarTuple("Row")

_mine, _theirs = aliased(CellRow), aliased(CellRow)
_plain = ("agrees", "disagrees")
_relation: ColumnElement[str] = case(
    (or_(_mine.stance == SEVERAL, _theirs.stance == SEVERAL), "in-part"),
    (_mine.stance == _theirs.stance, "same"),
    (and_(_mine.stance.in_(_plain), _theirs.stance.in_(_plain)), "opposite"),
    else_="in-part",
)


@dataclass(frozen=True)
class Agreement:
    """How a party's stances compare with another's, where both have one."""

    n: int = 0
    """On how many propositions both spoke."""
    same: int = 0
    opposite: int = 0
    in_part: int = 0

    @property
    def enough(self) -> bool:
        """Whether the figures rest on enough propositions to be shown."""
        return self.n >= FEWEST


@dataclass(frozen=True)
class Pair:
    """A proposition on which two parties spoke, with the stance of each."""

    topic: str
    topic_title: str
    proposition: str
    text: str
    mine: str
    theirs: str
    relation: str
    standing: Mapping[str, Sequence[Position]]
    """The positions that stand, newest first, by the id of each of the two parties."""


def agreement(session: Session, party: str) -> dict[str, Agreement]:
    """The figures of a party with each other that spoke where it did: one statement.

    A silent cell has no stance and enters nothing.
    """
    query = _both_spoke(
        select(
            _theirs.party,
            func.count(),
            *(func.count().filter(_relation == relation) for relation in RELATIONS),
        ),
        party,
    ).group_by(_theirs.party)
    return {other: Agreement(*figures) for other, *figures in session.execute(query)}


def pairs(session: Session, party: Party, other: Party) -> list[Pair]:
    """The cells behind the figures of two parties, by topic and proposition: two statements."""
    query = (
        _both_spoke(
            select(
                TopicRow.slug,
                TopicRow.title,
                PropositionRow.id,
                PropositionRow.text,
                _mine.stance,
                _theirs.stance,
                _relation,
            ),
            party.id,
        )
        .join(TopicRow, TopicRow.slug == _mine.topic)
        .join(
            PropositionRow,
            and_(PropositionRow.topic == _mine.topic, PropositionRow.id == _mine.proposition),
        )
        .where(_theirs.party == other.id)
        .order_by(by_text(session, TopicRow.title), TopicRow.slug, PropositionRow.place)
    )
    rows = session.execute(query).all()
    held = _held(session, {row.slug for row in rows}, (party, other))
    return [
        Pair(
            *row, {who.id: _standing(held[row.slug, who.id], row.id, who) for who in (party, other)}
        )
        for row in rows
    ]


def _held(
    session: Session, topics: Iterable[str], both: Sequence[Party]
) -> dict[tuple[str, str], Perspective]:
    """The perspectives of two parties on some topics, by topic and party."""
    wanted = DocumentRow.topic.in_(sorted(topics)) & DocumentRow.party.in_([p.id for p in both])
    found = (cast(Perspective, each.document) for each in versions(session, wanted))
    return {(each.topic, each.party): each for each in found}


def _standing(perspective: Perspective, proposition: str, party: Party) -> list[Position]:
    on = (each for each in perspective.positions if each.proposition == proposition)
    return standing(on, party.many_voices)


def _both_spoke(query: Select[*Row], party: str) -> Select[*Row]:
    """The cells of a party beside those of others on the same proposition, both spoken."""
    beside = and_(
        _theirs.topic == _mine.topic,
        _theirs.proposition == _mine.proposition,
        _theirs.party != _mine.party,
    )
    return (
        query.select_from(_mine)
        .join(_theirs, beside)
        .where(_mine.party == party, _mine.stance != "none-found", _theirs.stance != "none-found")
    )
