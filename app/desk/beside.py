"""Sources that are drafted in the same submission: to what is written there they are held."""

from __future__ import annotations

from typing import cast

from app.actions.bundle import data_of, drafts_of
from app.documents import Source
from app.documents.address import keys, keys_of
from app.documents.partial import shown
from app.extensions import db
from app.models import SubmissionRow


def sources_beside(submission: SubmissionRow) -> dict[str, Source]:
    """What there is so far of each source that a submission drafts, by its id."""
    drafts = [each for each in drafts_of(db.session, submission) if each.noun == "source"]
    return {each.key: cast(Source, shown("source", data_of(each))[0]) for each in drafts}


def beside_named(beside: dict[str, Source], pasted: str) -> list[Source]:
    """Those that have an address, a UN symbol or a DOI in common with a pasted text."""
    wanted = keys(pasted)
    return [each for each in beside.values() if keys_of(each) & wanted]


def beside_holding(beside: dict[str, Source], typed: str) -> list[Source]:
    """Those whose id, title or publisher holds what was typed."""
    return [
        each
        for each in beside.values()
        if any(typed.lower() in text.lower() for text in (each.id, each.title, each.publisher))
    ]
