"""How much one form may hold, so that every form that is shown can be posted back."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from pydantic import BaseModel
from werkzeug.exceptions import RequestEntityTooLarge

from app.documents import NOUNS, Citation
from app.documents.faults import Path
from app.documents.limits import limits_of

FIELDS = 2000
CITATIONS = 200
_OWN = 100  # what a page posts beside the fields: tokens, buttons, confirmations


class TooMuch(RequestEntityTooLarge):
    """A form was posted that no page of ours can have shown; a sentence says so."""


def refuse_too_much(fields: int) -> None:
    """Raise TooMuch before a form of so many fields costs anyone time."""
    if fields > FIELDS + _OWN:
        raise TooMuch(_("A form has at most %(most)s fields.", most=FIELDS))


def beyond(noun: str, data: dict[str, Any]) -> list[tuple[Path, str]]:
    """The bounds that the data of a form break, as problems of the whole form."""
    found: list[tuple[Path, str]] = []
    if count_of(Citation, NOUNS[noun], data) > CITATIONS:
        sentence = _("more than %(most)s citations; shorten it", most=CITATIONS)
        found.append(((), sentence))
    if count_of(None, NOUNS[noun], data) > FIELDS:
        sentence = _("more than %(most)s fields; remove some rows", most=FIELDS)
        found.append(((), sentence))
    return found


def count_of(kind: type[BaseModel] | None, model: type[BaseModel], data: object) -> int:
    """How many parts of a kind the data hold; with None, how many fields a form of them has."""
    held = data if isinstance(data, dict) else {}
    total = int(model is kind)
    for name, limits in limits_of(model).items():
        part = limits.part
        if part is None:
            total += kind is None
        elif limits.several:
            rows = held.get(name)
            total += sum(count_of(kind, part, r) for r in (rows if isinstance(rows, list) else []))
        elif kind is None or name in held:
            total += count_of(kind, part, held.get(name))
    return total
