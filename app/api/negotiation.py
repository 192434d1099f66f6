"""One address, many forms: the ``Accept`` header of a request chooses (RFC 9110, section 12).

Browsers and whoever takes anything get the page. A form that is asked for by its media type
comes with the bytes and the validator of its own address, which ``Content-Location`` names.
Whoever takes nothing that there is gets 406 with the list; a header that is no list of media
types, or absurdly long, counts as none.
"""

from __future__ import annotations

from flask import Response, g, request
from flask_babel import gettext as _
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable

from app.api import blueprint
from app.api.forms import VIEWS
from app.exports.forms import FORMS, Written
from app.exports.links import LICENCE
from app.web.alternates import alternates, path
from app.web.exporting import links

#: The pages that are negotiated, and what they are about.
_PAGES = {"site.topic": ("topic", "slug"), "site.source": ("source", "id")}
_HTML = "text/html"
#: It holds the other forms, is costly, and comes by its suffix only.
_PACKAGE = "application/zip"
_LONGEST = 4096


@blueprint.before_app_request
def _negotiate() -> Response | None:
    if request.endpoint not in _PAGES or request.method not in ("GET", "HEAD", "OPTIONS"):
        return None
    if request.method == "OPTIONS":
        g.wants_data = True  # a script of another site asks first whether it may
        return None
    noun, argument = _PAGES[request.endpoint]
    key = str((request.view_args or {})[argument])
    g.forms_of = (noun, key)
    form = _chosen(noun)
    if form is None:
        return None
    g.wants_data = True  # an error is told so as well
    response = VIEWS[noun](form, key)
    if response.status_code in (200, 304):
        response.headers["Content-Location"] = path(noun, key, form.suffix)
    return response


def _chosen(noun: str) -> Written | None:
    """The form that the request asks for; None for the page."""
    accept = _accepted()
    if not accept:
        return None
    forms = {form.media_type: form for form in FORMS[noun] if form.media_type != _PACKAGE}
    named = {value.lower() for value, _quality in accept}
    # Of what is wanted equally, what was named goes before what a range covers.
    best = max((_HTML, *forms), key=lambda each: (accept.quality(each), each in named))
    if accept.quality(best) <= 0:
        g.wants_data = True
        offered = ", ".join((_HTML, *forms))
        raise NotAcceptable(_("This can be had as: %(offered)s.", offered=offered))
    return forms.get(best)


def _accepted() -> MIMEAccept:
    """What the request accepts; profiles and other parameters do not count."""
    if len(request.headers.get("Accept", "")) > _LONGEST:
        return MIMEAccept()
    ranges = [(value.partition(";")[0].strip(), q) for value, q in request.accept_mimetypes]
    return MIMEAccept([(value, q) for value, q in ranges if "/" in value])


@blueprint.after_app_request
def _tell(response: Response) -> Response:
    """Say where the other forms, the licence and the API's description are (RFC 8288, 8631)."""
    if request.endpoint in _PAGES:
        response.vary.add("Accept")
    about = g.get("forms_of")
    if about and response.status_code in (200, 304):
        for link in _links(*about):
            response.headers.add("Link", link)
    return response


def _links(noun: str, key: str) -> list[str]:
    to = links()
    page = f'<{to.site}{path(noun, key)}>; rel="alternate"; type="{_HTML}"'
    forms = [
        f'<{to.site}{address}>; rel="alternate"; type="{form.media_type}"; title="{form.title}"'
        for form, address in alternates(noun, key)
    ]
    return [
        f'<{to.page(noun, key)}>; rel="canonical"',
        page,
        *forms,
        f'<{LICENCE}>; rel="license"',
        f'<{to.openapi()}>; rel="service-desc describedby"; type="application/json"',
    ]
