"""Sources that the site holds already, found by what an editor pasted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.documents import Source
from app.documents.address import keys, keys_of
from app.documents.likeness import Likeness, alike
from app.models import DocumentRow, RevisionRow, SourceRow
from app.queries.documents import sources, versions

_ENOUGH = 2000  #: candidates that are compared; an address that names so many names none


def held(session: Session, pasted: str) -> list[Source]:
    """The sources that have an address, a UN symbol or a DOI in common with a pasted text.

    In the place of one that was merged stands the source that is cited instead.
    """
    wanted = keys(pasted)
    candidates = _with_any(session, {_telling(key) for key in wanted})
    found = {source.id: source for source in candidates if keys_of(source) & wanted}
    merged = [source for source in found.values() if source.merged_into]
    instead = sources(session, [each.merged_into or "" for each in merged]) if merged else {}
    for source in merged:
        into = instead[found.pop(source.id).merged_into or ""]
        found[into.id] = into
    return list(found.values())


def alike_to(session: Session, source: Source, drafted: Iterable[Source] = ()) -> list[Likeness]:
    """The sources that may be the same publication as one, held or drafted beside it.

    Compared are those with its address, its publisher or a year in common.
    """
    year = source.published[:4]
    rows = session.scalars(
        select(SourceRow.id)
        .where(or_(SourceRow.publisher == source.publisher, SourceRow.published.startswith(year)))
        .limit(_ENOUGH)
    )
    near = DocumentRow.key.in_(list(rows))
    found = versions(session, (DocumentRow.noun == "source") & near)
    others = {version.document.key: cast(Source, version.document) for version in found}
    others |= {each.id: each for each in held(session, f"{source.url} {source.symbol or ''}")}
    others |= {each.id: each for each in drafted}
    return alike(source, others.values())


def _telling(key: str) -> str:
    """The part of a key that stands in the source's record as it is written there."""
    kind, _colon, text = key.partition(":")
    if kind != "address":
        return text
    return text.partition("/")[0].partition("?")[0]


def _with_any(session: Session, texts: set[str]) -> list[Source]:
    if not texts:
        return []
    bodies = (
        select(DocumentRow.key)
        .join(RevisionRow, RevisionRow.sequence == DocumentRow.revision)
        .where(DocumentRow.noun == "source")
        .where(or_(*(RevisionRow.body.icontains(text, autoescape=True) for text in texts)))
        .order_by(DocumentRow.key)
        .limit(_ENOUGH)
    )
    found = versions(
        session, (DocumentRow.noun == "source") & DocumentRow.key.in_(list(session.scalars(bodies)))
    )
    return [cast(Source, version.document) for version in found]
