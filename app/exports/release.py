"""A release: a topic's package frozen under a number, with what is needed to check it offline."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from app.documents import exchange
from app.exports import package, verify
from app.exports.forms import written
from app.exports.links import moment
from app.exports.subject import TopicExport


def write(export: TopicExport, number: int, released: dt.datetime) -> bytes:
    """The zip of a release; its figures are computed by the script that lies in it."""
    files = package.files_of(export, written(export))
    files["verify.py"] = Path(verify.__file__).read_bytes()
    files[verify.DIGESTS] = _json(_digests(export))
    files[verify.FIGURES] = _json(verify.agreement(_documents(export)))
    files["release.json"] = _json({
        "topic": export.slug,
        "number": number,
        "released": moment(released),
        "as_published": moment(export.revised),
        "address": f"{export.links.topic(export.slug)}/releases/{number}.zip",
    })  # fmt: skip
    return package.packed(f"{export.slug}-{number}", files)


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
