"""How a reader chose to see a comparison: which columns, and pivoted which way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents import Party
from app.web import arguments

BY = {"proposition": "proposition", "party": "party"}


@dataclass(frozen=True)
class View:
    """The chosen columns, in the order that every page uses, and what was left out."""

    columns: list[Party]
    hidden: list[Party]
    optional: list[Party]
    by: str
    narrowed: bool

    @classmethod
    def of_request(cls, parties: Sequence[Party]) -> View:
        """Read ``?parties=`` (more columns), ``?only=`` (fewer) and ``?by=``.

        The parties that are compared on every topic stay whatever ``parties`` names, so
        that no link can show a topic without one of them; ``only`` narrows the page to
        some, and the page says whom it leaves out. Both take ids or the two-letter tokens.
        """
        ids = [party.id for party in parties]
        tokens = {party.token.lower(): party.id for party in parties}
        more = arguments.some_of("parties", ids, tokens)
        only = arguments.some_of("only", ids, tokens)
        shown = set(only or more) | (set() if only else {p.id for p in parties if p.required})
        return cls(
            columns=[party for party in parties if party.id in shown],
            hidden=[party for party in parties if party.id not in shown],
            optional=[party for party in parties if not party.required],
            by=arguments.one_of("by", BY, "proposition"),
            narrowed=bool(only),
        )

    @classmethod
    def of_all(cls, parties: Sequence[Party]) -> View:
        """Every column, with nothing to choose: for a preview."""
        return cls(list(parties), [], [], "proposition", narrowed=False)

    def shows(self, party: Party) -> bool:
        """Whether a party has a column."""
        return party in self.columns
