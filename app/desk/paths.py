"""Fields of drafts by names that people use, as comments and merging need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import get_template_attribute
from flask_babel import gettext as _

from app.actions.bundle import data_of
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


def _is_named(entry: Any, step: str) -> bool:
    return isinstance(entry, Mapping) and step in (entry.get("id"), entry.get("name"))


def _telling(entries: Sequence[Data]) -> str:
    """What an entry is known by: its title or text, not its id."""
    for field in _TELLING:
        text = entries[0].get(field)
        if isinstance(text, str) and text:
            return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return str(entries[0].get("id", ""))
