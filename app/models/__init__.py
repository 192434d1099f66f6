"""The tables: revisions are the record, an index is built from them, people work at the desk."""

from app.models.accounts import (
    InvitationRow,
    LoginSessionRow,
    RoleRow,
    UserRow,
    WebAuthnRow,
    user_role,
)
from app.models.audit import AuditRow
from app.models.base import Base, tune
from app.models.history import DocumentRow, DocumentSourceRow, RevisionRow
from app.models.parties import PartyRow
from app.models.perspectives import CellRow, PerspectiveRow, PositionRow
from app.models.search import SearchRow, SearchWordRow
from app.models.sources import CitationRow, SourceRow
from app.models.topics import ClaimRow, EventRow, PropositionRow, TopicRow

__all__ = [
    "AuditRow",
    "Base",
    "CellRow",
    "CitationRow",
    "ClaimRow",
    "DocumentRow",
    "DocumentSourceRow",
    "EventRow",
    "InvitationRow",
    "LoginSessionRow",
    "PartyRow",
    "PerspectiveRow",
    "PositionRow",
    "PropositionRow",
    "RevisionRow",
    "RoleRow",
    "SearchRow",
    "SearchWordRow",
    "SourceRow",
    "TopicRow",
    "UserRow",
    "WebAuthnRow",
    "tune",
    "user_role",
]
