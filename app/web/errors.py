"""Errors that help: what is wrong, in the reader's terms, and what to do next."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from flask import Flask, abort, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    NotFound,
    RequestEntityTooLarge,
    SecurityError,
    ServiceUnavailable,
)
from werkzeug.wrappers import Response

from app.web.headers import for_programs, is_desk, is_frame
from app.web.problems import MEDIA_TYPE, problem

log = logging.getLogger(__name__)
QUERY_STRING = 2048


class BadArgument(Exception):  # noqa: N818 - the argument is bad, not the program
    """A value in the address cannot be used; *choices* are what could stand there."""

    def __init__(self, message: str, choices: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.choices = choices  #: (value, where it leads)


class NoText(BadArgument):
    """A form holds a character that is no text, which PostgreSQL takes nowhere."""

    def __init__(self) -> None:
        super().__init__(_("What was sent holds a character that is no text."))


class NoSuchPage(NotFound):
    """A list has fewer pages; it leads to the last of them, and to the first."""

    def __init__(self, number: int, pages: int, last: str, first: str) -> None:
        super().__init__()
        self.number, self.pages = number, pages
        self.last, self.first = last, first  #: where they are


class NothingThen(NotFound):
    """What there may be now was not published at the moment that was asked for."""

    def __init__(self, moment: str, now: str) -> None:
        super().__init__(
            _("Nothing was published at this address yet on %(moment)s.", moment=moment)
        )
        self.now = now  #: where the page of today is


def init_app(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.before_request(_bound)
    app.register_error_handler(BadArgument, bad_argument)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def _bound() -> None:
    if "\x00" in request.path:  # PostgreSQL takes no such text, so nothing bears such a name
        abort(404)
    if len(request.query_string) > QUERY_STRING:
        raise BadArgument(_("The address is too long: shorten what stands behind the “?”."))
    if any("\x00" in value for _name, value in request.form.items(multi=True)):
        raise NoText
    try:
        request.query_string.decode()
    except UnicodeDecodeError:
        raise BadArgument(_("What stands behind the “?” is no text.")) from None


def bad_argument(error: BadArgument) -> ResponseReturnValue:
    """Say what cannot be used, and what could stand there."""
    if for_programs():
        return problem(400, error.message, choices=[value for value, _ in error.choices])
    if is_frame():
        values = [value for value, _ in error.choices]
        return render_template(
            "embed/error.html", status=400, sentence=error.message, choices=values
        ), 400
    return _page("bad_argument", error), 400


def _page(template: str, error: Exception, **more: str) -> str:
    """The page of an error, at the desk with what leads on there."""
    at_desk = is_desk()
    layout = "desk/problem.html" if at_desk else "site/errors/page.html"
    return render_template(
        f"site/errors/{template}.html", error=error, layout=layout, at_desk=at_desk, **more
    )


_TEMPLATES: dict[type[HTTPException], str] = {
    NotFound: "not_found",
    NoSuchPage: "no_such_page",
    NothingThen: "nothing_then",
}


def _http(error: HTTPException) -> Response | HTTPException:
    status = error.code or 500
    if status < 400:
        return error
    if isinstance(error, SecurityError):  # no address can be written for a host not ours
        return Response("This site does not go by that name.\n", 400, mimetype="text/plain")
    answer = error.get_response()  # what it says to programs stays: Allow, Retry-After
    if for_programs() and error.response is not None:
        return answer  # one that names every fault itself
    if for_programs():
        answer.data = problem(status, _sentence(error)).data
        answer.mimetype = MEDIA_TYPE
    elif is_frame():
        answer.data = render_template("embed/error.html", status=status, sentence=_sentence(error))
    else:
        template = _TEMPLATES.get(type(error), "refused")
        answer.data = _page(template, error, sentence=_sentence(error))
    return answer


def _sentence(error: HTTPException) -> str:
    """What is wrong, in our words where werkzeug's are about the server."""
    if error.code == 404 and error.description == NotFound.description:
        return str(_("There is nothing at this address."))
    if error.code == 413 and error.description == RequestEntityTooLarge.description:
        return str(
            _("At most %(most)s KB can be sent at once. Go back: what you wrote still stands in "
              "the form there. Shorten it, or send it in parts.",
              most=(current_app.config["MAX_CONTENT_LENGTH"] or 0) // 1024)
        )  # fmt: skip
    if error.code == 429:
        return str(_("Too many requests came from your network. Wait a minute and try again."))
    return str(error.description or error.name)


def _unavailable(error: Exception) -> ResponseReturnValue:
    """The database does not answer: it passes, so readers and crawlers are asked back."""
    reason = str(getattr(error, "orig", error)).splitlines()[:1]
    log.error("request %s: the database does not answer: %s", g.get("request_id"), reason)
    later = {"Retry-After": "30"}
    if for_programs():
        return problem(503, _("The database does not answer. Try again in a moment."), later)
    if is_frame():
        return *_frame_broken(503), later
    page = render_template("site/errors/broken.html", error=ServiceUnavailable())
    return page, 503, later


def _frame_broken(status: int) -> tuple[str, int]:
    sentence = _("This card cannot be shown just now.")
    return render_template("embed/error.html", status=status, sentence=sentence), status


def _broken(error: Exception) -> ResponseReturnValue:
    if isinstance(error, OperationalError | PoolTimeout):
        return _unavailable(error)
    log.error("request %s failed", g.get("request_id"), exc_info=error)
    if for_programs():
        return problem(500, _("This is a mistake of ours. Name the instance when you report it."))
    if is_frame():
        return _frame_broken(500)
    page = render_template("site/errors/broken.html", error=InternalServerError())
    return page, 500
