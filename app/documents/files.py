"""The documents as files: ``data/`` in, ``data/`` out.

parties.yaml                    parties: [...], in their order
sources.yaml                    sources: [...], by id
topics/<slug>/topic.yaml        the topic with its propositions, events and claims
topics/<slug>/<party>.yaml      one perspective each
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as File
from typing import Any

from pydantic import ValidationError

from app.documents import NOUNS, exchange, yaml
from app.documents.base import Document
from app.documents.corpus import Corpus, Name
from app.documents.faults import Fault, Path, field_name, not_utf8, problems
from app.documents.quoting import with_bare_quotations

_LISTS = {"parties": "party", "sources": "source"}


@dataclass
class Reading:
    """What a directory holds: the valid documents, and every fault."""

    documents: dict[Name, Document] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _places: dict[Name, tuple[str, Path, yaml.Lines]] = field(default_factory=dict)
    _corpus: Corpus = field(default_factory=Corpus)
    _lacking: bool = False

    def fault(self, file: str, line: int, where: str, message: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(file, line, where, message))

    def lacks(self, file: str, line: int, message: str) -> None:
        """Note that a file gives no documents.

        The documents of other files are not compared then: every reference to one that
        this file was meant to give would look wrong, and none of them is.
        """
        self.fault(file, line, "", message)
        self._lacking = True

    def add(
        self,
        noun: str,
        named: Mapping[str, str],
        data: Any,
        file: str,
        base: Path,
        lines: yaml.Lines,
    ) -> None:
        """Validate the data of one document and keep it, or its faults.

        *named* are the names that make its key, known even where the data lack them.
        """
        model = NOUNS[noun]
        if not isinstance(data, dict):
            self.fault(file, lines.get(base, 1), field_name(base), "must have keys of its own")
            return
        data = with_bare_quotations(data)
        key = "/".join(named.values())
        name = noun, key or f"{file}:{lines.get(base, 1)}"
        if name in self._places:
            other, at, other_lines = self._places[name]
            first = f"{other}:{other_lines.get(at, 1)}"
            self.fault(file, lines.get(base, 1), field_name(base),
                       f"the {noun} '{name[1]}' is given twice; the first is at {first}")  # fmt: skip
            return
        self._places[name] = file, base, lines
        if key:  # nothing can refer to a document without a name
            self._corpus.data[name] = data | dict(named)
        try:
            self.documents[name] = model.model_validate(data)
        except ValidationError as error:
            for path, message in problems(error, model):
                self._fault_at(name, path, message)

    def finish(self) -> Reading:
        """Check the documents against one another, and put the faults in order."""
        for name, path, message in () if self._lacking else self._corpus.problems():
            self._fault_at(name, path, message)
        self.faults.sort()
        return self

    def _fault_at(self, name: Name, path: Path, message: str) -> None:
        self.faults.append(self.fault_of(name, path, message))

    def fault_of(self, name: Name, path: Path, message: str) -> Fault:
        """What is wrong at a path in a document, at the line where it stands."""
        file, base, lines = self._places[name]
        return Fault(file, _line(lines, base + path), field_name(path) or name[0], message)

    @property
    def data(self) -> dict[Name, dict[str, Any]]:
        """The plain data of every document that was found, valid or not."""
        return dict(self._corpus.data)


def read_text(file: str, text: str) -> Reading:
    """Read one YAML file by itself; what is in it tells which of the four it is.

    "---" between two of them makes one text of several files. What must hold between documents
    is not looked at: others may not be there.
    """
    reading = Reading()
    try:
        found = yaml.read_all(text)
    except yaml.BadYaml as error:
        reading.lacks(file, error.line, error.message)
        return reading
    for data, lines in found or [(None, {})]:
        _read_any(reading, file, data, lines)
    return reading


def _read_any(reading: Reading, file: str, data: Any, lines: yaml.Lines) -> None:
    tops = [top for top in _LISTS if isinstance(data, dict) and top in data]
    if tops:
        _read_list(reading, file, tops[0], data, lines)
    elif isinstance(data, dict) and "slug" in data:
        reading.add("topic", _named(data, "slug"), data, file, (), lines)
    elif isinstance(data, dict) and {"topic", "party"} <= data.keys():
        reading.add("perspective", _named(data, "topic", "party"), data, file, (), lines)
    else:
        reading.lacks(
            file, lines.get((), 1), "is none of the files of data/: a list of parties or sources, "
            "a topic (with slug), or a perspective (with topic and party)",
        )  # fmt: skip


def _named(data: dict[str, Any], *names: str) -> dict[str, str]:
    return {name: str(data[name]) for name in names}


def _line(lines: yaml.Lines, path: Path) -> int:
    """The line of a path, or of the nearest thing around it that is there."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def read_directory(directory: File, seen: Callable[[File], None] | None = None) -> Reading:
    """Read and check every document below *directory*.

    *seen* is called with each file once it has been read, for a progress bar. The
    reading lists all faults of all files; files that cannot be read are faults too.
    """
    reading = Reading()
    if not directory.is_dir():
        what = (
            "is a file; give the directory that holds it"
            if directory.exists()
            else "there is no such directory"
        )
        reading.fault(str(directory), 1, "", what)
        return reading
    for file in yaml_files(directory):
        _read_file(reading, directory, file)
        if seen:
            seen(file)
    if not reading.documents and not reading.faults:
        reading.fault(
            str(directory), 1, "", "holds no documents (parties.yaml, sources.yaml, topics/)"
        )
    return reading.finish()


def yaml_files(directory: File) -> list[File]:
    """The YAML files of a data directory, in a fixed order."""
    return sorted(p for p in directory.rglob("*") if p.suffix in (".yaml", ".yml"))


def _read_file(reading: Reading, directory: File, file: File) -> None:
    shown = str(file)
    try:
        data, lines = yaml.read(file.read_text(encoding="utf-8"))
    except yaml.BadYaml as error:
        reading.lacks(shown, error.line, error.message)
        return
    except UnicodeDecodeError as error:
        fault = not_utf8(shown, error)
        reading.lacks(shown, fault.line, fault.message)
        return
    except OSError as error:
        reading.lacks(shown, 1, f"cannot be read: {error.strerror}")
        return
    place = file.relative_to(directory).parts
    if len(place) == 1 and file.stem in _LISTS:
        _read_list(reading, shown, file.stem, data, lines)
    elif len(place) == 3 and place[0] == "topics":
        _read_topic_file(reading, shown, file, data, lines)
    else:
        reading.fault(shown, 1, "", "has no place here; expected are parties.yaml, sources.yaml, "
                      "topics/<slug>/topic.yaml and topics/<slug>/<party>.yaml")  # fmt: skip


def _read_list(reading: Reading, file: str, top: str, data: Any, lines: yaml.Lines) -> None:
    if not isinstance(data, dict) or list(data) != [top] or not isinstance(data[top], list):
        empty = "is empty; it " if data is None else ""
        reading.lacks(file, lines.get((), 1), f"{empty}must have one key, '{top}', with a list")
        return
    for index, each in enumerate(data[top]):
        key = each.get("id") if isinstance(each, dict) else None
        named = {"id": key} if isinstance(key, str) else {}
        reading.add(_LISTS[top], named, each, file, (top, index), lines)


def _read_topic_file(
    reading: Reading, shown: str, file: File, data: Any, lines: yaml.Lines
) -> None:
    slug, party = file.parent.name, file.stem
    if not isinstance(data, dict):
        what = "is empty; write the document, or remove the file"
        reading.lacks(shown, 1, what if data is None else "must have keys of its own")
    else:
        noun, named = (
            ("topic", {"slug": slug})
            if party == "topic"
            else ("perspective", {"topic": slug, "party": party})
        )
        _correct(reading, shown, data, lines, named)
        reading.add(noun, named, data, shown, (), lines)


def _correct(
    reading: Reading, shown: str, data: dict[str, Any], lines: yaml.Lines, named: dict[str, str]
) -> None:
    """Put the names that the file's place gives its document where it bears others.

    Those are faults; but with the right ones everything else can still be compared.
    """
    for name, value in named.items():
        if data.get(name) not in (None, value):  # the model tells what is missing
            reading.fault(shown, _line(lines, (name,)), name,
                          f"'{data[name]}' differs from the file's place; write {value}")  # fmt: skip
            data[name] = value


def write_directory(
    documents: Iterable[Document], directory: File, seen: Callable[[File], None] | None = None
) -> list[File]:
    """Write the documents in their canonical form; returns the files written."""
    written = []
    for place, text in canonical_files(documents):
        file = directory / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        written.append(file)
        if seen:
            seen(file)
    return written


def canonical_files(documents: Iterable[Document]) -> Iterator[tuple[File, str]]:
    """The canonical form of each file, as (place, text)."""
    every = list(documents)
    for top, noun in _LISTS.items():
        some = [document for document in every if document.noun == noun]
        some.sort(key=lambda each: (getattr(each, "order", 0), each.key))
        yield File(f"{top}.yaml"), yaml.write({top: [exchange(each) for each in some]})
    for document in sorted(every, key=lambda each: (each.noun, each.key)):
        if document.noun == "topic":
            yield File("topics", document.key, "topic.yaml"), yaml.write(exchange(document))
        elif document.noun == "perspective":
            yield File("topics", f"{document.key}.yaml"), yaml.write(exchange(document))
