"""The history of documents: their revisions, one revision, what changed between two.

All nouns have the same four addresses below their page: ``/history``, ``/history/<n>``,
``/history/<n>.txt`` and ``/history/<a>..<b>``.
"""

from __future__ import annotations

from functools import partial, wraps

from flask import Response, abort, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.actions import chain
from app.documents.base import SLUG
from app.documents.difference import difference
from app.extensions import db
from app.queries import history, moments, state
from app.queries.history import Edition, Subject
from app.site import blueprint
from app.site.addresses import PAGES, Addresses
from app.web import arguments
from app.web.caching import page
from app.web.errors import BadArgument

PER_PAGE = 50
COMPARISONS = 20


def revisions(noun: str, **names: str) -> ResponseReturnValue:
    """A document's revisions, newest first; ``?from=&to=`` leads to a comparison."""
    asked, here = _asked(noun, names)
    pair = _pair(asked, here)
    if pair:
        return redirect(here.difference(*pair))
    number = arguments.page()

    def render() -> str:
        found = history.revisions(db.session, asked, number, PER_PAGE)
        topic = asked.key if noun == "topic" else ""
        return render_template(
            "site/history.html",
            asked=asked,
            here=here,
            found=arguments.within(found),
            perspectives=history.perspectives(db.session, topic) if topic else [],
            comparisons=(
                moments.comparisons(db.session, topic, COMPARISONS) if topic and number == 1 else []
            ),
            addresses=Addresses,
            link=arguments.link,
        )

    return page(_version(asked), render)


def revision(noun: str, number: int, **names: str) -> Response:
    """The document as it was, who answers for it, its digest and how to check that."""
    asked, here = _asked(noun, names)
    if number > asked.newest:
        abort(404)

    def render() -> str:
        edition = _edition(asked, number)
        return render_template(
            "site/history_revision.html",
            asked=asked,
            here=here,
            edition=edition,
            before=history.before(db.session, edition),
            names=history.names_then(db.session, asked, edition),
            addresses=Addresses,
        )

    return page(_version(asked), render)


def lines(noun: str, number: int, **names: str) -> Response:
    """The three lines that a revision's digest is the SHA-256 of, to the byte."""
    asked, _here = _asked(noun, names)
    edition = _edition(asked, number)
    return page(edition.digest, lambda: Response(chain.lines(edition), mimetype="text/plain"))


def compare(noun: str, first: int, second: int, **names: str) -> Response:
    """What changed from one revision to a later one, field by field."""
    asked, here = _asked(noun, names)
    if max(first, second) > asked.newest:
        abort(404)
    if first >= second:
        raise _not_in_order(asked, here, first, second)

    def render() -> str:
        old, new = history.editions(db.session, asked, (first, second))
        return render_template(
            "site/history_difference.html",
            asked=asked,
            here=here,
            old=old,
            new=new,
            found=difference(old.document, new.document),
            names=history.names_then(db.session, asked, old, new),
        )

    return page(_version(asked), render)


def _asked(noun: str, names: dict[str, str]) -> tuple[Subject, Addresses]:
    if not all(SLUG.fullmatch(name) for name in names.values()):
        abort(404)
    key = "/".join(names.values())
    return history.subject(db.session, noun, key) or abort(404), Addresses(noun, key)


def _edition(asked: Subject, number: int) -> Edition:
    found = history.editions(db.session, asked, [number])
    return found[0] if found else abort(404)


def _version(asked: Subject) -> str:
    """The state of all that the pages of this history show.

    Pages about a topic or one of its perspectives also bear the present names of both.
    """
    if asked.topic:
        return state.of_topic(db.session, asked.topic.slug) or asked.digest
    return asked.digest


def _pair(asked: Subject, here: Addresses) -> tuple[int, int] | None:
    """The two revisions that the form asks for, the earlier one first."""
    given = [arguments.text(name) for name in ("from", "to")]
    if not any(given):
        return None
    first, second = sorted(_number(value, asked, here) for value in given)
    if first == second:
        raise _not_in_order(asked, here, first, second)
    return first, second


def _number(value: str, asked: Subject, here: Addresses) -> int:
    is_number = value.isascii() and value.isdecimal() and len(value) < 10
    if is_number and 1 <= int(value) <= asked.newest:
        return int(value)
    raise BadArgument(
        _("“%(value)s” is not a revision of this document. They are numbered from 1 to %(most)s.",
          value=value[:40], most=asked.newest),
        [(_("All revisions"), here.history())],
    )  # fmt: skip


def _not_in_order(asked: Subject, here: Addresses, first: int, second: int) -> BadArgument:
    """Refuse to compare a revision with itself or an earlier one; offer what can be had."""
    pairs = [(second, first)] if first > second else []
    pairs += [(n, n + 1) for n in (first - 1, first) if first == second and 0 < n < asked.newest]
    choices = [(f"{a}..{b}", here.difference(a, b)) for a, b in pairs]
    return BadArgument(
        _("A comparison begins with the earlier of two revisions, such as 1..2."),
        [*choices, (_("All revisions"), here.history())],
    )


def _publish_addresses() -> None:
    for noun, below in PAGES.items():
        for name, rest, view in (
            ("history", "", revisions),
            ("revision", "/<number:number>", revision),
            ("lines", "/<number:number>.txt", lines),
            ("difference", "/<number:first>..<number:second>", compare),
        ):
            about = wraps(view)(partial(view, noun))  # rate limits ask for a view's name
            blueprint.add_url_rule(f"{below}/history{rest}", f"{noun}_{name}", about)


_publish_addresses()
