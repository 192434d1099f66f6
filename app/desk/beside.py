"""Documents that are drafted in the same submission: to what is written there they are held."""

from __future__ import annotations

from typing import cast

from flask import abort

from app.actions.bundle import Bundle, data_of, drafts_of
from app.actions.drafting import open_draft
from app.desk.permission import actor
from app.desk.words import named_all
from app.documents import Source
from app.documents.address import keys, keys_of
from app.documents.corpus import Name
from app.documents.partial import shown
from app.extensions import db
from app.models import SubmissionRow
from app.queries.desk.called import called
from app.queries.desk.work import one_work, works_on
from app.queries.documents import named as published


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


def begun_in(submission_id: int | None, noun: str) -> list[tuple[str, str]]:
    """(key, name) of the new documents of a noun in a submission that the person works on."""
    if submission_id is None or not works_on(db.session, actor().id, submission_id):
        return []
    work = one_work(db.session, submission_id)
    new = [each for each in work.items if each.base is None] if work else []
    names = [(each.noun, each.key) for each in new if each.noun == noun]
    return [(key, name) for (_noun, key), name in called(db.session, names).items()]


def begins_in(noun: str, key: str) -> int | None:
    """The submission in which a document that there is not yet begins, or None for a new one.

    A perspective begins where its topic and its party are: what is not published lies in one
    submission, on which the person has to work. Answers 404 for what cannot be begun so.
    """
    if noun != "perspective":
        abort(404)
    wholes: list[Name] = list(zip(("topic", "party"), key.split("/"), strict=True))
    there = published(db.session, wholes)
    drafts = [open_draft(db.session, *each) for each in wholes if each not in there]
    into = {draft.submission_id if draft else 0 for draft in drafts}
    if len(into) > 1 or not all(works_on(db.session, actor().id, each) for each in into):
        abort(404)
    return next(iter(into), None)


def missing_names(held: Bundle | None) -> dict[tuple[str, str], str]:
    """The names of the perspectives that the topics of a submission still need."""
    missing = held.missing if held else ()
    called = named_all(("perspective", f"{topic}/{party}") for topic, party in missing)
    return {each: called["perspective", "/".join(each)] for each in missing}
