"""The kinds of fields that editors fill in. Each reads what was typed and says it as plain data.

None of them judges what it holds: the documents' models do. ``limits`` is what a model asks of
the field, so that pages can say it; ``faults`` are the sentences that stand at the field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from wtforms import Field, FieldList, FormField
from wtforms.utils import unset_value

from app.documents.limits import Limits

if TYPE_CHECKING:
    from app.desk.forms.base import PartForm

#: How a yes may be written in a file (the words that pydantic takes for it).
_YES = {"true", "yes", "on", "1", "t", "y"}
#: What names a thing for machines; no one writes at length there.
_NAMES = {"id", "slug", "url"}


class Value(Field):
    """One text. ``control`` names the macro that shows it.

    *sometimes* says that the model asks for it in some cases, so that it is not optional.
    *counted* says that its length is shown from the start, and not only near its limit.
    """

    control = "line"
    counted = False
    limits = Limits()

    def __init__(
        self,
        label: Any = None,
        help: Any = "",
        sometimes: bool = False,
        counted: bool | None = None,
        **options: Any,
    ) -> None:
        super().__init__(label, description=help, **options)
        self.sometimes = sometimes
        self.counted = self.counted if counted is None else counted
        self.faults: list[str] = []

    @property
    def optional(self) -> bool:
        """Whether it may always be left empty."""
        return not (self.limits.needed or self.sometimes)

    @property
    def troubled(self) -> bool:
        """Whether a fault stands at it."""
        return bool(self.faults)

    @property
    def measured(self) -> bool:
        """Whether its length is said; that of ids, dates and lists is not."""
        text = self.control in ("line", "heading", "paragraph") and self.short_name not in _NAMES
        return text and self.limits.longest is not None

    @property
    def described(self) -> str:
        """The HTML ids of all that describes it."""
        about = {
            "help": self.description,
            "fault": self.faults,
            "limit": self.measured,
            "title": self.control == "source",
        }
        return " ".join(f"{self.id}-{name}" for name, there in about.items() if there)

    def process_data(self, value: Any) -> None:
        """Take the value from plain data."""
        self.data = "" if value is None else str(value)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the value that was posted; browsers post other line ends than they show."""
        if valuelist:
            self.data = str(valuelist[0]).replace("\r\n", "\n").replace("\r", "\n")

    def plain(self) -> object:
        """The value in the exchange form, or None if there is none."""
        return self.data if self.data.strip() else None


class Line(Value):
    """A text of one line; an input would join the words at a line end."""

    def process_data(self, value: Any) -> None:
        """Take the value, its lines as one."""
        super().process_data(value)
        self.data = " ".join(self.data.splitlines())


class Heading(Line):
    """A text of one line that is too long for a field of one: the field shows it whole.

    Nobody means a line end in it, though one can be typed without a script.
    """

    control = "heading"

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the value that was posted, its lines as one."""
        super().process_formdata(valuelist)
        self.data = " ".join(self.data.splitlines())


class Short(Line):
    """A text of a few characters, such as a date; spaces around it mean nothing."""

    control = "short"

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the value that was posted, without the spaces that were pasted with it."""
        super().process_formdata(valuelist)
        self.data = self.data.strip()


class SourceId(Line):
    """The id of a source, chosen from a list that is offered."""

    control = "source"


class Hidden(Line):
    """What the form carries and no one types."""

    control = "hidden"


class Paragraph(Value):
    """A text of several lines on the screen."""

    control = "paragraph"
    counted = True


class Entries(Value):
    """A list of lines, one a line."""

    control = "entries"

    def process_data(self, value: Any) -> None:
        """Take a list of texts."""
        lines = value if isinstance(value, (list, tuple)) else [] if value is None else [value]
        self.data = "\n".join(" ".join(str(line).splitlines()) for line in lines)

    def plain(self) -> object:
        """The lines that hold something, or None."""
        return [line for line in self.data.split("\n") if line.strip()] or None


class Choice(Line):
    """One of the words that the model knows, or one of those ``offered``."""

    control = "choice"
    offered: Mapping[str, str] | None = None
    """What can be chosen, with what it is called, where the model does not know it."""

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen; what was chosen before stays in sight even if it is unknown."""
        known = self.limits.choices if self.offered is None else tuple(self.offered)
        return known if not self.data or self.data in known else (*known, self.data)


class Radios(Choice):
    """A choice that shows all that can be chosen."""

    control = "radios"


class Check(Value):
    """Yes or no; no is the default and is left out."""

    control = "check"

    def process_data(self, value: Any) -> None:
        """Take a truth, or a word for it."""
        self.data = str(value).strip().lower() in _YES

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """A box that is not ticked is not posted."""
        self.process_data(valuelist[0] if valuelist else None)

    def plain(self) -> object:
        """True, or None."""
        return self.data or None


class Part(FormField):  # type: ignore[type-arg]
    """A part of a document with fields of its own, or one row of a list."""

    limits = Limits()
    form: PartForm

    def __init__(self, form_class: Any, label: Any = None, help: Any = "", **options: Any) -> None:
        super().__init__(form_class, label, description=help, **options)
        self.faults: list[str] = []
        self.number = 0  #: which of its list it is, as people count

    @property
    def troubled(self) -> bool:
        """Whether a fault stands at it or within."""
        return bool(self.faults) or any(field.troubled for field in self.form)  # type: ignore[attr-defined]

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Fill the part's own form. Keys stay data: none becomes the name of an argument."""
        self.object_data = data
        self.form = self.form_class(
            formdata=formdata,
            prefix=self.name + self.separator,
            data=data if isinstance(data, dict) else None,
            meta={"_parent_form": self._form},
        )

    def plain(self) -> object:
        """The fields that hold something, or None."""
        return self.form.exchange() or None


class Rows(FieldList):  # type: ignore[type-arg]
    """A list of parts. *one* names an entry: “Citation”."""

    limits = Limits()
    entries: list[Part]
    _form: PartForm

    def __init__(self, form_class: Any, label: Any, one: Any, help: Any = "", **options: Any):
        super().__init__(Part(form_class, one), label, description=help, **options)
        self.one = one
        self.faults: list[str] = []

    @property
    def troubled(self) -> bool:
        """Whether a fault stands at it or within."""
        return bool(self.faults) or any(entry.troubled for entry in self.entries)

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Make a part of each entry; what is no list has none."""
        super().process(formdata, list(data) if isinstance(data, (list, tuple)) else [])
        for number, entry in enumerate(self.entries, 1):
            entry.number = number

    def blank(self) -> Part:
        """An entry without content that belongs to no list: what scripts make new rows of."""
        options = {"name": "__list__-__n__", "id": "f-__list__-__n__", "_meta": self.meta}
        row: Part = self.meta.bind_field(self._form, self.unbound_field, options)
        row.process(None, {})
        return row

    def plain(self) -> object:
        """Every row, those included in which nothing stands yet, or None."""
        return [entry.form.exchange() for entry in self.entries] or None
