"""Sources as BibTeX, with the fields of biblatex, which reference managers read.

Fields: https://ctan.org/pkg/biblatex (manual, sections 2.1 and 2.2). ``date`` keeps a date as
precise as it is known; ``year`` stands beside it for programs that know BibTeX only.
``journal`` is what both know for ``journaltitle``. Text is
UTF-8; the characters that TeX would take for commands are escaped. In titles the words with
capitals are in braces (same manual, section 2.3.3), since styles, and managers that import, make
others small. Keys are the sources' ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares.parsestack import default_unparse_stack
from bibtexparser.model import Entry, Field, ImplicitComment

from app.documents import Source
from app.documents.identifier import doi
from app.exports.words import KINDS, note

#: Entry type and the field that names the publisher; managers drop types that they do not know.
_TYPES = {
    "treaty": ("misc", "publisher"),
    "resolution": ("report", "institution"),
    "official-statement": ("online", "organization"),
    "official-document": ("report", "institution"),
    "transcript": ("misc", "publisher"),
    "court-judgment": ("jurisdiction", "institution"),
    "news": ("article", "journal"),
    "analysis": ("online", "organization"),
    "dataset": ("dataset", "publisher"),
    "reference": ("inreference", "booktitle"),
}
_ARTICLE = ("article", "journal")
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\lbrace{}", "}": r"\rbrace{}",
    "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_ESCAPES = str.maketrans(_TEX)
#: Two of these TeX would set as one other sign: a dash, a quotation mark.
_LIGATURE = re.compile(r"([-'`])(?=\1)")
_WORD = re.compile(r"(\w[\w'’-]*)")
#: An address is taken as it stands, so that only what would end the field is encoded.
_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D"})


def write(sources: Iterable[Source], held: Mapping[str, Source], about: Iterable[str]) -> str:
    """Sources as a .bib file, after comments that say what it is *about*.

    *held* has the sources that report others.
    """
    # Whatever is no entry is a comment, but for what an at sign begins.
    comments = [ImplicitComment(f"% {line.replace('@', '(at)')}") for line in about]
    entries = [_entry(each, held.get(each.via or "")) for each in sources]
    stack = default_unparse_stack(allow_inplace_modification=True)
    return write_string(Library([*comments, *entries]), stack)


def _entry(source: Source, reporter: Source | None) -> Entry:
    name = doi(source.symbol or "")
    article = bool(name) and source.kind == "analysis"
    kind, publisher = _ARTICLE if article else _TYPES[source.kind]
    text = {
        publisher: source.publisher,
        "type": KINDS[source.kind] if kind in ("report", "misc") else "",
        "entrysubtype": "newspaper" if source.kind == "news" else "",
        "number": "" if name else source.symbol,
        "language": source.language,
        "note": note(source, reporter),
    }
    fields = {
        "author": " and ".join(f"{{{escaped(author)}}}" for author in source.authors),
        "title": _title(source.title),
        **{field: escaped(value) for field, value in text.items() if value},
        "date": source.published,
        "year": source.published[:4],
        "doi": name,
        "url": source.url.translate(_ADDRESS),
    }
    return Entry(kind, source.id, [Field(field, value) for field, value in fields.items() if value])


def _title(text: str) -> str:
    """A title of which the names keep their capitals."""
    parts = _WORD.split(text)  # every second one is a word
    return "".join(
        _word(part, first=at == 1) if at % 2 else escaped(part) for at, part in enumerate(parts)
    )


def _word(word: str, first: bool) -> str:
    kept = word[1:] if first else word  # a sentence begins with a capital in any style
    return escaped(word) if kept == kept.lower() else f"{{{escaped(word)}}}"


def escaped(text: str) -> str:
    """Text in which TeX finds no command and no brace; it counts even those behind a stroke."""
    return _LIGATURE.sub(r"\1{}", text.translate(_ESCAPES))
