#!/usr/bin/env python3
"""Check a release of Alteram without its site and without a network: python verify.py [FILE.zip]

Without a file it checks the folder that it lies in. It needs Python 3.11 and nothing else, and
shares no code with the site, so that it can be read and trusted, or not, by itself. It checks
that

1. every file has the SHA-256 that SHA256SUMS gives, and none is missing or was added;
2. the digest of every revision is the SHA-256 of its lines: those of revisions.json;
3. the figures of agreement.json follow from the positions in the revisions;
4. the documents and stances of the JSON form, and each row of the table, are those of the
   revisions.

Who forges a release can forge this script and every sum in it as well. What nobody can forge is
the SHA-256 of the whole zip, which it prints, beside the one that the site gives under
/topics/…/releases, and that you may have noted elsewhere. The other forms are covered by it alone.

It exits with 1 and says what does not hold, if anything does not.
"""

from __future__ import annotations

import calendar
import csv
import hashlib
import io
import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

Data = dict[str, Any]
SUMS, DIGESTS, FIGURES = "SHA256SUMS", "revisions.json", "agreement.json"
FEWEST = 3  # figures that rest on fewer propositions are left out


def faults(files: Mapping[str, bytes]) -> list[str]:
    """What does not hold of a release, given as the content of its files by their names."""
    missing = [f"{name} is missing" for name in (SUMS, DIGESTS, FIGURES) if name not in files]
    if missing:
        return missing
    wrong = [*_sums(files), *_revisions(files)]
    return wrong or [*_figures(files), *_json_form(files), *_table(files)]


def _sums(files: Mapping[str, bytes]) -> list[str]:
    told = {}
    for line in files[SUMS].decode().splitlines():
        digest, _, name = line.partition("  ")
        told[name] = digest
    wrong = [f"{name} is missing" for name in told if name not in files]
    for name, content in files.items():
        if name != SUMS and told.get(name) != hashlib.sha256(content).hexdigest():
            wrong.append(f"{name} is not what was released")
    return wrong


def _revisions(files: Mapping[str, bytes]) -> list[str]:
    told: dict[str, str] = json.loads(files[DIGESTS])
    held = {name for name in files if name.startswith("revisions/")}
    wrong = [f"{name} is missing" for name in sorted(told.keys() - held)]
    return wrong + [
        f"{name} does not have the digest that the history gives"
        for name in sorted(held)
        if told.get(name) != hashlib.sha256(files[name]).hexdigest()
    ]


def _figures(files: Mapping[str, bytes]) -> list[str]:
    told = json.loads(files[FIGURES])
    found = agreement(_documents(files))
    return (
        [] if told == found else ["the figures of agreement.json do not follow from the positions"]
    )


def _json_form(files: Mapping[str, bytes]) -> list[str]:
    """The documents of the JSON form are those of the revisions, and its cells follow from them."""
    documents = _documents(files)
    name = f"{documents['topic'][0]['slug']}.json"
    told = json.loads(files[name])
    shown = [each["document"] for each in _parts(told) if "document" in each]
    known = [_bare(each) for some in documents.values() for each in some]
    positions = {_line(each) for one in documents["perspective"] for each in one["positions"]}
    stances = _all_stances(documents)
    wrong = any(
        _bare(each) not in known
        or any(_line(position) not in positions for position in each.get("positions", []))
        for each in shown
    ) or any(
        cell["state"] == "spoken" and cell["stance"] != stances[party].get(row["proposition"])
        for row in told["comparison"]
        for party, cell in row["cells"].items()
    )
    return [f"{name} does not follow from the revisions"] if wrong else []


def _parts(told: Data) -> list[Data]:
    lists = ("parties", "perspectives", "sources")
    return [told["topic"], *(each for name in lists for each in told[name])]


def _bare(document: Data) -> str:
    """A document without its positions, of which a page leaves some out."""
    return _line({name: value for name, value in document.items() if name != "positions"})


def _line(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def _table(files: Mapping[str, bytes]) -> list[str]:
    """Each row of the table is a position of the revisions, and none stands twice or is missing."""
    documents = _documents(files)
    [topic] = documents["topic"]
    name = f"{topic['slug']}.csv"
    told = list(csv.DictReader(io.StringIO(files[name].decode("utf-8-sig"), newline="")))
    asked = {each["id"] for each in topic["propositions"]}
    expected = [
        _row(perspective["party"], position)
        for perspective in documents["perspective"]
        for position in perspective["positions"]
        if position["proposition"] in asked
    ]
    found = [tuple(_plain(row[column]) for column in _COLUMNS) for row in told]
    return (
        [] if sorted(found) == sorted(expected) else [f"{name} does not follow from the revisions"]
    )


_COLUMNS = ("party", "position", "proposition", "stance", "date", "statement", "citation_sources")


def _row(party: str, position: Data) -> tuple[str, ...]:
    sources = [each["source"] for each in position.get("citations", [])]
    return (
        party, position["id"], position["proposition"], position["stance"],
        position.get("date", ""), position["statement"], json.dumps(sources),
    )  # fmt: skip


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    defused = cell.startswith("'") and cell.lstrip("'")[:1] in ("=", "+", "-", "@", "\t", "\r")
    return cell[1:] if defused else cell


def _documents(files: Mapping[str, bytes]) -> dict[str, list[Data]]:
    """The documents in the third lines of the revisions, by noun."""
    found: dict[str, list[Data]] = defaultdict(list)
    for name, content in sorted(files.items()):
        if name.startswith("revisions/"):
            found[name.split("/")[1]].append(json.loads(content.decode().split("\n")[2]))
    return found


def agreement(documents: Mapping[str, list[Data]]) -> list[Data]:
    """For each two parties, in their order: how often they take the same stance."""
    [topic] = documents["topic"]
    stances = _all_stances(documents)
    names = [each["id"] for each in topic["propositions"]]
    return [_pair(one, other, stances, names) for one, other in combinations(stances, 2)]


def _all_stances(documents: Mapping[str, list[Data]]) -> dict[str, dict[str, str]]:
    """The stances of each party, in the order of the parties."""
    order = {party["id"]: (party["order"], party["kind"]) for party in documents["party"]}
    perspectives = sorted(
        (each for each in documents["perspective"] if "retracted" not in each),
        key=lambda each: order[each["party"]],
    )
    return {
        each["party"]: _stances(each, order[each["party"]][1] == "analysts")
        for each in perspectives
    }


def _pair(one: str, other: str, stances: Mapping[str, Data], propositions: list[str]) -> Data:
    cells = []
    for proposition in propositions:
        mine, theirs = stances[one].get(proposition), stances[other].get(proposition)
        if mine and theirs:
            relation = _relation(mine, theirs)
            cells.append(
                {"proposition": proposition, "stances": [mine, theirs], "relation": relation}
            )
    found: Data = {"parties": [one, other], "n": len(cells), "cells": cells}
    if len(cells) >= FEWEST:
        for name in ("same", "opposite", "in-part"):
            count = sum(cell["relation"] == name for cell in cells)
            found[name.replace("-", "_")] = count
    return found


def _relation(mine: str, theirs: str) -> str:
    if "several" in (mine, theirs):
        return "in-part"
    if mine == theirs:
        return "same"
    return "opposite" if {mine, theirs} == {"agrees", "disagrees"} else "in-part"


def _stances(perspective: Data, many_voices: bool) -> dict[str, str]:
    """The stance of a party on each proposition on which it spoke; ``several`` where they differ.

    A party's newest position stands; of analysts the newest of each of them.
    """
    by_proposition: dict[str, list[Data]] = defaultdict(list)
    for position in perspective["positions"]:
        if position["stance"] != "none-found":
            by_proposition[position["proposition"]].append(position)
    return {
        proposition: _stance(_standing(positions, many_voices))
        for proposition, positions in by_proposition.items()
    }


def _standing(positions: Iterable[Data], many_voices: bool) -> list[Data]:
    newest: dict[str, str] = {}
    for each in positions:
        voice = each["speaker"]["name"] if many_voices else ""
        newest[voice] = max(newest.get(voice, ""), _last_day(each["date"]))
    return [
        each
        for each in positions
        if _last_day(each["date"]) == newest[each["speaker"]["name"] if many_voices else ""]
    ]


def _stance(positions: list[Data]) -> str:
    stances = {each["stance"] for each in positions}
    return stances.pop() if len(stances) == 1 else "several"


def _last_day(date: str) -> str:
    """The last day that a date known to the year, month or day can mean."""
    year, month, day = [*date.split("-"), "", ""][:3]
    month = month or "12"
    return f"{year}-{month}-{day or calendar.monthrange(int(year), int(month))[1]}"


def read(path: Path) -> dict[str, bytes]:
    """The files of a release by their names, from a zip or from a folder."""
    if path.is_dir():
        found = (each for each in path.rglob("*") if each.is_file())
        return {each.relative_to(path).as_posix(): each.read_bytes() for each in found}
    with zipfile.ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def compared(path: Path) -> str:
    """What to compare with what the site says."""
    if path.is_dir():
        return "Compare the SHA-256 of the zip that it came in with the one at the site."
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"Compare the SHA-256 of the zip with the one at the site: {digest}"


def main() -> int:
    """Check what the command line names; 1 if something does not hold."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    wrong = faults(read(path))
    for sentence in wrong:
        print(sentence, file=sys.stderr)  # noqa: T201 - it is a command
    if not wrong:
        print("Every file, digest and figure holds.")  # noqa: T201
        print(compared(path))  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
