"""The tables: the record, the index built from it, accounts, and the editors' work."""

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
from app.models.desk import (
    AuthorRow,
    CodingRow,
    CommentRow,
    DraftRow,
    DraftVersionRow,
    PresenceRow,
    ReviewRow,
    SubmissionRow,
)
from app.models.history import DocumentRow, DocumentSourceRow, RevisionRow
from app.models.links import LinkCheckRow
from app.models.parties import PartyRow
from app.models.perspectives import CellRow, PerspectiveRow, PositionRow
from app.models.releases import ReleaseRow
from app.models.search import SearchRow, SearchWordRow
from app.models.sources import CitationRow, SourceRow
from app.models.tokens import TokenRow
from app.models.topics import ClaimRow, EventRow, PropositionRow, TopicRow

__all__ = [
    "AuditRow",
    "AuthorRow",
    "Base",
    "CellRow",
    "CitationRow",
    "ClaimRow",
    "CodingRow",
    "CommentRow",
    "DocumentRow",
    "DocumentSourceRow",
    "DraftRow",
    "DraftVersionRow",
    "EventRow",
    "InvitationRow",
    "LinkCheckRow",
    "LoginSessionRow",
    "PartyRow",
    "PerspectiveRow",
    "PositionRow",
    "PresenceRow",
    "PropositionRow",
    "ReleaseRow",
    "ReviewRow",
    "RevisionRow",
    "RoleRow",
    "SearchRow",
    "SearchWordRow",
    "SourceRow",
    "SubmissionRow",
    "TokenRow",
    "TopicRow",
    "UserRow",
    "WebAuthnRow",
    "tune",
    "user_role",
]
