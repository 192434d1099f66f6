"""The form of a topic."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from app.desk.forms.base import DocumentForm, PartForm
from app.desk.forms.citation import citations
from app.desk.forms.fields import (
    Choice,
    Entries,
    Heading,
    Hidden,
    Line,
    Paragraph,
    Part,
    Radios,
    Rows,
    Short,
    SourceId,
)
from app.documents import Claim, Event, Place, Proposition, Topic
from app.documents.topic import Coding

_DATE = _("YYYY, YYYY-MM or YYYY-MM-DD, as precisely as it is known.")


class PlaceForm(PartForm):
    """A named point."""

    model = Place

    name = Line(_("Name"))
    lat = Short(_("Latitude"), _("In degrees, such as 46.84; south is negative."))
    lon = Short(_("Longitude"), _("In degrees, such as 29.63; west is negative."))


class PropositionForm(PartForm):
    """A sentence that can be agreed or disagreed with."""

    model = Proposition

    text = Paragraph(_("Sentence"), _("One that can be agreed or disagreed with."))
    note = Paragraph(_("Note"), _("What a reader needs to understand it."))
    id = Line(
        _("Id"),
        _("Used in addresses and by the perspectives: leave it as it is once it is published."),
    )


class EventForm(PartForm):
    """Something that happened."""

    model = Event

    id = Hidden(_("Id"))
    date = Short(_("Date"), _DATE)
    title = Heading(_("Title"), counted=True)
    summary = Paragraph(_("What happened"))
    citations = citations()


class ClaimForm(PartForm):
    """Something that the examined source asserts, and what the sources show."""

    model = Claim

    id = Hidden(_("Id"))
    paragraph = Short(_("Paragraph"), _("Its number in the examined source."))
    text = Paragraph(_("What it asserts"), _("In our words."))
    proposition = Choice(_("Proposition that it bears on"))
    finding = Radios(_("Finding"))
    explanation = Paragraph(_("Explanation"), _("What the cited sources show."))
    citations = citations()


class CodingForm(PartForm):
    """How far two coders of the positions agreed."""

    model = Coding

    kappa = Short(_("Cohen's kappa"), _("Before any difference was resolved; two decimals."))
    positions = Short(_("Positions coded twice"), _("Silences left out."))


class TopicForm(DocumentForm):
    """One matter, cut into propositions."""

    model = Topic

    title = Heading(_("Title"), _("The heading of its page."), counted=True)
    short_title = Line(_("Short title"), _("Its name in lists and menus."), counted=True)
    slug = Line(_("Name in addresses"), _("Lower-case letters, digits and hyphens; it stays."))
    framing = Paragraph(_("Framing"), _("One neutral sentence: what is in dispute."))
    summary = Paragraph(_("Summary"), _("The matter in short, neutral."))
    started = Short(_("Began"), _DATE)
    ended = Short(_("Ended"), _("Left empty while it goes on."))
    tags = Entries(_("Tags"), _("Words to find it by, one a line."))
    coding = Part(CodingForm, _("Second coding"))
    claims_of = SourceId(
        _("Source of the claims"),
        _("The id of the source whose claims are examined."),
        sometimes=True,
    )
    propositions = Rows(
        PropositionForm, _("Propositions"), _("Proposition"), _("In the order of the page.")
    )
    events = Rows(EventForm, _("Events"), _("Event"))
    claims = Rows(ClaimForm, _("Claims"), _("Claim"))
    places = Rows(PlaceForm, _("Places"), _("Place"), _("Points on the map."))

    def arrange(self, topic: Topic | None) -> None:
        """A claim bears on one of the propositions that stand in this form."""
        rows = self["propositions"].entries
        texts = {row["id"].data: row["text"].data for row in rows if row["id"].data}
        for claim in self["claims"].entries:
            claim["proposition"].offered = texts
