"""Forms on the documents: one validation, no second copy of the rules.

A form reads and shows plain data in the exchange form; the documents' models judge it.
"""

from __future__ import annotations

from app.desk.forms.base import DocumentForm
from app.desk.forms.bounds import TooMuch
from app.desk.forms.party import PartyForm
from app.desk.forms.perspective import PerspectiveForm
from app.desk.forms.rows import BadRow, apply
from app.desk.forms.show import show, summary
from app.desk.forms.source import SourceForm
from app.desk.forms.topic import TopicForm

_FORMS: dict[str, type[DocumentForm]] = {
    form.model.noun: form for form in (TopicForm, PerspectiveForm, SourceForm, PartyForm)
}


def form_of(noun: str) -> type[DocumentForm]:
    """The form of a noun."""
    return _FORMS[noun]


__all__ = [
    "BadRow",
    "DocumentForm",
    "TooMuch",
    "apply",
    "form_of",
    "show",
    "summary",
]
