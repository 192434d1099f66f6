"""The form of a party."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from app.desk.forms.base import DocumentForm
from app.desk.forms.fields import Check, Choice, Entries, Line, Paragraph, Radios, Short
from app.documents import Party


class PartyForm(DocumentForm):
    """A state, an organisation, a de facto authority or the analysts."""

    model = Party

    name = Line(_("Name"), _("The short one, as columns bear it."))
    full_name = Line(_("Full name"))
    id = Line(_("Id"), _("Its name in addresses; it stays."))
    kind = Choice(_("Kind"))
    description = Paragraph(_("Description"), _("Its part in these matters, in a sentence or two."))
    speaks_through = Entries(_("Speaks through"), _("Who speaks for it, one a line."))
    required = Check(_("Compared on every topic"))
    order = Short(_("Place in the order of columns"), _("A number that no other party has."))
    token = Short(_("Token"), _("Two capital letters that no other party has."))
    hue = Radios(_("Hue"), _("Never a national colour."))
