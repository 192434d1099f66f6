"""What was seen of a source's address is kept."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.actions.drafting import now
from app.actions.links.look import Seen
from app.actions.writing import whole
from app.models import LinkCheckRow


@whole
def record(session: Session, source: str, seen: Seen) -> None:
    """Keep what came of a look at a source's address."""
    session.add(
        LinkCheckRow(
            source=source,
            checked_at=now(),
            outcome=seen.outcome,
            status=seen.status,
            detail=seen.detail,
            address=seen.address[:2000],
        )
    )
