"""The stances in data/, read from the files and without the code of the site.

What pages and queries count is compared with what this counts.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.support.apps import DATA

Place = tuple[str, str]  #: (topic, proposition)


class Figures(NamedTuple):
    """How the stances of two parties compare."""

    n: int
    same: int
    opposite: int
    in_part: int


def parties() -> list[dict[str, Any]]:
    """Every party of data/, in their order."""
    listed: list[dict[str, Any]] = _yaml(DATA / "parties.yaml")["parties"]
    return sorted(listed, key=lambda party: int(party["order"]))


def perspectives() -> list[dict[str, Any]]:
    """Every perspective of data/."""
    files = sorted((DATA / "topics").glob("*/*.yaml"))
    return [_yaml(file) for file in files if file.name != "topic.yaml"]


def spoken() -> dict[str, dict[Place, str]]:
    """The stance of every party wherever it has one: a code, or ``several``."""
    analysts = {party["id"] for party in parties() if party["kind"] == "analysts"}
    found: dict[str, dict[Place, str]] = defaultdict(dict)
    for perspective in perspectives():
        party = perspective["party"]
        for proposition in {each["proposition"] for each in perspective["positions"]}:
            said = [each for each in perspective["positions"] if each["proposition"] == proposition]
            stances = {each["stance"] for each in _standing(said, party in analysts)}
            if stances != {"none-found"}:
                one = stances.pop() if len(stances) == 1 else "several"
                found[party][perspective["topic"], proposition] = one
    return found


def figures(mine: dict[Place, str], theirs: dict[Place, str]) -> Figures:
    """What the page of a party must say of it and another."""
    both = [(mine[place], theirs[place]) for place in mine.keys() & theirs.keys()]
    same = sum(one == other != "several" for one, other in both)
    opposite = sum({one, other} == {"agrees", "disagrees"} for one, other in both)
    return Figures(len(both), same, opposite, len(both) - same - opposite)


def _standing(said: list[dict[str, Any]], each_speaker: bool) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for position in said:
        speaker = position.get("speaker", {}).get("name", "")
        groups[speaker if each_speaker else ""].append(position)
    newest = {name: max(map(_until, group)) for name, group in groups.items()}
    if each_speaker:  # the first of a speaker's newest
        return [
            next(each for each in group if _until(each) == newest[name])
            for name, group in groups.items()
        ]
    return [
        each for name, group in groups.items() for each in group if _until(each) == newest[name]
    ]


def _until(position: dict[str, Any]) -> str:
    """The last day that a date can mean."""
    date = position.get("date", "")
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        year, month = map(int, date.split("-"))
        return f"{date}-{calendar.monthrange(year, month)[1]}"
    return str(date)


def _yaml(file: Path) -> Any:
    # BaseLoader makes text of everything, so that no date is taken for something else.
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
