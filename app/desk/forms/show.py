"""Problems at the fields that have them, and the list of them that heads the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from app.desk.forms.base import DocumentForm
from app.desk.forms.fields import Part, Rows
from app.documents.faults import Path

Problem = tuple[Path, str]

#: The id of the whole form, for what belongs to no field.
WHOLE = "f-form"


def show(form: DocumentForm, problems: Iterable[Problem]) -> None:
    """Put each sentence at its field, or at the nearest thing around it that is shown."""
    for path, sentence in problems:
        found = _shown(form, path)
        faults = found[-1].faults if found else form.faults
        if (said := _in_words(sentence)) not in faults:
            faults.append(said)


def summary(form: DocumentForm, problems: Iterable[Problem]) -> list[tuple[str, str, str]]:
    """(HTML id, label in words, sentence) of each problem, for the list at the top."""
    listed = []
    for path, sentence in problems:
        found = _shown(form, path)
        place = found[-1].id if found else WHOLE
        listed.append((place, _label(found), _in_words(sentence)))
    return list(dict.fromkeys(listed))


def _shown(form: DocumentForm, path: Path) -> list[Any]:
    return [field for field in form.at(path) if getattr(field, "control", "") != "hidden"]


def _label(found: list[Any]) -> str:
    """“Position 2, Citation 1: Place in the source”."""
    groups, leaf = [], ""
    for at, field in enumerate(found):
        if isinstance(field, Rows):
            if at == len(found) - 1:
                groups.append(str(field.label.text))
        elif isinstance(field, Part):
            groups.append(f"{field.label.text} {field.number or ''}".strip())
        else:
            leaf = str(field.label.text)
    around = ", ".join(groups)
    return ": ".join(each for each in (around, leaf) if each) or str(_("The whole"))


def _in_words(sentence: str) -> str:
    """The sentence with what pages say for what files say."""
    for value, word in (
        ("agrees", _("Agrees")),
        ("disagrees", _("Disagrees")),
        ("conditional", _("Agrees on a condition")),
        ("mixed", _("Says both")),
        ("none-found", _("No position found")),
    ):
        sentence = sentence.replace(f"'{value}'", f"“{word}”")
    return sentence
