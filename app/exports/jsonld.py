"""A topic as JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/) in the words of schema.org.

The topic is a Dataset, a proposition a Claim, a quotation a Quotation, and a claim of the
article with a finding a ClaimReview. Positions and stances have terms of our own
(app/exports/vocabulary.py). The context stands in the file: nothing has to be fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.documents import Citation, Claim, Event, Party, Position, Proposition, Source, Topic
from app.documents.dates import first_day, last_day
from app.exports.links import LICENCE, SITE_NAME, Links, moment
from app.exports.subject import TopicExport
from app.exports.vocabulary import PREFIX, term

Node = dict[str, Any]

_SOURCE_TYPES = {
    "treaty": "Legislation",
    "resolution": "Legislation",
    "news": "NewsArticle",
    "analysis": "Article",
    "dataset": "Dataset",
}


def topic(export: TopicExport, forms: Mapping[str, str]) -> Node:
    """A topic as a graph: itself, its propositions, parties, positions, events, claims, sources.

    *forms* gives the media type of each form that it can be had in, by its suffix.
    """
    page = export.page
    return {
        "@context": context(export.links),
        "@graph": [
            _dataset(export, forms),
            *(_proposition(export, each) for each in page.topic.propositions),
            *(_party(export, each) for each in page.parties),
            *_positions(export),
            *(_event(export, each) for each in page.events),
            *(_claim(export, each) for each in page.claims),
            *(source(each, export.links) for each in page.shown_sources),
        ],
    }


def context(links: Links) -> Node:
    """What the names in the file mean."""
    return {
        "@version": 1.1,
        "@vocab": "https://schema.org/",
        PREFIX: f"{links.method()}#",
    }


def source(source: Source, links: Links) -> Node:
    """A source as a work of its publisher."""
    return _filled({
        "@id": links.source(source.id),
        "@type": _SOURCE_TYPES.get(source.kind, "CreativeWork"),
        "name": {"@value": source.title, "@language": source.language},
        "author": [{"@type": "Thing", "name": author} for author in source.authors],
        "publisher": {"@type": "Organization", "name": source.publisher},
        "datePublished": source.published,
        "inLanguage": source.language,
        "identifier": source.symbol,
        "url": {"@id": source.url},
        term("verification"): source.verification,
        term("reportedVia"): {"@id": links.source(source.via)} if source.via else None,
    })  # fmt: skip


def _dataset(export: TopicExport, forms: Mapping[str, str]) -> Node:
    page, links = export.page, export.links
    site = {"@type": "Organization", "name": SITE_NAME, "url": {"@id": links.site}}
    return _filled({
        "@id": links.topic(export.slug),
        "@type": "Dataset",
        "name": page.topic.title,
        "headline": page.topic.framing,
        "description": page.topic.summary,
        "abstract": export.told,
        "inLanguage": "en",
        "url": {"@id": export.permanent},
        "license": {"@id": LICENCE},
        "publisher": site,
        "publishingPrinciples": {"@id": links.method()},
        "version": str(page.version),
        "dateModified": moment(export.revised),
        "temporalCoverage": _coverage(page.topic, page.as_of),
        "keywords": list(page.topic.tags),
        "hasPart": [{"@id": links.perspective(export.slug, each.id)} for each in page.compared],
        "citation": [{"@id": links.source(each.id)} for each in page.shown_sources],
        "distribution": [_download(export, *each) for each in forms.items()],
    })  # fmt: skip


def _coverage(topic: Topic, as_of: str | None) -> str | None:
    """The dispute's time as an interval of ISO 8601, up to *as_of*; None where it began later."""
    ends = [each for each in (topic.ended, as_of) if each]
    end = min(ends, key=last_day, default="..")
    if ends and last_day(end) < first_day(topic.started):
        return None
    return f"{topic.started}/{end}"


def _download(export: TopicExport, suffix: str, media_type: str) -> Node:
    """One form of the topic, at the address where it stays."""
    form = f".{suffix}"
    return {
        "@type": "DataDownload",
        "encodingFormat": media_type,
        "contentUrl": {
            "@id": export.links.topic(export.slug, export.revised, export.page.as_of, form)
        },
    }


def _proposition(export: TopicExport, proposition: Proposition) -> Node:
    return _filled({
        "@id": export.links.proposition(export.slug, proposition.id),
        "@type": ["Claim", term("Proposition")],
        "text": proposition.text,
        "description": proposition.note,
    })  # fmt: skip


def _party(export: TopicExport, party: Party) -> Node:
    return {
        "@id": export.links.party(party.id),
        "@type": term("Party"),
        "name": party.name,
        "alternateName": party.full_name,
        "description": party.description,
    }


def _positions(export: TopicExport) -> Iterator[Node]:
    """Each perspective with its positions; of a retracted one nothing is left to say."""
    for party in export.page.compared:
        perspective = export.page.perspectives[party.id]
        cells = [row.cells[party.id] for row in export.page.rows]
        yield {
            "@id": export.links.perspective(export.slug, party.id),
            "@type": "CreativeWork",
            "name": perspective.headline,
            "abstract": perspective.summary,
            term("party"): {"@id": export.links.party(party.id)},
            **_rests(export, perspective.citations),
            "hasPart": [
                _position(export, party, position, standing=position in cell.standing)
                for cell in cells
                for position in (*cell.standing, *cell.earlier)
            ],
        }


def _position(export: TopicExport, party: Party, position: Position, *, standing: bool) -> Node:
    links, speaker, searched = export.links, position.speaker, position.searched
    return _filled({
        "@id": links.position(export.slug, party.id, position.id),
        "@type": ["CreativeWork", term("Position")],
        term("proposition"): {"@id": links.proposition(export.slug, position.proposition)},
        term("party"): {"@id": links.party(party.id)},
        term("stance"): {"@id": term(position.stance)},
        term("standing"): standing,
        "text": position.statement,
        "dateCreated": position.date,
        term("speaker"): speaker and {
            "@type": "Role", "name": speaker.name, "roleName": speaker.role,
            term("affiliation"): speaker.affiliation,
        },
        term("searched"): searched and {
            "@type": "SearchAction", "query": searched.where, "endTime": searched.date,
        },
        **_rests(export, position.citations),
    })  # fmt: skip


def _event(export: TopicExport, event: Event) -> Node:
    return {
        "@id": f"{export.links.topic(export.slug)}#{event.id}",
        "@type": "Event",
        "name": event.title,
        "startDate": event.date,
        "description": event.summary,
        **_rests(export, event.citations),
    }


def _claim(export: TopicExport, claim: Claim) -> Node:
    """What the article asserts; a ClaimReview where sources show something of it."""
    links, article = export.links, str(export.page.topic.claims_of)
    bears = claim.proposition and {"@id": links.proposition(export.slug, claim.proposition)}
    asserted = _filled({
        "@type": "Claim",
        "text": claim.text,
        "appearance": {"@id": links.source(article)},
        term("proposition"): bears,
    })  # fmt: skip
    at = {"@id": f"{links.topic(export.slug)}#{claim.id}"}
    found = {term("finding"): {"@id": term(claim.finding)}}
    if claim.finding == "not-established":
        return {**at, **asserted, **found, "description": claim.explanation}
    return {
        **at,
        "@type": "ClaimReview",
        "claimReviewed": claim.text,
        "itemReviewed": asserted,
        "reviewRating": {
            "@type": ["Rating", term("Finding")],
            "alternateName": claim.finding,
            "ratingExplanation": claim.explanation,
        },
        **found,
        "author": {"@type": "Organization", "name": SITE_NAME, "url": {"@id": links.site}},
        **_rests(export, claim.citations),
    }


def _rests(export: TopicExport, citations: Iterable[Citation]) -> Node:
    """The sources of a statement, and the place in each."""
    held = list(citations)
    if not held:
        return {}
    at = export.links.source
    return {
        "citation": [{"@id": at(each)} for each in dict.fromkeys(each.source for each in held)],
        term("cites"): [_citation(each, at(each.source)) for each in held],
    }


def _citation(citation: Citation, address: str) -> Node:
    quotation = citation.quotation
    return _filled({
        "@type": term("Citation"),
        term("source"): {"@id": address},
        term("locator"): citation.locator,
        term("quotation"): quotation and {
            "@type": "Quotation",
            "text": {"@value": quotation.text, "@language": quotation.language},
            "isPartOf": {"@id": address},
        },
    })  # fmt: skip


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "", [])}
