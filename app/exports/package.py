"""A topic as one zip: every form of it, the record behind it, and how to read and check both.

The same topic at the same moment gives the same bytes: entries have one order and one date.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping

from app.actions import chain
from app.documents import Document
from app.documents.files import canonical_files
from app.exports.codebook import codebook, licence, readme
from app.exports.subject import TopicExport
from app.queries.history import Edition

#: The earliest date that a zip can hold; a real one would change with every download.
_DATE = (1980, 1, 1, 0, 0, 0)
_SUMS = "SHA256SUMS"


def write(export: TopicExport, forms: Mapping[str, bytes]) -> bytes:
    """The zip; *forms* has the other forms of the topic by their suffixes."""
    return packed(export.slug, files_of(export, forms))


def packed(folder: str, files: Mapping[str, bytes]) -> bytes:
    """A zip of one folder, with the SHA-256 of every file in it."""
    ordered = dict(sorted(files.items()))
    ordered[_SUMS] = _sums(ordered)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in ordered.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def files_of(export: TopicExport, forms: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a topic's package by their names."""
    return dict(_files(export, forms))


def _files(export: TopicExport, forms: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    yield "README.md", readme(export).encode()
    yield "CODEBOOK.md", codebook(export).encode()
    yield "LICENSE", licence(export).encode()
    for suffix, content in forms.items():
        yield f"{export.slug}.{suffix}", content
    documents = list(documents_of(export))
    for place, text in canonical_files(documents):
        yield f"documents/{place}", text.encode()
    for document in documents:
        edition = export.edition(document)
        yield revision_name(edition), chain.lines(edition).encode()


def revision_name(edition: Edition) -> str:
    """The name of the file with the lines that the digest of a revision is taken of."""
    return f"revisions/{edition.noun}/{edition.key.replace('/', '.')}.{edition.number}.txt"


def documents_of(export: TopicExport) -> Iterator[Document]:
    """The documents whose content the page shows, whole: what was retracted is left out."""
    page = export.page
    yield page.topic
    yield from page.parties
    yield from (page.perspectives[party.id] for party in page.compared)
    yield from (page.sources[each] for each in page.numbers)


def _sums(files: Mapping[str, bytes]) -> bytes:
    """What ``sha256sum --check`` reads; of revisions they are the digests of the history."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    return "".join(lines).encode()
