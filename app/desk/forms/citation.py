"""A citation in a form."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _

from app.desk.forms.base import PartForm
from app.desk.forms.fields import Line, Part, Rows, Short, SourceId
from app.documents import Citation, Quotation
from app.documents.quoting import bare


class Quoted(Line):
    """Words between marks, which the page sets itself."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the words that were posted without the marks that were pasted with them."""
        super().process_formdata(valuelist)
        self.data = bare(self.data)


class QuotationForm(PartForm):
    """Words exactly as the source has them."""

    model = Quotation

    text = Quoted(
        _("Quoted words"),
        _("Exactly as the source has them, in its language, without quotation marks around them."),
        counted=True,
    )
    language = Short(_("Language"), _("Such as en, ro or ru."))


class CitationForm(PartForm):
    """A source, the place in it, and perhaps its words."""

    model = Citation

    source = SourceId(
        _("Source"),
        _("Its id: type two letters of its title, or paste a web address, a UN symbol or a DOI."),
    )
    locator = Line(_("Place in the source"), _("Article, paragraph, page or minute."))
    quotation = Part(QuotationForm, _("Quotation"))


def citations() -> Rows:
    """A list of citations."""
    return Rows(CitationForm, _("Citations"), _("Citation"))
