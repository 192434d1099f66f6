"""A party: whose positions are compared."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from app.documents.base import Document, Line, Slug, Text

PartyKind = Literal["state", "international-organisation", "analysts", "de-facto-authority"]
#: Hues are names of the palette in the style sheet; none is a national colour.
Hue = Literal[
    "teal", "plum", "ochre", "slate", "brick", "indigo",
    "moss", "cocoa", "olive", "rose", "petrol", "wine",
]  # fmt: skip
#: Words that addresses use in the place of a party (/topics/<slug>/<party>).
RESERVED = ("history", "embed", "balance", "cite", "releases")


def _free(slug: str) -> str:
    if slug in RESERVED:
        raise ValueError(f"'{slug}' is a word of the site's addresses; choose another id")
    return slug


class Party(Document):
    """A state, an organisation, a de facto authority or the analysts."""

    noun: ClassVar[str] = "party"

    id: Annotated[Slug, AfterValidator(_free)]
    order: Annotated[int, Field(ge=1, le=999)]
    token: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    hue: Hue
    name: Annotated[str, Text(1, 60)]
    full_name: Annotated[str, Text(1, 120)]
    kind: PartyKind
    required: bool = False
    speaks_through: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    description: Annotated[str, Text(1, 600)]

    @property
    def key(self) -> str:
        """The party's id."""
        return self.id

    @property
    def many_voices(self) -> bool:
        """Whether its speakers speak for themselves, so that none replaces another."""
        return self.kind == "analysts"
