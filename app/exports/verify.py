#!/usr/bin/env python3
"""Check a release of Alteram without its site and without a network: python verify.py [FILE.zip]

Without a file it checks the folder that it lies in. It needs Python 3.11 and nothing else, and
shares no code with the site, so that it can be read and trusted, or not, by itself. It checks
that

1. every file has the SHA-256 that SHA256SUMS gives, and none is missing or was added;
2. the digest of every revision is the SHA-256 of its lines: those of revisions.json;
3. the figures of agreement.json follow from the positions in the revisions;
4. the documents, revisions and stances of the JSON form are those of the revisions, and so are
   party, position, proposition, stance, date, statement, sources and revision in each row of the
   table;
5. the moment that release.json, the JSON form and the table say they hold is that of the newest
   revision, or of the retraction of a perspective of which the JSON form has the notice alone;
   topic, number and address in release.json agree with each other, with the folder in the zip, and
   with the name of the file or folder where that is the topic's with a number.

The other files are covered by the first alone. Who forges a release can forge this script and
every sum in it as well. What nobody can forge is the SHA-256 of the whole zip, which it prints,
beside the one that the site gives under /topics/…/releases, and that you may have noted elsewhere.

It exits with 1 and says what does not hold, if anything does not.
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import hashlib
import io
import json
import re
import sys
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

Data = dict[str, Any]
SUMS, DIGESTS, FIGURES, RELEASE = "SHA256SUMS", "revisions.json", "agreement.json", "release.json"
FEWEST = 3  # figures that rest on fewer propositions are left out


class Unfit(ValueError):  # noqa: N818 - the file is unfit, not the program
    """A file is not built as those of a release are; the sentence names it and says why."""


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Say of a file that somebody may have forged what is wrong with it, whatever that is.

    Raises Unfit.
    """
    try:
        yield
    except Unfit:
        raise
    except UnicodeDecodeError:
        raise Unfit(f"{name} is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise Unfit(f"{name} is not JSON: {error}") from None
    except RecursionError:
        raise Unfit(f"{name} is nested too deeply") from None
    except csv.Error as error:
        raise Unfit(f"{name} is no table: {error}") from None
    except (AttributeError, LookupError, TypeError, ValueError):
        raise Unfit(f"{name} is not built as in a release") from None


@dataclass(frozen=True)
class Revision:
    """What the three lines of a revision hold."""

    record: Data
    document: Data
    digest: str


@dataclass(frozen=True)
class Held:
    """What follows from the revisions, to which the other files are compared."""

    slug: str
    documents: Mapping[str, list[Data]]
    """By noun, in the order of the files."""
    revisions: Mapping[str, Data]
    """What the JSON form says of the revision of each document, by the document without its
    positions as a line."""
    stances: Mapping[str, Mapping[str, str]]
    figures: list[Data]
    rows: list[tuple[str, ...]]
    newest: str
    """The moment at which the newest of them was published."""


@dataclass(frozen=True)
class Place:
    """Where a release was found."""

    called: str
    """The name of its zip, without the suffix, or of its folder: whoever has it may change it."""
    folders: frozenset[str]
    """The folders in the zip, of which there is one, named by the site; none for a folder."""


def faults(files: Mapping[str, bytes], place: Place) -> list[str]:
    """What does not hold of a release, given as the content of its files by their names."""
    try:
        return [*_sums(files), *_revisions(files)] or _forms(files, place)
    except Unfit as error:
        return [str(error)]


def _forms(files: Mapping[str, bytes], place: Place) -> list[str]:
    held = held_by(files)
    told = _json(files, f"{held.slug}.json")
    with reading(f"{held.slug}.json"):
        moment = _moment(told, held)
        wrong = _json_form(told, held, moment)
    return [
        *_figures(files, held),
        *wrong,
        *_table(files, held, moment),
        *_release(files, held, told["address"], moment, place),
    ]


def content(files: Mapping[str, bytes], name: str) -> bytes:
    """The content of a file. Raises Unfit where there is none."""
    if name not in files:
        raise Unfit(f"{name} is missing")
    return files[name]


def _json(files: Mapping[str, bytes], name: str) -> Any:
    with reading(name):
        return json.loads(content(files, name).decode())


def _sums(files: Mapping[str, bytes]) -> list[str]:
    told = {}
    with reading(SUMS):
        for line in content(files, SUMS).decode().splitlines():
            digest, _, name = line.partition("  ")
            told[name] = digest
    wrong = [f"{name} is missing" for name in told if name not in files]
    for name, held in files.items():
        if name != SUMS and told.get(name) != hashlib.sha256(held).hexdigest():
            wrong.append(f"{name} is not what was released")
    return wrong


def _revisions(files: Mapping[str, bytes]) -> list[str]:
    told: dict[str, str] = _json(files, DIGESTS)
    held = {name for name in files if name.startswith("revisions/")}
    with reading(DIGESTS):
        wrong = [f"{name} is missing" for name in sorted(told.keys() - held)]
        return wrong + [
            f"{name} does not have the digest that the history gives"
            for name in sorted(held)
            if told.get(name) != hashlib.sha256(files[name]).hexdigest()
        ]


def _figures(files: Mapping[str, bytes], held: Held) -> list[str]:
    if _json(files, FIGURES) == held.figures:
        return []
    return ["the figures of agreement.json do not follow from the positions"]


def _moment(told: Data, held: Held) -> str:
    """The moment that a release must say it holds, given its JSON form.

    A retracted perspective is on the page as a notice, and its revision not in the release.
    """
    notices = [each["revision"] for each in told["perspectives"] if "document" not in each]
    return max([held.newest, *(_checked(each["published"]) for each in notices)])


def _checked(moment: str) -> str:
    """A moment as releases write it. Raises ValueError for what is none."""
    if f"{dt.datetime.fromisoformat(moment):%Y-%m-%dT%H:%M:%SZ}" != moment:
        raise ValueError(moment)
    return moment


def _json_form(told: Data, held: Held, moment: str) -> list[str]:
    """The documents of the JSON form are those of the revisions, and its cells follow from them."""
    name = f"{held.slug}.json"
    shown = [each for each in _parts(told) if "document" in each]
    perspectives = held.documents.get("perspective", [])
    positions = {_line(each) for one in perspectives for each in one["positions"]}
    elsewhere = not told["address"].endswith(f"/topics/{held.slug}")
    wrong = any(
        held.revisions.get(_bare(each["document"])) != _without_address(each["revision"])
        or any(
            _line(position) not in positions for position in each["document"].get("positions", [])
        )
        for each in shown
    ) or any(
        cell["state"] == "spoken" and cell["stance"] != held.stances[party].get(row["proposition"])
        for row in told["comparison"]
        for party, cell in row["cells"].items()
    )
    clocks = {
        "as_of": None,
        "as_published": moment,
        "permanent_address": f"{told['address']}?published={moment}",
    }
    late = any(told[clock] != value for clock, value in clocks.items())
    return [
        *([f"{name} does not follow from the revisions"] if wrong or elsewhere else []),
        *([f"{name} does not say the moment of its newest revision, {moment}"] if late else []),
    ]


def _without_address(revision: Data) -> Data:
    return {name: value for name, value in revision.items() if name != "address"}


def _parts(told: Data) -> list[Data]:
    lists = ("parties", "perspectives", "sources")
    return [told["topic"], *(each for name in lists for each in told[name])]


def _bare(document: Data) -> str:
    """A document without its positions, of which a page leaves some out."""
    return _line({name: value for name, value in document.items() if name != "positions"})


def _line(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def _table(files: Mapping[str, bytes], held: Held, moment: str) -> list[str]:
    """Each row of the table is a position of the revisions, and none stands twice or is missing."""
    name = f"{held.slug}.csv"
    with reading(name):
        text = content(files, name).decode("utf-8-sig")
        told = list(csv.DictReader(io.StringIO(text, newline="")))
        found = sorted(tuple(_plain(row[column]) for column in _COLUMNS) for row in told)
        late = any(row["as_published"] != moment for row in told)
    return [
        *([] if found == held.rows else [f"{name} does not follow from the revisions"]),
        *([f"{name} does not say the moment of its newest revision, {moment}"] if late else []),
    ]


_COLUMNS = (
    "topic", "party", "position", "proposition", "stance", "date", "statement", "citation_sources",
    "revision", "published",
)  # fmt: skip


def _rows(topic: Data, perspectives: Iterable[Revision]) -> Iterator[tuple[str, ...]]:
    """What the table has of the positions, in the order of ``_COLUMNS``."""
    asked = {each["id"] for each in topic["propositions"]}
    for revision in perspectives:
        for position in revision.document["positions"]:
            if position["proposition"] in asked:
                yield _row(topic["slug"], revision, position)


def _row(slug: str, revision: Revision, position: Data) -> tuple[str, ...]:
    sources = [each["source"] for each in position.get("citations", [])]
    return (
        slug, revision.document["party"], position["id"], position["proposition"],
        position["stance"], position.get("date", ""), position["statement"], json.dumps(sources),
        str(revision.record["number"]), revision.record["published_at"],
    )  # fmt: skip


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    defused = cell.startswith("'") and cell.lstrip("'")[:1] in ("=", "+", "-", "@", "\t", "\r")
    return cell[1:] if defused else cell


def _release(
    files: Mapping[str, bytes], held: Held, address: str, moment: str, place: Place
) -> list[str]:
    """What release.json says agrees with itself, the moment and the names of the release."""
    told = _json(files, RELEASE)
    with reading(RELEASE):
        number, released = told["number"], _checked(told["released"])
        shape = type(number) is int and number > 0 and released >= moment
        expected = {
            "topic": held.slug,
            "number": number,
            "released": released,
            "as_published": moment,
            "address": f"{address}/releases/{number}.zip",
        }
    wrong = [] if shape and told == expected else [f"{RELEASE} does not follow from the revisions"]
    return wrong + _names(held.slug, number, place)


def _names(slug: str, number: int, place: Place) -> list[str]:
    """Names of the release that are those of another."""
    own = f"{slug}-{number}"
    others = {name for name in place.folders if name != own}
    if place.called != own and re.fullmatch(rf"{re.escape(slug)}-\d+", place.called):
        others.add(place.called)
    return [f"{RELEASE} is that of {own}, and not of {name}" for name in sorted(others)]


def held_by(files: Mapping[str, bytes]) -> Held:
    """What the revisions hold. Raises Unfit."""
    found: dict[str, list[Revision]] = defaultdict(list)
    for name, lines in sorted(files.items()):
        if name.startswith("revisions/"):
            with reading(name):
                revision = _revision(name, lines)
                found[revision.record["noun"]].append(revision)
    with reading("revisions/"):
        documents = {noun: [each.document for each in some] for noun, some in found.items()}
        every = [revision for some in found.values() for revision in some]
        [topic] = documents["topic"]
        return Held(
            slug=topic["slug"],
            documents=documents,
            revisions={_bare(each.document): _told_of(each) for each in every},
            stances=_all_stances(documents),
            figures=agreement(documents),
            rows=sorted(_rows(topic, found["perspective"])),
            newest=max(_checked(each.record["published_at"]) for each in every),
        )


def _revision(name: str, lines: bytes) -> Revision:
    """The revision that a file holds, whose name says which it is."""
    _, *both = lines.decode().split("\n")
    record, document = map(json.loads, both)
    key = record["key"].replace("/", ".")
    if name != f"revisions/{record['noun']}/{key}.{record['number']}.txt":
        raise ValueError(name)
    return Revision(record, document, hashlib.sha256(lines).hexdigest())


def _told_of(revision: Revision) -> Data:
    """What the JSON form says of a revision."""
    record = revision.record
    return {
        "number": record["number"],
        "published": record["published_at"],
        "digest": revision.digest,
    }


def agreement(documents: Mapping[str, list[Data]]) -> list[Data]:
    """For each two parties, in their order: how often they take the same stance."""
    [topic] = documents["topic"]
    stances = _all_stances(documents)
    names = [each["id"] for each in topic["propositions"]]
    return [_pair(one, other, stances, names) for one, other in combinations(stances, 2)]


def _all_stances(documents: Mapping[str, list[Data]]) -> dict[str, dict[str, str]]:
    """The stances of each party, in the order of the parties."""
    order = {party["id"]: (party["order"], party["kind"]) for party in documents.get("party", [])}
    perspectives = sorted(
        (each for each in documents.get("perspective", []) if "retracted" not in each),
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
    """The files of a release by their names, from a zip or from a folder.

    Raises Unfit for what is neither, or cannot be read.
    """
    try:
        if path.is_dir():
            found = (each for each in path.rglob("*") if each.is_file())
            return {each.relative_to(path).as_posix(): each.read_bytes() for each in found}
        with zipfile.ZipFile(path) as archive:
            return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    except (OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise Unfit(f"it is no release: {error}") from None


def place_of(path: Path) -> Place:
    """Where a release was found that can be read."""
    if path.is_dir():
        return Place(path.resolve().name, frozenset())
    with zipfile.ZipFile(path) as archive:
        return Place(path.stem, frozenset(each.partition("/")[0] for each in archive.namelist()))


def compared(path: Path) -> str:
    """What to compare with what the site says."""
    if path.is_dir():
        return "Compare the SHA-256 of the zip that it came in with the one at the site."
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"Compare the SHA-256 of the zip with the one at the site: {digest}"


def main() -> int:
    """Check what the command line names; 1 if something does not hold."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    try:
        wrong = faults(read(path), place_of(path))
    except Unfit as error:
        wrong = [f"{path}: {error}"]
    for sentence in wrong:
        print(sentence, file=sys.stderr)  # noqa: T201 - it is a command
    if not wrong:
        print("Every file, digest and figure holds.")  # noqa: T201
        print(compared(path))  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
