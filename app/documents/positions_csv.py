"""Positions as a table, for spreadsheets: one row a citation. Pure; ``csv`` reads and writes.

Rows with the same topic, party and id are one position. The first says what the position
is; the others add citations, and what else they say must agree with it. A cell that a
spreadsheet would take for a formula has an apostrophe before it, which reading takes away
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from app.documents.faults import Fault, Path, field_name, problems
from app.documents.perspective import Position
from app.documents.quoting import with_bare_quotations
from app.documents.silence import ended

Data = dict[str, Any]
Owner = tuple[str, str]  #: (topic, party)

#: Where each column stands in a position; those of a citation are counted within it.
_KEY: dict[str, Path] = {"topic": (), "party": (), "id": ("id",)}
_SAID: dict[str, Path] = {
    "proposition": ("proposition",),
    "stance": ("stance",),
    "date": ("date",),
    "speaker_name": ("speaker", "name"),
    "speaker_role": ("speaker", "role"),
    "speaker_affiliation": ("speaker", "affiliation"),
    "statement": ("statement",),
    "searched_where": ("searched", "where"),
    "searched_date": ("searched", "date"),
}
_CITED: dict[str, Path] = {
    "source": ("source",),
    "locator": ("locator",),
    "quotation": ("quotation", "text"),
    "quotation_language": ("quotation", "language"),
}
COLUMNS = (*_KEY, *_SAID, *_CITED)
#: A column of the table that a topic's page gives, which cannot be read back: its quotations have no language.
_OF_DOWNLOADS = "citation_sources"
MOST_ROWS = 5000
MOST_BYTES = 2**20

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DEFUSED = re.compile(r"'+[=+\-@\t\r]")


@dataclass
class Given:
    """A position as a table gives it: plain data, its line, and those of its citations."""

    line: int
    data: Data
    lines: list[int] = field(default_factory=list)

    def line_of(self, path: Path) -> int:
        """The line of what is at a path in the position, such as ("citations", 1, "source")."""
        match path:
            case ("citations", int(number), *_) if number < len(self.lines):
                return self.lines[number]
        return self.line


@dataclass
class Rows:
    """What a table holds: the positions by (topic, party), in its order, and every fault."""

    file: str = "positions.csv"
    positions: dict[Owner, list[Given]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault_of(
        self, owner: Owner, perspective: Mapping[str, Any], path: Path, message: str
    ) -> Fault:
        """What is wrong at a path in a perspective into which its positions were put.

        What the table does not hold is told at the first line of the owner's positions.
        """
        given = self.positions[owner]
        match path:
            case ("positions", int(number), *rest):
                key, inside = perspective["positions"][number].get("id"), tuple(rest)
                for each in given:
                    if each.data["id"] == key:
                        return Fault(self.file, each.line_of(inside), _column(inside), message)
        return Fault(self.file, given[0].line, field_name(path) or "perspective", message)


def read_csv(text: str, file: str = "positions.csv") -> Rows:
    """Read a table of positions; *file* is its name in the faults.

    Columns stand in any order, separated by commas, semicolons or tabs. Each position is
    validated for itself; what must hold between documents is not looked at.
    """
    reading = _Reading(file)
    reading.table(text)
    reading.validate()
    return Rows(file, reading.positions, sorted(reading.faults))


class _Reading:
    def __init__(self, file: str) -> None:
        self.file = file
        self.positions: dict[Owner, list[Given]] = {}
        self.faults: list[Fault] = []
        self._found: dict[tuple[str, str, str], Given] = {}

    def fault(self, line: int, where: str, message: str) -> None:
        self.faults.append(Fault(self.file, line, where, message))

    def table(self, text: str) -> None:
        if len(text.encode("utf-8", "replace")) > MOST_BYTES:
            self.fault(1, "", "is larger than 1 MiB; divide it into several files")
            return
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            self.fault(line, "", "holds a NUL character; save it as CSV in UTF-8")
            return
        rows = self._rows(text.removeprefix("\ufeff"))
        header = next(rows, (1, []))
        names = [name.strip().lower() for name in header[1]]
        if self._columns_hold(header[0], names):
            self._all(rows, names)

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """The rows that are not empty, each with the line on which it begins."""
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
        line = 1
        try:
            for row in reader:
                if any(cell.strip() for cell in row):
                    yield line, row
                line = reader.line_num + 1
        except csv.Error as error:
            self.fault(line, "", f"not CSV: {error}; quotation marks in a cell are doubled")

    def _columns_hold(self, line: int, names: list[str]) -> bool:
        if _OF_DOWNLOADS in names:
            self.fault(line, "", f"is a topic's own download, which is another table; this one has "
                                 f"the columns {', '.join(COLUMNS)}, and a row for each citation")  # fmt: skip
            return False
        for name in sorted({name for name in names if names.count(name) > 1}):
            self.fault(line, name, "is a column twice; keep one")
        for name in sorted(set(names) - set(COLUMNS)):
            self.fault(line, name, f"unknown column; known are {', '.join(COLUMNS)}")
        for name in COLUMNS:
            if name not in names:
                self.fault(line, name, "the column is missing; add it, even if it stays empty")
        return not self.faults

    def _all(self, rows: Iterator[tuple[int, list[str]]], names: list[str]) -> None:
        for number, (line, row) in enumerate(rows, 1):
            if number > MOST_ROWS:
                self.fault(line, "", f"has more than {MOST_ROWS} rows; divide the file")
                return
            if len(row) == len(names):
                self._row(line, dict(zip(names, map(_plain, row), strict=True)))
            else:
                self.fault(line, "", f"has {len(row)} cells, and the header {len(names)}")

    def _row(self, line: int, cells: dict[str, str]) -> None:
        missing = [name for name in _KEY if not cells[name]]
        for name in missing:
            self.fault(line, name, "missing; every row needs topic, party and id")
        if missing:
            return
        topic, party, key = (cells[name] for name in _KEY)
        given = self._found.get((topic, party, key))
        if given is None:
            given = Given(line, {"id": key, **_nested(cells, _SAID)})
            self._found[topic, party, key] = given
            self.positions.setdefault((topic, party), []).append(given)
        else:
            self._agrees(line, cells, given)
        citation = with_bare_quotations(_nested(cells, _CITED))
        if citation:
            given.lines.append(line)
            given.data.setdefault("citations", []).append(citation)

    def _agrees(self, line: int, cells: dict[str, str], given: Given) -> None:
        for name, path in _SAID.items():
            said = _at(given.data, path)
            if cells[name] and cells[name] != said:
                what = f"differs from line {given.line}, where the position begins; leave it empty"
                self.fault(line, name, f"{what} or write '{said}'" if said else what)

    def validate(self) -> None:
        for given in self._found.values():
            try:
                Position.model_validate(given.data)
            except ValidationError as error:
                for path, message in problems(error, Position):
                    self.fault(given.line_of(path), _column(path), message)


def is_table(text: str) -> bool:
    """Whether a text begins as a table does: with the names of columns."""
    first = text.removeprefix("\ufeff").lstrip().partition("\n")[0]
    names = {name.strip().strip('"').lower() for name in first.split(_separator(first))}
    return len(names & {*COLUMNS, _OF_DOWNLOADS}) > 1


def _separator(text: str) -> str:
    """The one that the header has most often."""
    header = text.lstrip().partition("\n")[0]
    return max(",;\t", key=header.count)


def _plain(cell: str) -> str:
    return (cell[1:] if _DEFUSED.match(cell) else cell).strip()


def _nested(cells: Mapping[str, str], columns: Mapping[str, Path]) -> Data:
    """The filled cells at their places."""
    data: Data = {}
    for name, path in columns.items():
        if cells[name]:
            holder = data.setdefault(str(path[0]), {}) if len(path) > 1 else data
            holder[str(path[-1])] = cells[name]
    return data


def _at(data: Any, path: Path) -> str:
    for step in path:
        data = data.get(step) if isinstance(data, Mapping) else None
    return "" if data is None else str(data)


def _column(path: Path) -> str:
    inside = path[2:] if path[:1] == ("citations",) else path
    named = {place: name for name, place in (_CITED if inside != path else _SAID).items()}
    return named.get(inside, field_name(path))


def write_csv(positions: Mapping[Owner, Iterable[Mapping[str, Any]]]) -> str:
    """Positions in their exchange form, by (topic, party), as a table that reads back alike."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for (topic, party), some in positions.items():
        for position in some:
            key = {"topic": topic, "party": party, "id": _at(position, ("id",))}
            said = {name: _at(position, path) for name, path in _SAID.items()}
            for number, citation in enumerate(position.get("citations") or [{}]):
                cited = {name: _at(citation, path) for name, path in _CITED.items()}
                row = key | cited if number else key | said | cited
                writer.writerow({name: defused(cell) for name, cell in row.items()})
    return out.getvalue()


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; ``read_csv`` takes the apostrophe away."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def put_into(perspective: Mapping[str, Any], positions: Iterable[Data]) -> Data:
    """The plain data of a perspective with these positions: replaced by id, or added at the end.

    A silence ends where a position on its proposition was found: it does not stand beside one.
    """
    new = {each["id"]: each for each in positions}
    over = ended(perspective, {"positions": list(new.values())})
    held = perspective.get("positions")
    kept = [
        new.pop(each["id"], each) if isinstance(each, dict) and _named(each) else each
        for each in (held if isinstance(held, list) else [])
        if each not in over
    ]
    return {**perspective, "positions": [*kept, *new.values()]}


def _named(entry: Data) -> bool:
    return isinstance(entry.get("id"), str)
