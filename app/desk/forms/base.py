"""Forms on the documents: what was typed, as plain data in the exchange form, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self

from pydantic import BaseModel
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.meta import DefaultMeta

from app.desk.forms.bounds import CITATIONS, FIELDS, refuse_too_much
from app.desk.forms.fields import Part, Rows
from app.desk.forms.ids import name_rows
from app.documents import Document, Topic
from app.documents.limits import limits_of

Data = dict[str, Any]

#: Names that a form of ours posts. Any other key is not looked at: no list has row ² or 10^9.
_NAME = re.compile(r"[a-z_]+(-([0-9]{1,4}|[a-z_]+))*", re.ASCII)


class _Meta(DefaultMeta):
    """Ids of their own, which no position or heading on the same page can bear."""

    def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
        options.setdefault("id", f"f-{options.get('prefix', '')}{options['name']}")
        return unbound_field.bind(form=form, **options)


class PartForm(Form):
    """The fields of a model, in the order in which editors meet them."""

    Meta = _Meta
    model: ClassVar[type[BaseModel]]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.kept: Data = {}
        super().__init__(*arguments, **options)
        limits = limits_of(self.model)
        for name, field in self._fields.items():
            field.limits = limits[name]  # type: ignore[attr-defined]

    def __getitem__(self, name: str) -> Any:
        """The field of a name, whatever kind it is."""
        return super().__getitem__(name)

    def process(
        self,
        formdata: Any = None,
        obj: Any = None,
        data: Any = None,
        extra_filters: Any = None,
        **more: Any,
    ) -> None:
        """Fill the fields; keys that none of them shows are kept."""
        self.kept = {key: value for key, value in (data or {}).items() if key not in self._fields}
        super().process(formdata, obj, data, extra_filters, **more)

    def exchange(self) -> Data:
        """What stands in the form, as plain data; empty fields are left out."""
        found = {name: self[name].plain() for name in self._fields}
        held = {name: value for name, value in found.items() if value is not None}
        return self._in_order(self.kept | held)

    def _in_order(self, data: Data) -> Data:
        """The data with its keys as the model has them, unknown ones last."""
        known = [name for name in self.model.model_fields if name in data]
        return {name: data[name] for name in known} | data


class DocumentForm(PartForm):
    """The form of a whole document.

    ``fixed`` are keys that the page's address decides, such as a topic's slug: they are not
    shown and always win. ``focus`` is the HTML id of what should have the focus, ``titles``
    what the sources are called, by id.
    """

    model: ClassVar[type[Document]]
    most_citations = CITATIONS
    most_fields = FIELDS

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.fixed: Data = {}
        self.faults: list[str] = []
        self.focus = ""
        self.titles: Mapping[str, str] = {}
        self.to_confirm: set[str] = set()
        self.confirmed: set[str] = set()
        super().__init__(*arguments, **options)

    @classmethod
    def of(
        cls, data: Mapping[str, Any], *, fixed: Data | None = None, topic: Topic | None = None
    ) -> Self:
        """The form of plain data, which may lack anything and hold anything."""
        form = cls(data=dict(data))
        form._settle(fixed or {}, topic)
        return form

    @classmethod
    def posted(
        cls,
        posted: MultiDict[str, str],
        *,
        fixed: Data | None = None,
        topic: Topic | None = None,
    ) -> Self:
        """The form as it was posted. Rows that a script added get their ids here.

        Raises TooMuch for more fields than a form can have.
        """
        refuse_too_much(sum(len(values) for values in posted.listvalues()))
        form = cls(MultiDict((k, v) for k, v in posted.items(multi=True) if _NAME.fullmatch(k)))
        name_rows(form)
        form._settle(fixed or {}, topic)
        return form

    def exchange(self) -> Data:
        """What stands in the form, with what is fixed."""
        return self._in_order(super().exchange() | self.fixed)

    def lists(self) -> Iterable[Rows]:
        """The lists of parts on the first level."""
        return (field for field in self if isinstance(field, Rows))

    def _settle(self, fixed: Data, topic: Topic | None) -> None:
        self.fixed = fixed
        for name in fixed:
            if name in self:
                del self[name]
        self.arrange(topic)

    def arrange(self, topic: Topic | None) -> None:
        """What a noun still needs once its fields are filled."""

    def at(self, path: Iterable[str | int]) -> list[Any]:
        """The fields on the way to a path, as far as there are any."""
        found: list[Any] = []
        here: Any = self
        for step in path:
            here = _within(here, step)
            if here is None:
                break
            found.append(here)
        return found


def _within(field: Any, step: str | int) -> Any:
    if isinstance(step, int):
        rows = field.entries if isinstance(field, Rows) else []
        return rows[step] if 0 <= step < len(rows) else None
    form = field.form if isinstance(field, Part) else field
    return form[step] if isinstance(form, PartForm) and step in form else None
