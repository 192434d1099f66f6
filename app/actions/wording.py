"""What people write beside documents: reasons and remarks, held to what documents are."""

from __future__ import annotations

from app.actions.refused import Refused
from app.documents.base import visible


def must_be_visible(text: str) -> None:
    """Refuse characters that could reorder or hide what a reader sees; lines may end."""
    try:
        visible(" ".join(text.split()))
    except ValueError as error:
        sentence = str(error)
        raise Refused(f"{sentence[0].upper()}{sentence[1:]}.") from None
