"""What requests may ask: a model for each operation, which also describes it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.documents.base import SLUG, Slug
from app.documents.dates import PartialDate
from app.documents.perspective import Stance
from app.documents.source import SourceKind, Verification
from app.documents.topic import Finding
from app.web.arguments import read_moment

MOST = 100


def _moment(text: str) -> str:
    try:
        read_moment(text)
    except ValueError:
        raise ValueError(
            f"'{text}' is not a moment in UTC; write one such as 2026-11-24T12:00:00Z, or a year, "
            "a month or a day, whose end is meant"
        ) from None
    return text


_DAY = (
    "(0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?"
    "|02(-(0[1-9]|1[0-9]|2[0-8]))?"
)
_LEAP = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29"
_YEAR = "(?!0000)"
_CLOCK = "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"


def _written(pattern: str) -> Any:
    """What the description says of a text that a function of ours checks."""
    return Field(json_schema_extra={"pattern": pattern})


_PARTIAL = f"{_YEAR}([0-9]{{4}}(-({_DAY}))?|{_LEAP})"
_EXACT = f"{_YEAR}([0-9]{{4}}-({_DAY.replace(')?', ')')})|{_LEAP}){_CLOCK}"
Day = Annotated[PartialDate, _written(f"^{_PARTIAL}$")]
Moment = Annotated[str, AfterValidator(_moment), _written(f"^({_PARTIAL}|{_EXACT})$")]
Name = Annotated[Slug, _written(f"^{SLUG.pattern}$")]


class Asked(BaseModel):
    """What every request may ask."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fields: str | None = Field(
        None, max_length=2000, description="Only these fields of each entry, between commas."
    )


class Published(Asked):
    """A request that can be made of the site as it was."""

    published: Moment | None = Field(
        None,
        description="As this site had it at that moment (UTC), or at the end of that year, month or "
        "day. The default is now.",
    )

    @property
    def moment(self) -> dt.datetime | None:
        """The moment, aware."""
        return None if self.published is None else read_moment(self.published)


class Dated(Published):
    """A request that can be made of a day in the world."""

    as_of: Day | None = Field(
        None,
        description="Only what was said or had happened by the end of that year, month or day.",
    )


class _List(BaseModel):
    """A request for a list."""

    limit: int = Field(50, ge=1, le=MOST, description="At most so many entries.")
    cursor: str | None = Field(
        None, max_length=500, description="Where the list goes on: from links.next."
    )


class Records(Published, _List):
    """A list of documents."""


class Perspectives(Records):
    """A list of perspectives."""

    topic: Name | None = Field(None, description="The slug of a topic.")
    party: Name | None = Field(None, description="The id of a party.")


class Sources(Records):
    """A list of sources."""

    kind: SourceKind | None = None
    language: str | None = Field(
        None,
        max_length=35,
        pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        description="A language tag (BCP 47).",
    )
    verification: Verification | None = None


class OnTopics(Dated, Records):
    """A list of what topics hold."""

    topic: Name | None = Field(None, description="The slug of a topic.")


class OnTopicsNow(Records):
    """A list of what topics hold, without a date in the world."""

    topic: Name | None = Field(None, description="The slug of a topic.")


class Claims(OnTopicsNow):
    """A list of claims."""

    finding: Finding | None = None


class Positions(OnTopics):
    """A list of positions."""

    party: Name | None = Field(None, description="The id of a party.")
    proposition: Name | None = Field(None, description="The id of a proposition of the topic.")
    stance: Stance | None = None
    since: Day | None = Field(
        None, description="Only positions certain to have been taken on or after that day."
    )
    until: Day | None = Field(
        None, description="Only positions certain to have been taken by the end of that day."
    )


class Agreement(Dated):
    """The figures of one topic."""

    topic: Name = Field(description="The slug of a topic.")


class Revisions(Records):
    """A list of revisions."""

    noun: Literal["party", "source", "topic", "perspective"] | None = None
    key: str | None = Field(
        None,
        max_length=161,
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$",
        description="The id of a source or party, the slug of a topic, or topic/party.",
    )


class Search(Asked, _List):
    """Words and filters."""

    q: str = Field("", max_length=100, description="Words, as on the page of the search.")
    kind: (
        Literal[
            "party", "topic", "proposition", "perspective", "position", "event", "claim", "source"
        ]
        | None
    ) = None
    topic: Name | None = None
    party: Name | None = None
    stance: Stance | None = None
