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

#: The earliest date that a zip can hold; a real one would change with every download.
_DATE = (1980, 1, 1, 0, 0, 0)
_SUMS = "SHA256SUMS"


def write(export: TopicExport, forms: Mapping[str, bytes]) -> bytes:
    """The zip; *forms* has the other forms of the topic by their suffixes."""
    files = dict(sorted(_files(export, forms)))
    files[_SUMS] = _sums(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(f"{export.slug}/{name}", _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def _files(export: TopicExport, forms: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    yield "README.md", readme(export).encode()
    yield "CODEBOOK.md", codebook(export).encode()
    yield "LICENSE", licence(export).encode()
    for suffix, content in forms.items():
        yield f"{export.slug}.{suffix}", content
    documents = list(_documents(export))
    for place, text in canonical_files(documents):
        yield f"documents/{place}", text.encode()
    for document in documents:
        edition = export.edition(document)
        name = f"{edition.noun}/{edition.key.replace('/', '.')}.{edition.number}.txt"
        yield f"revisions/{name}", chain.lines(edition).encode()


def _documents(export: TopicExport) -> Iterator[Document]:
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
