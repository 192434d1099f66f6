"""The pages that a package brings with it: what is in it, what the codes mean, the licence."""

from __future__ import annotations

from collections.abc import Iterable

from app.exports.links import LICENCE, LICENCE_NAME, SITE_NAME
from app.exports.subject import TopicExport
from app.exports.table import COLUMNS

_CODES = """\
## Stances

The unit is one position: one speaker, on one occasion, about one proposition. What is said is
coded, not what the speaker is known to think.

- `agrees`: the speaker would sign the proposition as it stands.
- `disagrees`: the speaker would refuse it, or affirms what excludes it.
- `conditional`: the speaker would sign it once a named condition is met, or for a named part,
  case or time; the statement names it.
- `mixed`: on the same occasion the speaker says things of which some would sign it and some
  refuse it. Two occasions are two positions.
- `none-found`: a search found nothing that bears on the proposition. `searched` says where and
  when. It is about the search, not about the party, and is no stance: count it in nothing.

The codes are names and not a scale: `conditional` and `mixed` are not half-way points.

A party's newest position stands and replaces its earlier ones. Analysts speak for themselves, so
that the newest position of each of them stands. A date known to the year or the month counts
from its last day.

## Findings

A claim is what the article behind a topic asserts; its finding says what the sources show.

- `supported`: sources that do not depend on the article say the same.
- `partly-supported`: sources bear out a part, which the explanation names.
- `disputed`: sources contradict one another, or it is a judgement on which they differ.
- `contradicted`: sources say otherwise, and none that was read says the same.
- `not-established`: no source that was read says it or refutes it.

## Sources

- `read`: the passage relied on was read in a stored copy, which often held only a part.
- `reported`: the source was not read itself; `via` names the one in which its content was.

Statements are in our words. Quotations have at most twelve words, in the language of the text.
"""


def codebook(export: TopicExport) -> str:
    """What the codes and columns mean."""
    columns = "\n".join(f"- `{name}`: {meaning}" for name, meaning in COLUMNS.items())
    return (
        f"# Codebook\n\n{_CODES}\n## Columns of {export.slug}.csv\n\n{columns}\n\n"
        f"The rules in full: {export.links.method()}\n"
    )


def licence(export: TopicExport) -> str:
    """Under which terms the package may be used, and who is to be named."""
    return (
        f"The texts and data in this package are under {LICENCE_NAME}:\n{LICENCE}\n\n"
        f"Name {SITE_NAME} and give the address: {export.permanent}\n"
        "The publications that it cites belong to their own publishers.\n"
    )


def readme(export: TopicExport) -> str:
    """What the package is, of when it speaks, and how to check it."""
    page = export.page
    retracted = _retracted(party.name for party in page.parties if page.perspectives[party.id].gone)
    whole = (
        "The forms show that date; the documents and revisions are whole.\n" if page.as_of else ""
    )
    return (
        f"# {page.topic.title}\n\n{page.topic.framing}\n\n"
        f"{export.clocks}\n{whole}"
        f"Permanent address: {export.permanent}\nLicence: {LICENCE_NAME}, {LICENCE}\n{retracted}\n"
        f"- `{export.slug}.*`: the topic in each form\n"
        "- `documents/`: the documents as YAML, with every field\n"
        "- `revisions/`: each document's revision, as the three lines that its digest is taken of\n"
        "- `CODEBOOK.md`: what codes and columns mean\n"
        "- `SHA256SUMS`: for `sha256sum --check SHA256SUMS`; the sum of a file in `revisions/` is "
        "the digest that the history of the document shows\n"
    )


def _retracted(names: Iterable[str]) -> str:
    listed = ", ".join(names)
    return f"Retracted, and left out here: {listed}.\n" if listed else ""
