"""One source for several positions at once: attached, or kept with what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

Data = dict[str, Any]
Faults = Mapping[str, str]


class Unattached(Exception):  # noqa: N818 - the source is not attached, the program is well
    """Something is missing; *faults* are the sentences by the HTML ids of their fields."""

    def __init__(self, faults: Faults) -> None:
        super().__init__(*faults.values())
        self.faults = faults


@dataclass(frozen=True)
class Attaching:
    """What stands in the fields for it at the end of a form."""

    source: str = ""
    locator: str = ""
    ticked: frozenset[str] = frozenset()

    @classmethod
    def posted(cls, form: MultiDict[str, str]) -> Self:
        """What was typed and ticked."""
        source, locator = (form.get(f"attach_{each}", "").strip() for each in ("source", "locator"))
        return cls(source, locator, frozenset(form.getlist("attach")))

    @property
    def waits(self) -> bool:
        """Whether anything stands there that a button besides its own would lose."""
        return bool(self.source or self.locator or self.ticked)

    @property
    def citation(self) -> Data:
        """The citation that it makes."""
        told = {"source": self.source, "locator": self.locator}
        return {name: value for name, value in told.items() if value}

    def to(self, data: Data) -> Data:
        """A perspective's data with the citation on each position ticked; or Unattached."""
        held = [each for each in data.get("positions") or [] if isinstance(each, dict)]
        missing = {}
        if not self.source:
            missing["attach-source"] = _("Name the source that is to be attached.")
        if not self.ticked & {each.get("id") for each in held}:
            missing["attach-positions"] = _("Tick the positions that it is to be attached to.")
        if missing:
            raise Unattached(missing)
        return {**data, "positions": [self._on(each) for each in data["positions"]]}

    def _on(self, position: Any) -> Any:
        if not isinstance(position, dict) or position.get("id") not in self.ticked:
            return position
        return {**position, "citations": [*(position.get("citations") or []), self.citation]}

    def left(self) -> Faults:
        """What to say where somebody goes on without having attached a source that is typed."""
        if not (self.source or self.locator):
            return {}
        return {"attach-source": _("This is attached to nothing yet: attach it, or empty it.")}
