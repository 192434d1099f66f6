"""Documents that Hypothesis thinks up: any text that a document may hold, in any shape."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from app.documents import NOUNS, Document, Perspective
from app.documents.base import tidy
from app.documents.quoting import bare
from tests.support.make import SUMMARY

#: Lines as people write them, with all that YAML might take for something else.
_TRICKY = [
    "no",
    "1992-07-21",
    "012",
    "~",
    "- a",
    "a: b",
    "# c",
    "'",
    '"',
    "*a",
    "&a",
    "!a",
    "%",
    "null",
]
_CHARACTERS = st.characters(exclude_categories=["Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"])


def lines(longest: int = 40) -> st.SearchStrategy[str]:
    """Text of one line, tidy and not empty."""
    anything = st.text(_CHARACTERS, min_size=1, max_size=longest)
    words = st.lists(st.sampled_from([*_TRICKY, "Совет", "Ilașcu", "word"]), min_size=1).map(
        " ".join
    )
    return (
        (anything | words | st.sampled_from(_TRICKY))
        .map(_tidy)
        .filter(lambda text: 0 < len(text) <= longest)
    )


def slugs() -> st.SearchStrategy[str]:
    """Slugs, those included that look like numbers and dates."""
    return st.sampled_from(["un", "12", "no", "1992-07-21"]) | st.text(
        "ab1", min_size=1, max_size=9
    )


def dates() -> st.SearchStrategy[str]:
    """Dates to the year, the month or the day."""
    days = st.dates().map(lambda day: day.isoformat())
    return st.builds(lambda day, length: day[:length], days, st.sampled_from([4, 7, 10]))


def citations() -> st.SearchStrategy[dict[str, Any]]:
    """Citations, some with a quotation."""
    quotation = st.fixed_dictionaries(
        # What is read has no marks around the whole.
        {
            "text": _few_words().filter(lambda text: bare(text) == text),
            "language": st.sampled_from(["ru", "no"]),
        }
    )
    return st.fixed_dictionaries(
        {"source": slugs(), "locator": lines()}, optional={"quotation": quotation}
    )


def positions() -> st.SearchStrategy[dict[str, Any]]:
    """Positions with a stance, without their id."""
    return st.fixed_dictionaries(
        {
            "proposition": st.just("spoken"),
            "stance": st.sampled_from(["agrees", "disagrees", "conditional", "mixed"]),
            "date": dates(),
            "speaker": st.fixed_dictionaries(
                {"name": lines(100), "role": lines(), "affiliation": lines()}
            ),
            "statement": lines(120),
            "citations": st.lists(citations(), min_size=1, max_size=3),
        }
    )


def silences() -> st.SearchStrategy[dict[str, Any]]:
    """Records of a search that found nothing, without their id."""
    searched = st.fixed_dictionaries({"where": lines(), "date": dates()})
    return st.fixed_dictionaries(
        {"proposition": st.just("silent"), "stance": st.just("none-found"),
         "statement": lines(120), "searched": searched}
    )  # fmt: skip


def perspectives() -> st.SearchStrategy[Document]:
    """Perspectives with a few positions and perhaps a silence."""
    return st.builds(
        _perspective, slugs(), slugs(), lines(),
        st.lists(citations(), min_size=1, max_size=3),
        st.lists(positions(), min_size=1, max_size=3), st.lists(silences(), max_size=1),
    )  # fmt: skip


def sources() -> st.SearchStrategy[Document]:
    """Sources that were read."""
    required = {
        "id": slugs(), "title": lines(100), "publisher": lines(), "published": dates(),
        "language": st.sampled_from(["en", "no", "ru"]), "kind": st.just("news"),
        "url": st.just("https://example.org/?a=1#b"), "verification": st.just("read"),
    }  # fmt: skip
    optional = {"authors": st.lists(lines(), max_size=3), "symbol": lines(80), "note": lines(120)}
    return st.fixed_dictionaries(required, optional=optional).map(NOUNS["source"].model_validate)


def documents() -> st.SearchStrategy[Document]:
    """Documents of the kinds that hold the most text."""
    return perspectives() | sources()


def _tidy(text: str) -> str:
    return str(tidy(text))


def _few_words() -> st.SearchStrategy[str]:
    return lines().map(lambda text: " ".join(text.split()[:12]))


def _perspective(
    topic: str, party: str, headline: str, citations: Any, positions: Any, silences: Any
) -> Perspective:
    numbered = [
        {"id": f"n{number}", **position} for number, position in enumerate([*positions, *silences])
    ]
    return Perspective.model_validate(
        {"topic": topic, "party": party, "headline": headline, "summary": SUMMARY,
         "citations": citations, "positions": numbered}
    )  # fmt: skip
