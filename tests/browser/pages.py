"""The pages that a browser looks at: every kind, and the comparison of two revisions.

Views of a topic are those of a small one: axe needs seconds for each screenful of text.
"""

from __future__ import annotations

from tests.support.pages import ERRORS, PAGES, SMALL_TOPIC, TOPIC

BIG = f"/topics/{TOPIC}"
_SMALL = f"/topics/{SMALL_TOPIC}"

EVERY = {
    **{
        name: path
        for name, path in PAGES.items()
        if not path.startswith(f"{BIG}?") and path != _SMALL
    },
    "topic with all columns": f"{_SMALL}?parties=csto,kazakhstan,ukraine,eu,united-states",
    "topic narrowed to two": f"{_SMALL}?only=russia,moldova",
    "topic party by party": f"{_SMALL}?by=party",
    "topic at both clocks": f"{_SMALL}?as_of=2021&published=2099-01-01T00:00:00Z&parties=csto",
    "topic before everything": f"{_SMALL}?as_of=1900",
    "difference of a topic": f"{BIG}/history/1..2",
}
REFUSED = {name: address for name, (address, _status) in ERRORS.items()}
