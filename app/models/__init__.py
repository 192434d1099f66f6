"""The tables. Revisions are the record; all others are an index built from them."""

from app.models.base import Base, tune
from app.models.history import DocumentRow, DocumentSourceRow, RevisionRow
from app.models.parties import PartyRow
from app.models.perspectives import CellRow, PerspectiveRow, PositionRow
from app.models.search import SearchRow, SearchWordRow
from app.models.sources import CitationRow, SourceRow
from app.models.topics import ClaimRow, EventRow, PropositionRow, TopicRow

__all__ = [
    "Base",
    "CellRow",
    "CitationRow",
    "ClaimRow",
    "DocumentRow",
    "DocumentSourceRow",
    "EventRow",
    "PartyRow",
    "PerspectiveRow",
    "PositionRow",
    "PropositionRow",
    "RevisionRow",
    "SearchRow",
    "SearchWordRow",
    "SourceRow",
    "TopicRow",
    "tune",
]
