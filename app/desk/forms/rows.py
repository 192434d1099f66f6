"""What the buttons beside rows do: add one, remove one, move one up or down.

On plain data, so that it works without a script, for a draft of any state. Buttons say what
in words of this form: ``add:positions.2.citations``, ``add:positions:<proposition>``,
``remove:positions.2.citations.1``, ``up:propositions.3``, ``down:propositions.3``.
"""

from __future__ import annotations

import copy
import re
from typing import Any

from flask_babel import gettext as _

from app.desk.forms.bounds import beyond
from app.desk.forms.ids import STEMS, new_id
from app.documents import NOUNS
from app.documents.limits import Limits, limits_of

Data = dict[str, Any]
Steps = list[str | int]

_WHAT = re.compile(
    r"(?P<verb>add|remove|up|down):(?P<where>[a-z_]+(\.[0-9]{1,4}\.[a-z_]+)*)"
    r"(\.(?P<index>[0-9]{1,4}))?(:(?P<about>[a-z0-9-]+))?",
    re.ASCII,
)
#: The field of a new row that gets the focus.
_FIRST = {
    "citations": "source",
    "positions": "stance",
    "propositions": "text",
    "events": "date",
    "claims": "paragraph",
    "places": "name",
}


class BadRow(ValueError):  # noqa: N818 - the row is bad, not the program
    """There is no such row, or there may be no more of them; a sentence says which."""


def apply(noun: str, data: Data, what: str) -> tuple[Data, str]:
    """The data after what a button asks for, and the HTML id that should get the focus."""
    asked = _WHAT.fullmatch(what)
    if not asked or (asked["verb"] == "add") == (asked["index"] is not None):
        raise _lost()
    new = copy.deepcopy(data)
    steps: Steps = [int(s) if s.isdigit() else s for s in asked["where"].split(".")]
    holder, limits = _holder(noun, new, steps)
    if asked["verb"] == "add":
        focus = _add(holder, steps, limits, asked["about"])
        _refuse_beyond(noun, new)
        return new, focus
    rows, index = holder.get(str(steps[-1])), int(asked["index"])
    if asked["about"] or not isinstance(rows, list) or index >= len(rows):
        raise _lost()
    if asked["verb"] == "remove":
        return new, _remove(holder, steps, index)
    return new, _move(rows, steps, index, asked["verb"])


def _lost() -> BadRow:
    return BadRow(_("There is no such row any more. Look at the form again and repeat it."))


def _holder(noun: str, data: Data, steps: Steps) -> tuple[Data, Limits]:
    """What holds the list that the steps lead to, and the limits of that list."""
    model, here = NOUNS[noun], data
    known = limits_of(model)
    for name, index in zip(steps[0:-1:2], steps[1::2], strict=True):
        rows, limits = here.get(str(name)), known.get(str(name))
        if limits is None or limits.part is None or not isinstance(rows, list):
            raise _lost()
        if int(index) >= len(rows) or not isinstance(rows[int(index)], dict):
            raise _lost()
        here, known = rows[int(index)], limits_of(limits.part)
    last = known.get(str(steps[-1]))
    if last is None or last.part is None or not last.several:
        raise _lost()
    return here, last


def _add(holder: Data, steps: Steps, limits: Limits, about: str | None) -> str:
    name = str(steps[-1])
    if (name == "positions") != (about is not None):
        raise _lost()
    held = holder.get(name)
    rows: list[Any] = held if isinstance(held, list) else []
    if limits.most is not None and len(rows) >= limits.most:
        raise BadRow(_("No more than %(most)s are allowed here.", most=limits.most))
    row: Data = {"proposition": about} if about else {}
    if name in STEMS:
        taken = [each.get("id") for each in rows if isinstance(each, dict)]
        row = {"id": new_id(name, row, taken)} | row
    holder[name] = [*rows, row]
    return _id(*steps, len(rows), _FIRST[name])


def _refuse_beyond(noun: str, data: Data) -> None:
    for _path, sentence in beyond(noun, data):
        raise BadRow(_("This would be too much for one form: it %(sentence)s.", sentence=sentence))


def _remove(holder: Data, steps: Steps, index: int) -> str:
    name = str(steps[-1])
    removed = holder[name].pop(index)
    if not holder[name]:
        del holder[name]
    if name == "positions" and isinstance(removed, dict):
        return _id(*steps, "add", removed.get("proposition", ""))
    return _id(*steps, "add")


def _move(rows: list[Any], steps: Steps, index: int, verb: str) -> str:
    to = index - 1 if verb == "up" else index + 1
    if 0 <= to < len(rows):
        rows[index], rows[to] = rows[to], rows[index]
    else:
        to = index  # the first stays first, and the last last
    return _id(*steps, to, verb)


def _id(*steps: object) -> str:
    return "-".join(["f", *map(str, steps)])
