"""A release: a topic's package frozen under a number, with what is needed to check it offline."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from app.documents import NOUNS, exchange, yaml
from app.documents.files import canonical_files
from app.exports import package, verify
from app.exports.forms import written
from app.exports.links import moment
from app.exports.subject import TopicExport

_ABOUT = """
This package is a release: it was frozen under a number and stays as it is.

- `release.json`: its number, its moment, its address
- `revisions.json`: the digest of each revision, as the history of the site has it
- `agreement.json`: for each two parties `n`, the number of propositions on which both spoke; on how
  many of these they take the `same` stance, `opposite` ones (one agrees, one disagrees) or agree
  `in_part`; and the `cells` that this is counted from. Below three propositions no figure is given
- `verify.py`: checks this with Python 3.11 and nothing else, and says at its beginning what of it.
  Compare the SHA-256 of the zip with the one at the site as well: a forger could change this
  script, too
"""


def write(export: TopicExport, number: int, released: dt.datetime) -> bytes:
    """The zip of a release; its figures are computed by the script that lies in it."""
    files = package.files_of(export, written(export))
    files["README.md"] += _ABOUT.encode()
    files["verify.py"] = Path(verify.__file__).read_bytes()
    files[verify.DIGESTS] = _json(_digests(export))
    files[verify.FIGURES] = _json(verify.agreement(_documents(export)))
    files[verify.RELEASE] = _json({
        "topic": export.slug,
        "number": number,
        "released": moment(released),
        "as_published": moment(export.revised),
        "address": f"{export.links.topic(export.slug)}/releases/{number}.zip",
    })  # fmt: skip
    return package.packed(f"{export.slug}-{number}", files)


def holds(body: bytes, export: TopicExport) -> bool:
    """Whether a release holds the very revisions that stand now."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        [name] = (each for each in archive.namelist() if each.endswith(f"/{verify.DIGESTS}"))
        return archive.read(name) == _json(_digests(export))


def documents_faults(files: Mapping[str, bytes]) -> list[str]:
    """What does not hold of the files in ``documents/`` of a release whose other files hold.

    They are YAML, which the script in a release cannot read.
    """
    try:
        expected = _expected(verify.held_by(files).documents)
        told = {name for name in files if name.startswith("documents/")}
        return [
            f"{name} does not follow from the revisions"
            for name in sorted(expected.keys() | told)
            if name not in expected or _plain(files, name) != yaml.read(expected[name])[0]
        ]
    except verify.Unfit as error:
        return [str(error)]


def _expected(documents: Mapping[str, list[verify.Data]]) -> dict[str, str]:
    """The text of each file that documents make."""
    with verify.reading("revisions/"):
        models = [
            NOUNS[noun].model_validate(each) for noun in documents for each in documents[noun]
        ]
    return {f"documents/{place.as_posix()}": text for place, text in canonical_files(models)}


def _plain(files: Mapping[str, bytes], name: str) -> object:
    """What a file of YAML holds, however it is laid out. Raises Unfit."""
    try:
        with verify.reading(name):
            return yaml.read(verify.content(files, name).decode())[0]
    except yaml.BadYaml as error:
        raise verify.Unfit(f"{name}:{error.line}: {error.message}") from None


def _digests(export: TopicExport) -> dict[str, str]:
    """The digest of each revision, as the history has it, by the name of its file."""
    return {
        package.revision_name(edition): edition.digest
        for edition in map(export.edition, package.documents_of(export))
    }


def _documents(export: TopicExport) -> dict[str, list[verify.Data]]:
    found: dict[str, list[verify.Data]] = {}
    for document in package.documents_of(export):
        found.setdefault(document.noun, []).append(exchange(document))
    return found


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
