"""Our own terms in JSON-LD, for what schema.org has no word for.

They live at fragments of the site's page *Method*, which lists them; docs/data.md does too.
"""

from __future__ import annotations

PREFIX = "alteram"

#: Each term and what it means.
TERMS = {
    "Proposition": "a sentence that can be agreed or disagreed with; also a Claim of schema.org",
    "Party": "whose positions are compared",
    "Position": "what one party said about one proposition on one occasion",
    "Citation": "a source and the place in it that carries a statement",
    "Finding": "what the sources show of a claim",
    "proposition": "the proposition that a position or a claim is about",
    "party": "the party whose position it is",
    "stance": "one of the five codes below",
    "standing": "whether no newer position of the party replaces it",
    "speaker": "who said it",
    "affiliation": "for whom the speaker spoke",
    "searched": "where and when nothing was found",
    "cites": "a citation that a statement rests on",
    "source": "the source of a citation",
    "locator": "the place in the source: article, paragraph, page or time",
    "quotation": "words of the source",
    "verification": "read or reported: how it is known what a source says",
    "reportedVia": "the source in which a reported source was read",
    "finding": "one of the five findings",
    "agrees": "the speaker would sign the proposition as it stands",
    "disagrees": "the speaker would refuse it, or affirms what excludes it",
    "conditional": "the speaker would sign it on a named condition, or in part",
    "mixed": "on one occasion the speaker says what signs it and what refuses it",
    "none-found": "a search found nothing; no stance, and it enters no figure",
    "supported": "sources that do not depend on the article say the same",
    "partly-supported": "sources bear out a part",
    "disputed": "sources contradict one another, or it is a judgement",
    "contradicted": "sources say otherwise",
    "not-established": "no source that was read says it or refutes it",
}


def term(name: str) -> str:
    """A term as it is written in JSON-LD; raises KeyError for one that is not listed."""
    TERMS[name]
    return f"{PREFIX}:{name}"
