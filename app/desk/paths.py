"""Fields of drafts by names that people use, as comments and merging need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import get_template_attribute
from flask_babel import gettext as _

from app.actions.bundle import data_of
from app.documents import Citation, Document, exchange
from app.documents.base import Part
from app.documents.difference import Change, EntriesChange
from app.documents.fields import entry_name
from app.documents.merge import ORDER
from app.documents.merge import names as steps
from app.models import DraftRow
from app.queries.desk.draft import Comment

Data = Mapping[str, Any]
_TELLING = ("title", "text", "name", "statement")
_LONGEST = 60


def path_words(path: str, *forms: Data) -> str:
    """The name of a field: ``Positions, “It is neutral.”: Statement``.

    *forms* are the data in which the entries on the way are looked up, the first first.
    """
    label = get_template_attribute("components/fields.html", "field_label")
    held: list[Any] = list(forms)
    words = ""
    for step in steps(path):
        lists = [each for each in held if isinstance(each, list)]
        if lists and step == ORDER:
            words += f": {_('Order')}"
        elif lists:
            held = [entry for each in lists for entry in each if _is_named(entry, step)]
            words += f", “{_telling(held)}”" if held else ""
        else:
            held = [each[step] for each in held if isinstance(each, Mapping) and step in each]
            words += f"{': ' if words else ''}{str(label(step)).strip()}"
    return words


def paths_of(comments: Sequence[Comment], drafts: Sequence[DraftRow]) -> dict[int, str]:
    """The field of each comment in words, by the comment."""
    data = {draft.id: data_of(draft) for draft in drafts}
    return {each.id: path_words(each.path, data[each.draft_id]) for each in comments}


def path_of(change: Change) -> str:
    """A change's field as comments name it: ``positions.p1.statement``."""
    steps = []
    for step in change.path:
        steps.append(step.field)
        if step.entry is not None:
            steps.append(entry_name(step.entry))
    return ".".join(each for each in steps if each)


def parts_of(change: Change, document: Document) -> list[tuple[str, str]]:
    """(path, name in words) of each field of the entries that a change adds to a list.

    Citations have no names of their own and are remarked on together.
    """
    if not isinstance(change, EntriesChange):
        return []
    data = exchange(document)
    paths = [
        f"{path_of(change)}.{entry_name(entry)}.{field}"
        for entry in change.added
        if isinstance(entry, Part) and not isinstance(entry, Citation)
        for field in entry.model_dump(exclude_defaults=True)
        if field not in ("id", "proposition")
    ]
    return [(path, path_words(path, data)) for path in paths]


def _is_named(entry: Any, step: str) -> bool:
    return isinstance(entry, Mapping) and step in (entry.get("id"), entry.get("name"))


def _telling(entries: Sequence[Data]) -> str:
    """What an entry is known by: its title or text, not its id."""
    for field in _TELLING:
        text = entries[0].get(field)
        if isinstance(text, str) and text:
            return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return str(entries[0].get("id", ""))
