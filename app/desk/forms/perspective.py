"""The form of a perspective: its positions stand under the propositions that they are about."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _

from app.desk.forms.base import DocumentForm, PartForm
from app.desk.forms.citation import citations
from app.desk.forms.fields import (
    Choice,
    Heading,
    Hidden,
    Line,
    Paragraph,
    Part,
    Radios,
    Rows,
    Short,
)
from app.documents import Perspective, Position, Searched, Speaker, Topic

_DATE = _("YYYY, YYYY-MM or YYYY-MM-DD, as precisely as it is known.")


class SpeakerForm(PartForm):
    """Who spoke, in which role, for whom."""

    model = Speaker

    name = Line(_("Name"))
    role = Line(_("Role"), _("At the time, such as Minister of Foreign Affairs."))
    affiliation = Line(_("Affiliation"), _("For whom, such as Government of Moldova."))


class SearchedForm(PartForm):
    """A search that found nothing."""

    model = Searched

    where = Line(_("Where"), _("Which sites and which years."))
    date = Short(_("When it was searched"), _DATE)


class PositionForm(PartForm):
    """What the party said about one proposition on one occasion."""

    model = Position

    id = Hidden(_("Id"))
    proposition = Choice(_("Proposition"))
    stance = Radios(_("Stance"))
    statement = Paragraph(_("Statement"), _("In our own words, neutral, in 1 to 3 sentences."))
    date = Short(_("Date of the statement"), _DATE, sometimes=True)
    speaker = Part(SpeakerForm, _("Speaker"))
    searched = Part(SearchedForm, _("Search that found nothing"))
    citations = citations()


@dataclass
class Group:
    """A proposition with its positions; one that the topic lacks has no text."""

    id: str
    text: str = ""
    note: str | None = None
    rows: list[Part] = field(default_factory=list)

    @property
    def known(self) -> bool:
        """Whether the topic has it."""
        return bool(self.text)


class PerspectiveForm(DocumentForm):
    """One party on one topic."""

    model = Perspective

    headline = Heading(_("Headline"), _("One sentence: what the party holds."), counted=True)
    summary = Paragraph(
        _("Summary"),
        _("What the party says, in our words. Every sentence rests on a citation below."),
    )
    citations = citations()
    positions = Rows(PositionForm, _("Positions"), _("Position"))

    groups: list[Group]

    def arrange(self, topic: Topic | None) -> None:
        """Put each position under its proposition and number them as they stand on the page."""
        asked = topic.propositions if topic else ()
        groups = {each.id: Group(each.id, each.text, each.note) for each in asked}
        for row in self["positions"].entries:
            about = row["proposition"]
            about.offered = {each.id: each.text for each in asked}
            group = groups.setdefault(about.data, Group(about.data))
            group.rows.append(row)
            if group.known:
                about.control = "hidden"  # the heading says it
        self.groups = list(groups.values())
        rows = [row for group in self.groups for row in group.rows]
        for number, row in enumerate(rows, 1):
            row.number = number
