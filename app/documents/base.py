"""What all documents share: their base class and the types of their fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from annotated_types import GroupedMetadata, Len
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn"}
# Joiners that real words of some scripts need; every other invisible character is refused,
# since it could reorder or hide what a reader sees.
_ALLOWED_UNSEEN = {"\u200c", "\u200d", "\u00ad"}


def tidy(value: object) -> object:
    """Fold white space to single spaces and compose characters (Unicode NFC)."""
    if not isinstance(value, str):
        return value
    return " ".join(unicodedata.normalize("NFC", value).split())


def visible(text: str) -> str:
    """Return *text* if all of it can be seen; raise ValueError otherwise."""
    if text.isprintable():  # nearly every text: nothing invisible and no space but plain ones
        return text
    for char in text:
        if unicodedata.category(char) in _UNSEEN and char not in _ALLOWED_UNSEEN:
            raise ValueError(f"the invisible character U+{ord(char):04X} is not allowed; remove it")
    return text


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise ValueError(
            f"'{text}' is not a slug; use lower-case letters, digits and single hyphens, "
            "such as un-csto-debate"
        )
    return text


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(f"'{text}' is not a language tag (BCP 47), such as en, ro or ru")
    return text


def _web_address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"\\]+", text):
        raise ValueError(f"'{text}' is not an http(s) address; write it whole")
    return text


def _no_address(text: object) -> object:
    if isinstance(text, str) and re.match(r"\s*(https?:|www\.|\S*/)", text, re.IGNORECASE):
        raise ValueError(
            "this is a web address, a symbol or a DOI and not the id of a source; choose the source "
            "that it belongs to, or add that first"
        )
    return text


class Text(GroupedMetadata):
    """What makes a ``str`` field a one-line text of *shortest* to *longest* characters."""

    def __init__(self, shortest: int, longest: int) -> None:
        self.shortest = shortest
        self.longest = longest

    def __iter__(self) -> Iterator[object]:
        """The checks, in order (the protocol of annotated_types)."""
        yield Len(self.shortest, self.longest)
        yield BeforeValidator(tidy)
        yield AfterValidator(visible)


def words(text: str) -> int:
    """How many words a text has, as the limits of this site count them."""
    return len(text.split())


class Words(GroupedMetadata):
    """What makes a text one of *fewest* to *most* words; *advice* says how to mend it."""

    def __init__(self, fewest: int, most: int, advice: str = "{fewest} to {most} are allowed"):
        self.fewest = fewest
        self.most = most
        self.advice = advice

    def __iter__(self) -> Iterator[object]:
        """The check (the protocol of annotated_types)."""
        yield AfterValidator(self._check)

    def _check(self, text: str) -> str:
        count = words(text)
        if not self.fewest <= count <= self.most:
            advice = self.advice.format(fewest=self.fewest, most=self.most)
            raise ValueError(f"{count} words; {advice}")
        return text


Line = Annotated[str, Text(1, 300)]
Note = Annotated[str, Text(1, 600)]
Slug = Annotated[str, Field(max_length=80), AfterValidator(_slug)]
SourceId = Annotated[Slug, BeforeValidator(_no_address)]
Language = Annotated[str, Field(max_length=35), AfterValidator(_language)]
WebAddress = Annotated[str, Field(max_length=2000), AfterValidator(_web_address)]


class Part(BaseModel):
    """A piece of a document: immutable, and closed to unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def filled(self) -> list[tuple[str, Any]]:
        """The fields that hold something, as (name, value) in the order of the model."""
        values = ((name, getattr(self, name)) for name in type(self).model_fields)
        return [(name, value) for name, value in values if value not in (None, ())]


class Document(Part):
    """One editable record in its exchange form.

    ``noun`` and ``key`` name it: a topic by its slug, a perspective by
    ``topic/party``, a source and a party by their id.
    """

    noun: ClassVar[str]

    @property
    def key(self) -> str:
        """The name of this document among those of its noun."""
        raise NotImplementedError

    def cited(self) -> set[str]:
        """The ids of the sources that this document refers to."""
        return set()

    @property
    def gone(self) -> bool:
        """Whether only a notice, or the way to another document, is left at its address."""
        return False
