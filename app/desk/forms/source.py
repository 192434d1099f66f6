"""The form of a source."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from app.desk.forms.base import DocumentForm
from app.desk.forms.fields import Choice, Entries, Heading, Line, Paragraph, Radios, Short, SourceId
from app.documents import Source


class SourceForm(DocumentForm):
    """One publication."""

    model = Source

    title = Heading(_("Title"), _("In its own language."))
    id = Line(_("Id"), _("Its name in citations and addresses, such as a-res-72-282; it stays."))
    url = Line(_("Web address"), _("The page itself, whole."))
    publisher = Line(_("Publisher"))
    authors = Entries(_("Authors"), _("One a line."))
    published = Short(_("Published"), _("YYYY, YYYY-MM or YYYY-MM-DD."))
    language = Short(_("Language"), _("Of the text, such as en, ro or ru."))
    kind = Choice(_("Kind"))
    symbol = Line(_("Symbol"), _("UN document symbol, DOI or case number."))
    verification = Radios(_("How we know what it says"))
    via = SourceId(
        _("Reported by"),
        _("The id of the source that reports it, if it was not read."),
        sometimes=True,
    )
    note = Paragraph(_("Note"), _("What a reader should know, such as who translated it."))
