"""What “Check” lists: every mistake at once, and each of them once."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from flask import Flask

from tests.support.desk import KEY, change, person, start
from tests.support.html import by_id, links, parse, words
from tests.support.make import SUMMARY, make_citation, make_position, make_silence
from tests.support.people import Known, let_in, signed_in
from tests.support.sheet import Sheet


def listed(sheet: Sheet) -> list[str]:
    """The problems that head the page."""
    summary = by_id(parse(sheet.html), "f-summary-of-problems")
    return [words(each) for each in summary.iter("li")] if summary is not None else []


def checked(app: Flask, noun: str = "perspective", key: str = KEY, **fields: object) -> list[str]:
    """What is listed when a draft with some fields changed is checked."""
    ada = person(app)
    _submission, draft = start(app, ada, noun, key)
    change(app, ada, draft, confirm=False, **fields)
    client = let_in(app, Known(ada.id, "", ada.name, ""))
    return listed(Sheet(client).go(f"/desk/drafts/{draft}?check=1"))


def test_a_silence_that_became_a_stance_lacks_everything_at_once(small: Flask) -> None:
    ada = Sheet(signed_in(small)).go(f"/desk/edit/perspective/{KEY}")
    ada.press("Begin a draft of a change")
    for name, value in (
        ("stance", "agrees"), ("statement", "It agrees."), ("date", "1999"),
        ("speaker-name", "A. Speaker"), ("searched-where", ""), ("searched-date", ""),
    ):  # fmt: skip
        ada.set(f"positions-1-{name}", value)
    assert listed(ada.press("Check")) == [
        "Position 2, Speaker: Role: missing; add it",
        "Position 2, Speaker: Affiliation: missing; add it",
        "Position 2: the stance “Agrees” needs a citation; add one",
    ]
    for name, value in (("role", "Minister"), ("affiliation", "Government")):
        ada.set(f"positions-1-speaker-{name}", value)
    ada.do("add:positions.1.citations").set("positions-1-citations-0-source", "treaty")
    ada.set("positions-1-citations-0-locator", "article 3").press("Check")
    assert listed(ada) == []
    assert "Nothing to mend" in ada.text


def test_a_summary_without_a_source_is_told_beside_faults_of_fields(small: Flask) -> None:
    assert checked(small, headline="", citations=[]) == [
        "Headline: missing; add it",
        "The whole: the summary needs a citation; add one to the perspective",
    ]


def test_two_faults_of_one_silence_are_told_together(small: Flask) -> None:
    silence = {key: value for key, value in make_silence("p2-none", proposition="p2").items()
               if key != "searched"} | {"date": "1999"}  # fmt: skip
    assert checked(small, positions=[make_position(), silence]) == [
        "Position 2: the stance “No position found” needs searched, with where and date",
        "Position 2: the stance “No position found” has no date and no speaker; remove them",
    ]


def test_a_silence_beside_an_incomplete_stance_is_told_as_well(small: Flask) -> None:
    said = make_position("p2-1999", proposition="p2", statement="")
    positions = [make_position(), said, make_silence("p2-none", proposition="p2")]
    assert checked(small, positions=positions) == [
        "Position 2: Statement: missing; add it",
        "Position 3: Stance: 'p2' has “No position found” beside another position; keep one",
    ]


def test_a_source_that_nobody_holds_is_told_beside_faults_of_fields(small: Flask) -> None:
    positions = [
        make_position(citations=[make_citation("rumour")]),
        make_silence("p2-none", proposition="p2"),
    ]
    assert checked(small, headline="", positions=positions) == [
        "Headline: missing; add it",
        "Position 1, Citation 1: Source: unknown source 'rumour'; add it to the sources, or "
        "correct the id",
    ]


@pytest.mark.parametrize(
    "pasted", [f"https://example.org/{'long/' * 20}", "www.example.org", "S/RES/1701 (2006)"]
)
def test_an_address_in_the_place_of_a_source_is_called_one(small: Flask, pasted: str) -> None:
    [found] = checked(small, citations=[make_citation(pasted)])
    assert found.startswith("Citation 1: Source: this is a web address, a symbol or a DOI and not")


def test_citations_to_confirm_are_told_beside_faults_of_fields(small: Flask) -> None:
    positions = [
        make_position(statement="It says another thing."),
        make_silence("p2-none", proposition="p2"),
    ]
    assert checked(small, headline="", positions=positions) == [
        "Headline: missing; add it",
        "Position 1, Citations: the statement or its stance was changed; confirm that the "
        "citations still carry it",
    ]


def test_a_claim_and_its_topic_tell_all_that_they_lack(small: Flask) -> None:
    claim = {"id": "c1", "paragraph": "one", "text": "It is closed.", "finding": "contradicted",
             "explanation": "It is open."}  # fmt: skip
    found = checked(
        small, "topic", "bridge", title="", ended="1990", claims_of="", claims=[claim],
        summary=SUMMARY,
    )  # fmt: skip
    assert found == [
        "Title: missing; add it",
        "Claim 1: Paragraph: 'one' is not a whole number",
        "Claim 1: the finding 'contradicted' needs a citation; add one, or write not-established",
        "The whole: claims need claims_of, the id of the source that makes them",
        "Ended: 1990 is before started, 1992",
    ]


def test_a_source_tells_what_it_lacks_and_how_it_is_known(small: Flask) -> None:
    assert checked(small, "source", "report", title="", via="") == [
        "Title: missing; add it",
        "The whole: a reported source needs via, the id of the source that reports it",
    ]


def test_spaces_around_a_date_are_cut(small: Flask) -> None:
    ada = Sheet(signed_in(small)).go("/desk/edit/topic/bridge").press("Begin a draft of a change")
    ada.fill(started=" 1992-07\u00a0").press("Check")
    assert listed(ada) == []
    assert ada.value("started") == "1992-07"


def test_what_is_to_mend_in_another_document_of_the_submission_is_led_to(small: Flask) -> None:
    ada = Sheet(signed_in(small)).go(f"/desk/edit/perspective/{KEY}")
    ada.press("Begin a draft of a change").fill(headline="Another headline").press("Save")
    draft = ada.address
    ada.go(f"/desk/new?into={re.findall('submissions/([0-9]+)', ada.html)[0]}")
    ada.set("noun", "source").fill(key="memoir").press("Begin: Source")
    memoir = ada.address
    ada.go(f"{draft}?check=1")
    assert listed(ada) == []
    assert "Nothing to mend in this document." in ada.text
    assert "this can be submitted" not in ada.text
    assert f"{memoir}?check=1" in links(parse(ada.html))
    ada.go(f"{memoir}?check=1")
    assert listed(ada)
    assert f"{draft}?check=1" not in links(parse(ada.html))


def test_a_new_document_names_each_missing_field_once(small: Flask) -> None:
    ada = Sheet(signed_in(small)).go("/desk/new").fill(key="tunnel")
    ada.set("noun", "topic").press("Begin: Topic")
    found = listed(ada.press("Check"))
    labels = [each.partition(":")[0] for each in found]
    assert len(labels) == len(set(labels))
    assert "The whole: the perspective of Alba ('alba') is missing; every topic needs it" in found


def test_what_is_still_to_come_was_neither_said_nor_searched(small: Flask) -> None:
    said, searched = make_position("p1", date="2999-01"), make_silence("p2-none", proposition="p2")
    searched |= {"searched": {"where": "the archive", "date": "2999-02-03"}}
    told = checked(small, positions=[said, searched])
    assert told == [
        "Position 1: Date of the statement: 2999-01 is still to come; only what has happened has a date here",
        "Position 2, Search that found nothing: When it was searched: 2999-02-03 is still to come; only "
        "what has happened has a date here",
    ]


def test_marks_of_html_are_told_at_their_fields(small: Flask) -> None:
    positions = [
        make_position(statement="It <i>never</i> closed."),
        make_silence("p2-none", proposition="p2"),
    ]
    told = checked(small, headline="Since <b>2022</b> it holds that a < b > c", positions=positions)
    assert [each for each in told if "HTML" in each] == [
        "Headline: holds marks of HTML: <b>; write plain text",
        "Position 1: Statement: holds marks of HTML: <i>; write plain text",
    ]


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("<br/>Of a bridge", "<br/>"),
        ("Of a bridge</EM>", "</EM>"),
        ('<a href="https://example.org/a">Of it</a>', '<a href="https://example.org/a">'),
        ("<!-- a comment --> Of a bridge", "<!--"),
        ("Where a < b and b > c", ""),
        ("Of <anyone>: 1<2>0, <3", ""),
    ],
)
def test_a_title_is_plain_text(small: Flask, title: str, mark: str) -> None:
    told = [f"Title: holds marks of HTML: {mark}; write plain text"] if mark else []
    assert checked(small, "source", "treaty", title=title) == told


def test_what_was_published_yesterday_is_not_still_to_come(small: Flask) -> None:
    yesterday = (dt.datetime.now(dt.UTC) - dt.timedelta(days=1)).date().isoformat()
    assert checked(small, "source", "treaty", published=yesterday) == []
