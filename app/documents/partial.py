"""What can be shown of an incomplete draft, with the templates of the readers' pages. Pure.

Whatever breaks a rule is left out and named, so that nothing is shown without its source. The
rules are those of the documents: a draft is validated, mended where it fails, and validated
again until it holds.
"""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from app.documents import NOUNS
from app.documents.base import Document, tidy
from app.documents.faults import Path, problems

Data = dict[str, Any]


class Missing:
    """What nobody typed. It passes for a value of its field, and pages never show it as one."""


class MissingText(Missing, str):
    """A text, a date or a word that nobody typed."""

    __slots__ = ()


class MissingNumber(Missing, int):
    """A number that nobody typed."""


_GONE = object()
_DEEPEST = 8  # no part of a document is deeper, and nothing deeper is looked into
#: Fields of text, which are shown as they were typed even if they are too long, say.
_TEXTS = {
    "headline", "summary", "title", "short_title", "framing", "publisher", "symbol", "note",
    "name", "full_name", "description",
}  # fmt: skip
_MISSING = "missing"
_NO_DATE = "9999"
_CITATION = {"source": _MISSING, "locator": _MISSING}
_SPEAKER = {"name": _MISSING, "role": _MISSING, "affiliation": _MISSING}
#: Valid values that stand in for what is missing while the rest is validated.
_STAND_INS: Data = {
    "summary": " ".join([_MISSING] * 60),
    "published": _NO_DATE,
    "started": "0001",  # before whatever it ended
    "language": "und",
    "url": "https://example.invalid/",
    "order": 999,
    "token": "XX",
    "hue": "slate",
    "propositions": [{"id": _MISSING, "text": _MISSING}],
    # With a stance, so that the rule that a summary needs a source holds beside it.
    "positions": [
        {"id": _MISSING, "proposition": _MISSING, "stance": "mixed", "date": _NO_DATE,
         "speaker": _SPEAKER, "statement": _MISSING, "citations": [_CITATION]}
    ],
}  # fmt: skip
_KINDS = {"source": "reference", "party": "state"}
#: What is shown in place of a stand-in that would say too much.
_SHOWN: Data = {
    "started": MissingText(_NO_DATE), "url": MissingText(""), "token": MissingText("?"),
    "order": MissingNumber(999), "propositions": (), "positions": (),
}  # fmt: skip


def shown(noun: str, data: object) -> tuple[Document, list[tuple[Path, str]]]:
    """A document to preview, and what was left out of it or is missing, as (path, sentence).

    Entries of lists that are invalid are left out. Of the document's own fields, a text is
    shown as it was typed, and what is missing or unusable has a placeholder: a text such as
    ``(headline missing)``, or a ``Missing``, which pages show as "(missing)". A summary
    without a source is not shown. Paths are those of *data*. Any plain data give a document: it is for showing, breaks the rules
    of its kind and must not be kept. Raises KeyError for a noun that there is not.
    """
    draft = _Draft(noun, data)
    return draft.document(), draft.found


class _Draft:
    """Plain data in which what is wrong is marked as gone or has a stand-in."""

    def __init__(self, noun: str, data: object) -> None:
        self.noun = noun
        self.model = NOUNS[noun]
        self.found: list[tuple[Path, str]] = []
        self.later: Data = {}
        held = data if isinstance(data, dict) else {}
        self.data: Data = {str(key): _copy(value) for key, value in held.items()}
        if not isinstance(data, dict):
            self.found.append(((), "must have keys of its own"))

    def document(self) -> Document:
        """Ends, since each round takes something out or puts in what is valid."""
        while True:
            try:
                document = self.model.model_validate(_live(self.data))
                break
            except ValidationError as error:
                self._mend(problems(error, self.model))
        if self.later.get("verification") == "reported" and "via" not in self.data:
            self.later["via"] = MissingText(_MISSING)
        return document.model_copy(update=self.later)

    def _mend(self, wrong: list[tuple[Path, str]]) -> None:
        # All paths are looked up before anything goes, as what goes moves what follows.
        for path, entry, sentence in [(*self._place(path), sentence) for path, sentence in wrong]:
            if not self._emptied(path):
                self.found.append((path, sentence))
            if entry:
                entries, index = entry
                entries[index] = _GONE
            elif path:
                self._field(str(path[0]))
            else:
                self._whole()

    def _place(self, path: Path) -> tuple[Path, tuple[list[Any], int] | None]:
        """A path among what is left, as a path in the draft, and the last entry on it."""
        value: Any = self.data
        real: list[str | int] = []
        entry = None
        for step in path:
            if isinstance(value, list) and isinstance(step, int):
                real.append([n for n, each in enumerate(value) if each is not _GONE][step])
                entry = value, int(real[-1])
                value = value[entry[1]]
            else:
                real.append(step)
                value = value.get(step) if isinstance(value, dict) else None
        return tuple(real), entry

    def _emptied(self, path: Path) -> bool:
        """Whether a list is too short only because its entries, named already, are gone."""
        value = self.data.get(str(path[0])) if len(path) == 1 else None
        return isinstance(value, list) and bool(value) and not _live(value)

    def _field(self, name: str) -> None:
        """Put something harmless where a field of the document itself is missing or wrong."""
        typed = self.data.pop(name, None)
        field = self.model.model_fields.get(name)
        if field is None:
            return
        text = _readable(typed) if name in _TEXTS else ""
        if field.is_required():
            self.data[name] = self._stand_in(name)
            text = text or (f"({name.replace('_', ' ')} missing)" if name in _TEXTS else "")
        if text or name in _SHOWN:
            self.later[name] = text or _SHOWN[name]
        elif isinstance(self.data.get(name), str):
            self.later[name] = MissingText(self.data[name])

    def _stand_in(self, name: str) -> Any:
        if name == "kind":
            return _KINDS[self.noun]
        if name == "verification":
            return "reported" if "via" in self.data else "read"
        return _STAND_INS.get(name, _MISSING)

    def _whole(self) -> None:
        """Mend what breaks a rule of the whole document: each noun has one such rule."""
        if self.noun == "perspective":
            self.data["citations"] = [_CITATION]
            self.later |= {"citations": (), "summary": "(summary left out: it has no source)"}
        elif self.noun == "topic":
            self.data.pop("claims", None)
        else:
            self.data["verification"] = "read"
            self.later["verification"] = "reported"


def _copy(value: Any, depth: int = 0) -> Any:
    if depth == _DEEPEST:
        return value
    if isinstance(value, dict):
        return {key: _copy(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_copy(each, depth + 1) for each in value]
    return value


def _live(value: Any, depth: int = 0) -> Any:
    """The data without what is gone."""
    if depth > _DEEPEST:
        return value
    if isinstance(value, dict):
        return {key: _live(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_live(each, depth + 1) for each in value if each is not _GONE]
    return value


def _readable(typed: object) -> str:
    """What can be seen of a text, on one line."""
    text = tidy(typed) if isinstance(typed, str) else ""
    return "".join(char for char in str(text) if char.isprintable())
