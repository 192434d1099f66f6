"""A new topic is made with the forms, from its first source to its public page."""

from __future__ import annotations

import pytest
from flask import Flask

from app.actions.reviews import CHECKLIST
from app.documents import exchange
from tests.support.desk import change, person, start
from tests.support.editing import put
from tests.support.html import links, parse
from tests.support.make import SUMMARY, make_party, make_perspective, make_silence
from tests.support.people import Known, let_in, signed_in
from tests.support.sheet import Sheet

PROPOSITIONS = ("toll", "depth")


@pytest.fixture
def two(small: Flask) -> Flask:
    """The small site with a second party that every topic needs."""
    silences = [make_silence(f"{each}-none", proposition=each) for each in ("p1", "p2")]
    coria = make_perspective(party="coria", citations=[], positions=silences)
    put(small, make_party("coria", 3, "CO"), coria)
    return small


def begin_source(ada: Sheet) -> str:
    """Begin and write a new source; the address of the submission."""
    ada.go("/desk/new").fill(pasted="https://example.org/minutes", key="minutes")
    ada.press("Begin: Source")
    ada.fill(title="Minutes of the assembly", publisher="Assembly", published="2001-02-03",
             language="en", kind="official-document", verification="read").press("Save")  # fmt: skip
    found = [each for each in links(parse(ada.html)) if each.startswith("/desk/submissions/")]
    return found[0]


def begin_beside(ada: Sheet, submission: str) -> Sheet:
    """Go where a further document of a submission is begun."""
    ada.go(submission)
    return ada.go(next(each for each in links(parse(ada.html)) if "/desk/new?into=" in each))


def write_topic(ada: Sheet) -> None:
    """Write the topic whose form is open: two propositions."""
    ada.fill(title="The tunnel under the river", short_title="Tunnel", started="2000",
             framing="Who may dig, and how deep?", summary=SUMMARY)  # fmt: skip
    for index, each in enumerate(PROPOSITIONS):
        if f"propositions-{index}-id" not in ada.names():
            ada.do("add:propositions")
        ada.set(f"propositions-{index}-id", each)
        ada.set(f"propositions-{index}-text", f"The {each} is right.").press("Save")


def write_alba(ada: Sheet) -> None:
    """Write the perspective whose form is open: it agrees with the one, and is silent on the other."""
    ada.fill(headline="Alba wants a toll.", summary=SUMMARY).press("Add a citation")
    ada.fill(citations__0__source="minutes", citations__0__locator="item 1")
    ada.do("add:positions:toll")
    for name, value in (
        ("stance", "agrees"), ("statement", "It wants one."), ("date", "2001-02-03"),
        ("speaker-name", "A. Speaker"), ("speaker-role", "Minister"),
        ("speaker-affiliation", "Alba"),
    ):  # fmt: skip
        ada.set(f"positions-0-{name}", value)
    ada.do("add:positions.0.citations")
    ada.set("positions-0-citations-0-source", "minutes")
    ada.set("positions-0-citations-0-locator", "item 2").do("add:positions:depth")
    write_silence(ada, 1)


def write_silence(ada: Sheet, index: int) -> None:
    """Say of one position that none was found."""
    for name, value in (
        ("stance", "none-found"), ("statement", "Nothing was found."),
        ("searched-where", "the minutes of the assembly"), ("searched-date", "2020-01-02"),
    ):  # fmt: skip
        ada.set(f"positions-{index}-{name}", value)
    ada.press("Save")


def write_coria(ada: Sheet) -> None:
    """Write the perspective whose form is open: nothing was found."""
    ada.fill(headline="No position of Coria was found.", summary=SUMMARY)
    for index, each in enumerate(PROPOSITIONS):
        ada.do(f"add:positions:{each}")
        write_silence(ada, index)


def test_a_new_topic_goes_from_its_first_source_to_its_public_page(two: Flask) -> None:
    ada, bea = Sheet(signed_in(two, name="Ada")), Sheet(signed_in(two, "reviewer", name="Bea"))
    submission = begin_source(ada)
    begin_beside(ada, submission).fill(key="tunnel").press("Begin: Topic")
    write_topic(ada)
    ada.press("Check")
    assert "the perspective of Coria ('coria') is missing; every topic needs it" in ada.text
    ada.press("Begin: Alba on Tunnel")
    write_alba(ada)
    assert "The tunnel under the river" in ada.press("Preview page").text
    ada.go(submission)
    assert "Every topic needs these perspectives" in ada.text
    ada.press("Begin: Coria on Tunnel")
    write_coria(ada)
    ada.press("Check")
    assert "Nothing to mend: this can be submitted." in ada.text, ada.text[:2000]
    ada.press("Go on to submit").fill(summary="Adds the tunnel.").press("Submit for review")
    assert "Waiting for review" in ada.text

    bea.go(f"{submission}/review").fill(checklist=list(CHECKLIST)).press("Approve")
    assert "Published" in bea.text, bea.text[:1500]
    page = Sheet(two.test_client()).go("/topics/tunnel").text
    for words in ("The toll is right.", "It wants one.", "Nothing was found."):
        assert words in page


def test_perspectives_of_what_the_submission_begins_are_offered_there(two: Flask) -> None:
    ada = Sheet(signed_in(two))
    submission = begin_source(ada)
    begin_beside(ada, submission).fill(key="tunnel").press("Begin: Topic")
    begin_beside(ada, submission).fill(key="doria").press("Begin: Party")
    begin_beside(ada, submission).fill(topic="tunnel", party="doria").press("Begin: Perspective")
    assert (ada.status, "doria on tunnel" in ada.text) == (200, True)


def test_a_perspective_of_a_topic_that_is_begun_begins_beside_it(two: Flask) -> None:
    ada = Sheet(signed_in(two)).go("/desk/new").fill(key="tunnel").press("Begin: Topic")
    ada.fill(short_title="Tunnel").press("Save").go("/desk/edit/perspective/tunnel/alba")
    ada.press("Begin a draft")
    assert (ada.status, "Alba on Tunnel" in ada.text) == (200, True)


def test_a_topic_that_somebody_else_begins_is_not_offered(two: Flask) -> None:
    other = person(two, name="Dan")
    submission, _draft = start(two, other, "topic", "tunnel")
    ada = Sheet(signed_in(two))
    assert 'value="tunnel"' not in ada.go(f"/desk/new?into={submission}").html
    assert ada.go("/desk/edit/perspective/tunnel/alba").status == 404


def test_what_begins_in_two_submissions_has_no_perspective_yet(two: Flask) -> None:
    ada = person(two)
    start(two, ada, "topic", "tunnel")
    start(two, ada, "party", "doria")
    sheet = Sheet(let_in(two, Known(ada.id, "", ada.name, "")))
    assert sheet.go("/desk/edit/perspective/tunnel/doria").status == 404


def test_a_party_that_every_topic_is_to_have_tells_which_perspectives_it_needs(
    two: Flask,
) -> None:
    ada = person(two)
    _submission, draft = start(two, ada, "party", "doria")
    change(two, ada, draft, **exchange(make_party("doria", 4, "DO")))
    sheet = Sheet(let_in(two, Known(ada.id, "", ada.name, "")))
    sheet.go(f"/desk/drafts/{draft}?check=1").press("Begin: Doria on Bridge")
    assert (sheet.status, "Doria on Bridge" in sheet.text) == (200, True)
