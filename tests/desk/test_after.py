"""Restoring, retracting and merging at the desk: proposals, refusals, and what stays typed."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from app.actions.reviews import CHECKLIST, RETRACTING
from app.documents import Perspective, Source
from tests.support.desk import KEY, person, start
from tests.support.editing import edit, held, put
from tests.support.html import links, parse, with_class, words
from tests.support.make import make_source
from tests.support.people import signed_in
from tests.support.sheet import Sheet

PAGE = f"/desk/after/perspective/{KEY}"
WHY = "The statement was forged."
STAYS = "It was retracted, and stays so whatever is changed: readers see only the notice."
EVERYTHING = [*CHECKLIST, *RETRACTING]


def approve(app: Flask, author: Sheet, name: str = "Bea") -> None:
    """Hand in what the author's page shows, and let somebody else approve it."""
    author.press("Submit for review")
    assert "Waiting for review" in author.text, author.text[:800]
    bea = Sheet(signed_in(app, "reviewer", name=name)).go(f"{author.address}/review")
    bea.fill(checklist=EVERYTHING).press("Approve")
    assert "Published" in bea.text


def reviewing(app: Flask, author: Sheet) -> Sheet:
    """Hand in what the author's page shows, and open its review."""
    author.press("Submit for review")
    return Sheet(signed_in(app, "reviewer", name="Bea")).go(f"{author.address}/review")


def draft_of(sheet: Sheet) -> str:
    """The form of the first draft that the page of a submission leads to."""
    return next(each for each in links(parse(sheet.html)) if each.startswith("/desk/drafts/"))


def test_the_page_of_a_document_leads_there(small: Flask) -> None:
    ada = Sheet(signed_in(small)).go(f"/desk/edit/perspective/{KEY}")
    assert f'href="{PAGE}"' in ada.html
    assert ada.go(PAGE).status == 200
    assert "There is only one revision so far." in ada.text


def test_an_earlier_revision_is_restored(small: Flask) -> None:
    edit(small, Perspective, KEY, headline="Another headline")
    ada = Sheet(signed_in(small)).go(PAGE)
    assert "/topics/bridge/alba/history/1..2" in ada.html
    ada.press("Restore revision 1")
    assert "Nothing is published yet" in ada.text
    assert "Restores revision 1." in ada.text
    approve(small, ada)
    assert held(small, Perspective, KEY).headline == "Alba on the bridge"


def test_the_review_of_a_retraction_says_so_and_asks_about_its_reason(small: Flask) -> None:
    ada = Sheet(signed_in(small, "reviewer", name="Ada")).go(PAGE)
    bea = reviewing(small, ada.fill(reason=WHY).press("Propose the retraction"))
    lead = words(with_class(parse(bea.html), "lead")[0])
    assert "Retraction" in lead
    assert "The reason is true and weighty enough to retract it." in bea.text
    assert "at most 12 words" not in bea.text
    bea.fill(checklist=["neutral-wording"]).press("Approve")
    assert "Tick everything of the checklist" in bea.text
    bea.fill(checklist=list(RETRACTING)).press("Approve")
    assert "Published" in bea.text


def test_a_retraction_that_changes_a_word_too_is_asked_about_quotations(small: Flask) -> None:
    ada = Sheet(signed_in(small, "reviewer", name="Ada")).go(PAGE)
    submission = ada.fill(reason=WHY).press("Propose the retraction").address
    ada.go(draft_of(ada)).fill(headline="Another headline").press("Save")
    bea = reviewing(small, ada.go(submission))
    assert "Retraction" in bea.text
    assert "at most 12 words" in bea.text


def test_a_perspective_is_retracted_and_brought_back(small: Flask) -> None:
    ada = Sheet(signed_in(small, "reviewer", name="Ada")).go(PAGE)
    ada.fill(reason=WHY).press("Propose the retraction")
    approve(small, ada)
    assert WHY in small.test_client().get("/topics/bridge/alba").text
    ada.go("/desk/edit/")
    assert PAGE in ada.html
    ada.go(PAGE)
    assert "It was retracted" in ada.text
    assert "Propose the retraction" not in ada.text
    ada.press("Restore revision 1")
    approve(small, ada, "Cleo")
    assert WHY not in small.test_client().get("/topics/bridge/alba").text


def test_whoever_changes_what_was_retracted_is_told_that_it_stays_so(small: Flask) -> None:
    ada = Sheet(signed_in(small, "reviewer", name="Ada")).go("/desk/new")
    begin = {"topic": "bridge", "party": "alba"}
    assert STAYS not in ada.set("noun", "perspective").fill(**begin).press("Begin").text
    ada.press("Go on to submit").press("Withdraw")
    edit(small, Perspective, KEY, retracted=WHY)
    assert STAYS in ada.go(f"/desk/edit/perspective/{KEY}").text
    ada.go("/desk/new").set("noun", "perspective").fill(**begin).press("Begin")
    assert f"{STAYS} To undo that, withdraw the draft" in ada.text
    ada.press("Go on to submit").press("Withdraw")
    ada.go(PAGE).press("Restore revision 1").go(draft_of(ada))
    assert ada.value("headline")
    assert STAYS not in ada.text


def test_whoever_changes_a_source_that_was_merged_is_told_as_well(small: Flask) -> None:
    put(small, make_source("copy", merged_into="treaty"))
    ada = Sheet(signed_in(small)).go("/desk/edit/source/copy").press("Begin a draft")
    assert "It was merged into another source, and stays so whatever is changed" in ada.text


def test_sources_are_merged(small: Flask) -> None:
    put(small, make_source("copy"))
    ada = Sheet(signed_in(small, "admin", name="Ada")).go("/desk/after/source/copy")
    ada.fill(into=" treaty ").press("Propose the merge")
    approve(small, ada)
    assert held(small, Source, "copy").merged_into == "treaty"
    assert small.test_client().get("/sources/copy").status_code == 308


@pytest.mark.parametrize(
    "typed",
    [
        "treaty",
        "text of TREATY",
        "http://www.example.org/treaty?utm_source=x",
        "/sources/treaty",
        "http://127.0.0.1:5000/sources/treaty",
    ],
)
def test_the_source_that_stays_is_found_as_elsewhere(small: Flask, typed: str) -> None:
    put(small, make_source("copy", url="https://example.org/treaty"))
    ada = Sheet(signed_in(small, "admin", name="Ada")).go("/desk/after/source/copy")
    ada.fill(into=typed).press("Propose the merge")
    assert "Merges “The text of copy” into “The text of treaty”" in ada.text


def test_of_several_sources_one_is_chosen_to_stay(small: Flask) -> None:
    put(small, make_source("copy"), make_source("other"))
    ada = Sheet(signed_in(small, "admin", name="Ada")).go("/desk/after/source/copy")
    ada.fill(into="The text of").press("Propose the merge")
    assert ada.status == 409
    assert "Several sources go by that: choose the one that stays." in ada.text
    assert ada.value("into") == "The text of"
    assert "#others" in links(parse(ada.html))
    assert "Merge into “The text of copy”" not in ada.text
    ada.press("Merge into “The text of other”")
    assert "Merges “The text of copy” into “The text of other”" in ada.text


def test_a_merge_names_another_source(small: Flask) -> None:
    ada = Sheet(signed_in(small, "admin", name="Ada")).go("/desk/after/source/report")
    for typed, sentence in (
        (" ", "Name the source that stays."),
        ("report", "A source cannot be merged into itself; name another."),
    ):
        assert sentence in ada.fill(into=typed).press("Propose the merge").text


def test_what_was_typed_stays_where_it_is_refused(small: Flask) -> None:
    ada = Sheet(signed_in(small, "admin", name="Ada")).go("/desk/after/source/report")
    ada.fill(into="rumour").press("Propose the merge")
    assert ada.status == 409
    assert "There is no source “rumour”." in ada.text
    assert ada.value("into") == "rumour"
    ada.go(PAGE).fill(reason="x" * 601).press("Propose the retraction")
    assert ada.status == 409
    assert "these are 601" in ada.text
    assert ada.value("reason") == "x" * 601


@pytest.mark.parametrize("unseen", ["\u202e", "\u200b", "\ufeff"])
def test_a_reason_with_a_character_that_nobody_sees_is_refused_at_once(
    small: Flask, unseen: str
) -> None:
    ada = Sheet(signed_in(small, "reviewer", name="Ada")).go(PAGE)
    ada.fill(reason=f"It was {unseen}forged.").press("Propose the retraction")
    assert ada.status == 409
    assert f"The invisible character U+{ord(unseen):04X} is not allowed; remove it." in ada.text
    assert ada.value("reason") == f"It was {unseen}forged."


def test_what_somebody_works_on_is_shown(small: Flask) -> None:
    submission, _draft = start(small, person(small, name="Dan"))
    ada = Sheet(signed_in(small, "reviewer", name="Ada")).go(PAGE)
    ada.fill(reason=WHY).press("Propose the retraction")
    assert ada.status == 409
    assert f"/desk/submissions/{submission}" in ada.html
    assert ada.value("reason") == WHY


def test_ones_own_draft_is_not_called_somebodys(small: Flask) -> None:
    edit(small, Perspective, KEY, headline="Another headline")
    ada = Sheet(signed_in(small)).go(f"/desk/edit/perspective/{KEY}")
    draft = ada.press("Begin a draft of a change").address
    ada.go(PAGE).press("Restore revision 1")
    assert ada.status == 409
    assert "You have an open draft of this document. Go to your draft" in ada.text
    assert "Somebody" not in ada.text
    assert draft in links(parse(ada.html))


def test_who_begins_what_is_begun_elsewhere_hears_by_whom(small: Flask) -> None:
    put(small, make_source("copy"))
    ada = Sheet(signed_in(small, name="Ada")).go("/desk/edit/source/copy")
    ada.press("Begin a draft of a change")
    dan = Sheet(signed_in(small, name="Dan"))
    for each, key, said in (
        (ada, "bridge/boria", "You have an open draft of this document."),
        (dan, KEY, "Somebody has an open draft of this document; work on it together."),
    ):
        each.go(f"/desk/edit/perspective/{key}").press("Begin")
        [into] = re.findall(r'href="/desk/submissions/(\d+)"', each.html)
        begun = {"into": into, "noun": "source", "key": "copy"}
        each.client.post("/desk/new", data=begun | {"csrf_token": each.value("csrf_token")})
        assert said in each.go("/desk/submissions/1").text


def test_nobody_is_offered_what_they_may_not(small: Flask) -> None:
    ada = Sheet(signed_in(small)).go("/desk/after/source/report")
    assert "Propose" not in ada.text
    for rest in ("retract", "merge"):
        answer = ada.client.post(f"/desk/after/source/report/{rest}", data={"reason": WHY})
        assert answer.status_code in (400, 403), rest
    bea = Sheet(signed_in(small, "reviewer", name="Bea")).go("/desk/after/source/report")
    assert "Propose the retraction" in bea.text
    assert "Propose the merge" not in bea.text
    assert "Propose" not in bea.go("/desk/after/party/alba").text


@pytest.mark.parametrize(
    "rest", ["rumour/alba", "party/nobody", "topic/bridge/alba/x", "source/%00", "topic/Bridge"]
)
def test_what_is_not_published_has_no_such_page(small: Flask, rest: str) -> None:
    assert signed_in(small).get(f"/desk/after/{rest}").status_code == 404


def test_who_may_not_retract_is_offered_no_way_to_undo_it(small: Flask) -> None:
    edit(small, Perspective, KEY, retracted=WHY)
    eve = Sheet(signed_in(small, name="Eve")).go(PAGE)
    assert "That would undo a retraction" in eve.text
    assert "Restore revision 1" not in eve.text
    bea = Sheet(signed_in(small, "reviewer", name="Bea")).go(PAGE)
    assert "Restore revision 1" in bea.text
