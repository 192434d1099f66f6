"""Files with one fault each, and what an author must be told of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.documents.files import write_directory
from tests.support.make import make_site

ALBA = "topics/bridge/alba.yaml"
BORIA = "topics/bridge/boria.yaml"
TOPIC = "topics/bridge/topic.yaml"
PARTIES = "parties.yaml"
SOURCES = "sources.yaml"


@dataclass(frozen=True)
class Bad:
    """A change to one file of a small site that makes it wrong."""

    name: str
    file: str
    old: str
    new: str
    expected: str
    """``line: field: message``, as it stands behind the file's name."""
    also: int = 0
    """How many other things become wrong with it, such as a reference to what was renamed."""

    def write(self, directory: Path) -> None:
        """Write the site with this fault."""
        write_site(directory)
        spoil(directory / self.file, self.old, self.new)

    @property
    def sentence(self) -> str:
        """What is expected, behind the file's place in the directory."""
        return f"{self.file}:{self.expected}"


def write_site(directory: Path) -> Path:
    """Write the small site as a data directory."""
    write_directory(make_site(), directory)
    return directory


def spoil(file: Path, old: str, new: str) -> None:
    """Change the first *old* in a file, which must be there."""
    text = file.read_text(encoding="utf-8")
    if old not in text:
        raise ValueError(f"{file} has no {old!r}")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
