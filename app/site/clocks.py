"""Two clocks, and which pages have them.

A clock that a page does not have is refused: passed over, it would give what stands today for
what was asked of another day.
"""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _

from app.site import blueprint
from app.web.arguments import CLOCKS
from app.web.errors import BadArgument

_CLOCKED = {"site.topic", "site.topic_cite", "site.perspective", "site.perspective_cite"}


@blueprint.before_request
def _refuse() -> None:
    asked = [name for name in CLOCKS if name in request.args]
    if asked and request.endpoint not in _CLOCKED:
        raise BadArgument(
            _("“%(name)s” cannot be asked here: what is shown is what stands now. Topics, and the "
              "parties’ pages on them, can be seen as of a date and as published at a moment.",
              name=asked[0])
        )  # fmt: skip
