"""A perspective: one party on one topic, position by position."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from app.documents.base import Document, Note, Part, Slug, Text, Words, wrong_at
from app.documents.citation import Citations, sources_of
from app.documents.dates import PartialDate
from app.documents.unique import UniqueIds

Stance = Literal["agrees", "disagrees", "conditional", "mixed", "none-found"]
STANCES: tuple[Stance, ...] = ("agrees", "disagrees", "conditional", "mixed", "none-found")


class Speaker(Part):
    """Who spoke, in which role, for whom."""

    name: Annotated[str, Text(1, 100)]
    role: Annotated[str, Text(1, 140)]
    affiliation: Annotated[str, Text(1, 120)]


class Searched(Part):
    """A search that found nothing: where it was made, and when."""

    where: Annotated[str, Text(1, 300)]
    date: PartialDate


class Position(Part):
    """What one party said about one proposition on one occasion."""

    id: Slug
    proposition: Slug
    stance: Stance
    date: PartialDate | None = None
    speaker: Speaker | None = None
    statement: Annotated[str, Text(1, 600)]
    searched: Searched | None = None
    citations: Citations = ()

    @property
    def silent(self) -> bool:
        """Whether it records that nothing was found."""
        return self.stance == "none-found"

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if self.silent:
            self._check_silence()
        else:
            self._check_stance()
        return self

    def _check_silence(self) -> None:
        if not self.searched:
            raise ValueError("the stance 'none-found' needs searched, with where and date")
        if self.date or self.speaker:
            raise ValueError("the stance 'none-found' has no date and no speaker; remove them")

    def _check_stance(self) -> None:
        if not self.citations:
            raise ValueError(f"the stance '{self.stance}' needs a citation; add one")
        if not self.date or not self.speaker:
            raise ValueError(f"the stance '{self.stance}' needs a date and a speaker")
        if self.searched:
            raise wrong_at(
                ("searched",), f"belongs to 'none-found' and not to '{self.stance}'; remove it"
            )


class Perspective(Document):
    """One party on one topic: headline, summary, positions."""

    noun: ClassVar[str] = "perspective"

    topic: Slug
    party: Slug
    headline: Annotated[str, Text(1, 160)]
    summary: Annotated[str, Text(1, 1400), Words(60, 140)]
    citations: Citations = ()
    positions: Annotated[tuple[Position, ...], Field(min_length=1, max_length=400), UniqueIds]
    retracted: Note | None = None

    @property
    def key(self) -> str:
        """``topic/party``."""
        return f"{self.topic}/{self.party}"

    @property
    def gone(self) -> bool:
        """Whether it was retracted."""
        return self.retracted is not None

    def cited(self) -> set[str]:
        """Every source of its summary and positions."""
        found = sources_of(self.citations)
        for position in self.positions:
            found |= sources_of(position.citations)
        return found

    @model_validator(mode="after")
    def _summary_rests_on_a_source(self) -> Self:
        silent = all(position.silent for position in self.positions)
        if not silent and not self.citations:
            raise ValueError("the summary needs a citation; add one to the perspective")
        return self

    @model_validator(mode="after")
    def _silence_stands_alone(self) -> Self:
        spoken = {p.proposition for p in self.positions if not p.silent}
        silences = [p.proposition for p in self.positions if p.silent]
        for index, position in enumerate(self.positions):
            proposition = position.proposition
            alone = proposition not in spoken and silences.count(proposition) == 1
            if position.silent and not alone:
                raise wrong_at(
                    ("positions", index, "stance"),
                    f"'{proposition}' has 'none-found' beside another position; keep one",
                )
        return self
