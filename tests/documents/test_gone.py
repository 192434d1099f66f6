"""What was retracted or merged: nothing rests on it, and nothing else is broken by it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from app.documents import Document, Perspective, Source, canonical, exchange
from app.documents.corpus import Corpus
from app.documents.reciting import cited_instead
from tests.support.make import (
    make_citation,
    make_party,
    make_perspective,
    make_proposition,
    make_site,
    make_source,
    make_topic,
)

WHY = "The copy was forged."
QUOTED = {"text": "belongs to neither bank", "language": "en"}


def problems(*changed: Document, told: bool = False) -> list[str]:
    """What is wrong with the small site with some documents changed."""
    site = {(each.noun, each.key): each for each in (*make_site(), *changed)}
    names = frozenset((each.noun, each.key) for each in changed) if told else frozenset()
    corpus = Corpus.of(site, changed=names)
    return [f"{name[0]} {name[1]}: {what}" for name, _path, what in corpus.problems()]


@pytest.mark.parametrize("make", [make_topic, make_perspective, make_source])
def test_a_field_that_is_not_used_changes_no_digest(make: Any) -> None:
    assert "retracted" not in canonical(exchange(make()))
    assert make(retracted=WHY).retracted == WHY


def test_a_source_that_is_about_to_go_names_all_that_rests_on_it() -> None:
    assert problems(make_source(retracted=WHY), told=True) == [
        f"source treaty: still cited by {place}; cite something else first"
        for place in (
            "source report",
            "topic bridge",
            "topic bridge, event opening",
            "topic bridge, claim c1",
            "perspective bridge/alba",
            "perspective bridge/alba, position p1-1995",
            "perspective bridge/boria",
        )
    ]


def test_a_document_cannot_cite_what_is_gone() -> None:
    report = {"verification": "reported", "via": "treaty"}
    retracted = problems(make_source("report", **report, retracted=WHY))
    assert retracted == [
        "perspective bridge/boria: the source 'report' was retracted; cite another"
    ]
    merged = problems(make_source("report", **report, merged_into="treaty"))
    assert merged == [
        "perspective bridge/boria: the source 'report' was merged into 'treaty'; cite that"
    ]


def test_what_a_retracted_document_cited_may_go() -> None:
    boria = make_perspective(party="boria", citations=[make_citation("report")], retracted=WHY)
    gone = make_source("report", verification="reported", via="treaty", retracted=WHY)
    assert problems(boria, gone, told=True) == []


def test_a_retracted_perspective_of_a_required_party_breaks_no_law() -> None:
    alba = make_perspective(retracted=WHY)
    more = [make_proposition(), make_proposition("p2"), make_proposition("p3")]
    assert problems(alba, make_topic(propositions=more)) == []
    assert problems(alba.model_copy(update={"retracted": None})) != []


def test_a_retracted_topic_needs_no_perspective() -> None:
    assert problems(make_topic("tunnel", retracted=WHY)) == []
    assert problems(make_topic("tunnel")) != []


def test_a_merged_source_leads_to_one_that_stays() -> None:
    first, second = make_source("first"), make_source("second", merged_into="treaty")
    assert problems(first, second) == []
    assert problems(first.model_copy(update={"merged_into": "second"}), second) == [
        "source first: 'second' was itself merged into 'treaty'; name that one"
    ]
    assert problems(first.model_copy(update={"merged_into": "nothing"})) == [
        "source first: unknown source 'nothing'; name one that is there"
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"merged_into": "treaty"}, "into itself"),
        ({"merged_into": "report", "retracted": WHY}, "either retracted or merged"),
    ],
)
def test_a_source_refuses_what_makes_no_sense(fields: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        make_source(**fields)


def test_one_source_is_cited_in_the_place_of_another_everywhere() -> None:
    perspective = make_perspective(citations=[make_citation("old"), make_citation("other")])
    changed = Perspective.model_validate(cited_instead(exchange(perspective), "old", "new"))
    assert [each.source for each in changed.citations] == ["new", "other"]
    reported = make_source("report", verification="reported", via="old")
    assert Source.model_validate(cited_instead(exchange(reported), "old", "new")).via == "new"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["old", "new"], [{}]),
        ([{"quotation": QUOTED}, "new"], [{"quotation": QUOTED}]),
        (["new", {"quotation": QUOTED}], [{"quotation": QUOTED}]),
        (["new", {"locator": "article 3"}], [{}, {"locator": "article 3"}]),
    ],
)
def test_of_two_citations_that_become_one_the_quotation_is_kept(
    before: list[Any], after: list[dict[str, Any]]
) -> None:
    cited = [
        make_citation("old", **each) if isinstance(each, dict) else make_citation(each)
        for each in before
    ]
    found = cited_instead({"citations": cited}, "old", "new")["citations"]
    assert found == [make_citation("new", **each) for each in after]


def test_two_quotations_of_one_place_both_stay_and_other_doubles_are_left_alone() -> None:
    other = QUOTED | {"text": "is open"}
    cited = [
        make_citation("old", quotation=QUOTED),
        make_citation("new", quotation=other),
        make_citation("third"),
        make_citation("third"),
    ]
    assert len(cited_instead({"citations": cited}, "old", "new")["citations"]) == 4


def test_perspectives_that_are_missing_are_told_in_the_order_of_the_columns() -> None:
    parties = [make_party("alba", order=2), make_party("boria", order=1, token="BO")]
    topic = make_topic()
    corpus = Corpus.of({(each.noun, each.key): each for each in (*parties, topic)})
    assert list(corpus.missing()) == [(topic.slug, "boria"), (topic.slug, "alba")]
