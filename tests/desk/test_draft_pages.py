"""The pages of drafts and reviews: what is pasted, attached, remarked, timed, and asked wrongly."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
import time_machine
from flask import Flask

from app.actions import drafts
from app.actions.reviews import CHECKLIST
from app.documents import Perspective, exchange
from app.extensions import db
from tests.support.desk import KEY, change, hand_in, person, restated, start
from tests.support.editing import edit, held, put
from tests.support.html import links, parse, section, with_class, words
from tests.support.make import make_citation, make_party, make_source
from tests.support.people import PASSWORD, signed_in
from tests.support.sheet import Sheet

EVERYTHING = list(CHECKLIST)
EDIT = f"/desk/edit/perspective/{KEY}"


def writing(app: Flask, name: str = "Ada") -> Sheet:
    """An editor with a draft of a perspective before them."""
    return Sheet(signed_in(app, name=name)).go(EDIT).press("Begin a draft of a change")


def reviewing(app: Flask) -> Sheet:
    """A reviewer with a submission before them that changes a headline."""
    ada = person(app)
    submission, draft = start(app, ada)
    change(app, ada, draft, headline="Another headline", positions=restated(app, "It differs."))
    hand_in(app, ada, submission)
    bea = Sheet(signed_in(app, "reviewer", name="Bea"))
    return bea.go(f"/desk/submissions/{submission}/review")


def test_the_heading_of_a_review_names_the_first_document_and_counts_the_others(
    small: Flask,
) -> None:
    ada = person(small)
    submission, draft = start(small, ada)
    change(small, ada, draft, headline="Another headline")
    for key in ("memoir", "diary"):
        with small.app_context():
            drafts.begin_beside(db.session, ada, submission, "source", key)
    bea = Sheet(signed_in(small, "reviewer", name="Bea")).go(
        f"/desk/submissions/{submission}/review"
    )
    heading = next(words(each) for each in parse(bea.html).iter("h1"))
    assert heading.startswith("Review: Alba on")
    assert heading.endswith(" and 2 more documents")


def test_sources_are_found_by_a_part_of_their_title(small: Flask) -> None:
    found = signed_in(small).get("/desk/sources/find?q=text of trea")
    assert found.json
    assert [each["id"] for each in found.json["sources"]] == ["treaty"]
    assert not found.json["pasted"]


@pytest.mark.parametrize(
    ("pasted", "ids"),
    [
        ("http://www.example.org/treaty?utm_source=x&fbclid=y#top", ["treaty"]),
        ("UN Doc. s/res/1701(2006)", ["s-res-1701"]),
        ("https://example.org/another", []),
        ("https://example.org/memoir", []),
    ],
)
def test_what_is_pasted_is_looked_for_at_once(small: Flask, pasted: str, ids: list[str]) -> None:
    put(small, make_source("s-res-1701", symbol="S/RES/1701 (2006)"))
    put(small, make_source("memoir", retracted="It was forged."))
    found = signed_in(small).get("/desk/sources/find", query_string={"q": pasted})
    assert found.json
    assert [each["id"] for each in found.json["sources"]] == ids
    assert found.json["pasted"]


def test_a_pasted_address_offers_the_source_that_is_held(small: Flask) -> None:
    ada = writing(small)
    ada.set("citations-0-source", "http://www.example.org/treaty/?utm_source=x").press("Save")
    assert "is held already" in ada.text
    ada.press("Use “The text of treaty”")
    assert ada.value("citations-0-source") == "treaty"


def test_the_source_that_another_was_merged_into_is_offered(small: Flask) -> None:
    put(small, make_source("copy", merged_into="treaty"))
    ada = writing(small).set("citations-0-source", "copy").press("Check")
    assert "copy was merged into another source; cite that." in ada.text
    assert "Begin a new source from it" not in ada.text
    ada.press("Use “The text of treaty”")
    assert ada.value("citations-0-source") == "treaty"


def test_what_is_checked_tells_of_an_unknown_source_once(small: Flask) -> None:
    ada = writing(small).set("citations-0-source", "rumour").press("Check")
    assert "unknown source 'rumour'" in ada.text
    assert "rumour is not the id of a source" not in ada.text


def test_no_source_is_offered_to_be_begun_from_what_names_none(small: Flask) -> None:
    put(small, make_source("memoir", retracted="It was forged."))
    ada = writing(small)
    for name, said in (("memoir", "was retracted"), ("rumour", "is not the id of a source")):
        ada.set("citations-0-source", name).press("Save")
        assert f"{name} {said}" in ada.text
        assert "Begin a new source from it" not in ada.text


def test_when_it_was_saved_stands_only_where_the_script_says_it_anew(small: Flask) -> None:
    page = parse(writing(small).html)
    assert re.fullmatch(r"saved .* UTC · version 1", words(section(page, "f-status")))
    assert words(page).count("version 1") == 1


def test_one_source_is_attached_to_several_positions_at_once(small: Flask) -> None:
    put(small, make_source("memoir"))
    ada = writing(small)
    ids = [ada.value(f"positions-{index}-id") for index in (0, 1)]
    ada.fill(attach=ids, attach_source="memoir", attach_locator="p. 7").press("Attach")
    for index in (0, 1):
        names = ada.names(f"positions-{index}-citations-")
        assert "memoir" in [ada.value(name) for name in names if name.endswith("-source")]


def test_a_source_that_no_position_is_ticked_for_stays_and_is_asked_about(small: Flask) -> None:
    put(small, make_source("memoir"))
    ada = writing(small)
    before = ada.names("positions-")
    ada.fill(attach_source="memoir", attach_locator="p. 7", headline="Typed.").press("Attach")
    assert ada.status == 422
    assert "Tick the positions that it is to be attached to." in ada.text
    assert (ada.value("attach_source"), ada.value("attach_locator")) == ("memoir", "p. 7")
    assert ada.value("headline") == "Typed."
    assert ada.names("positions-") == before


def test_no_empty_citation_is_attached_to_the_positions_ticked(small: Flask) -> None:
    ada = writing(small)
    before, ticked = ada.names("positions-"), ada.value("positions-0-id")
    ada.fill(attach=[ticked], attach_source=" ", attach_locator="p. 7", confirm=[ticked])
    ada.press("Attach")
    assert ada.status == 422
    problems = with_class(parse(ada.html), "f-summary")
    assert "Source: Name the source that is to be attached." in words(problems[0])
    assert "#attach-source" in links(problems[0])
    assert (ada.value("attach"), ada.value("attach_locator")) == (ticked, "p. 7")
    assert ada.names("positions-") == before


@pytest.mark.parametrize("button", ["Save", "Check", "Add a citation"])
def test_a_source_to_attach_stays_while_the_draft_is_saved(small: Flask, button: str) -> None:
    ada = writing(small)
    ticked = ada.value("positions-0-id")
    ada.fill(attach_source="memoir", attach=[ticked], headline="Typed.").press(button)
    assert ada.status == 200
    assert (ada.value("attach_source"), ada.value("attach")) == ("memoir", ticked)
    assert (ada.value("headline"), ada.value("version")) == ("Typed.", "2")
    ada.fill(headline="Typed again.").press("Save")
    assert ada.value("version") == "3"


@pytest.mark.parametrize("button", ["Preview page", "Go on to submit"])
def test_who_goes_on_hears_of_a_source_that_is_attached_to_nothing(
    small: Flask, button: str
) -> None:
    ada = writing(small).fill(attach_source="memoir", headline="Typed.").press(button)
    assert "This is attached to nothing yet: attach it, or empty it." in ada.text
    assert (ada.value("attach_source"), ada.value("version")) == ("memoir", "2")
    ada.fill(attach_source="").press(button)
    assert ada.address != "/desk/drafts/1"


def test_a_refused_form_keeps_the_ticks_of_what_was_confirmed(small: Flask) -> None:
    ada = writing(small)
    ada.fill(positions__0__statement="It says something else.").press("Save")
    ticked = ada.value("positions-0-id")
    ada.fill(confirm=[ticked], attach_source="memoir").press("Attach")
    assert (ada.status, ada.value("confirm")) == (422, ticked)


def test_what_is_checked_has_no_empty_rows_so_that_problems_stand_at_their_fields(
    small: Flask,
) -> None:
    ada = writing(small)
    ada.press("Add a citation")
    ada.do("up:citations.1")  # the empty row stands first
    ada.set("citations-1-locator", "").press("Check")
    assert "Citation 1: Place in the source: missing" in ada.text


def test_problems_of_a_submission_name_their_fields(small: Flask) -> None:
    ada = writing(small).fill(headline="", summary="Short.").press("Go on to submit")
    ada.fill(summary="Why not.").press("Submit for review")
    assert ada.status == 422
    assert "Alba on Bridge, Headline: missing" in ada.text
    assert ada.value("summary") == "Why not."


def test_the_preview_says_in_words_what_it_cannot_show(small: Flask) -> None:
    ada = writing(small)
    ada.do("remove:positions.0.citations.0").press("Preview")
    assert "Position 1" in ada.text
    assert "positions[0]" not in ada.html


@pytest.mark.parametrize(
    ("noun", "key"), [("source", "rumour"), ("party", "elbonia"), ("topic", "ferry")]
)
def test_the_preview_of_an_empty_form_shows_no_value_that_nobody_typed(
    small: Flask, noun: str, key: str
) -> None:
    ada = Sheet(signed_in(small)).go("/desk/new").fill(key=key).press(f"Begin: {noun.title()}")
    shown = words(next(parse(ada.press("Preview").html).iter("main")))
    assert "(missing)" in shown
    assert not re.search(r"999|English|Root|reference work|\bstate\b|example\.invalid", shown)


def test_a_source_begins_from_an_address_or_from_an_id(small: Flask) -> None:
    ada = Sheet(signed_in(small)).go("/desk/new").press("Begin: Source")
    assert ada.status == 409
    assert "Write a web address, a UN symbol or a DOI, or else an id." in ada.text


def test_an_address_that_is_too_long_is_called_so(small: Flask) -> None:
    long = f"https://example.org/{'a' * 2000}"
    ada = Sheet(signed_in(small)).go("/desk/new").fill(pasted=long).press("Begin: Source")
    assert ada.status == 409
    assert "This address is too long: at most 2000 characters." in ada.text
    assert ada.value("pasted") == long


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("", "Write an id: lower-case letters, digits and single hyphens"),
        ("a" * 81, f"“{'a' * 40}…” is too long: it has 81 characters, and an id at most 80."),
        ("Grain Deal", "“Grain Deal” cannot be an id: use lower-case letters"),
    ],
)
def test_an_id_is_refused_with_what_is_wrong_with_it(small: Flask, key: str, sentence: str) -> None:
    ada = Sheet(signed_in(small)).go("/desk/new").set("noun", "topic").fill(key=key)
    assert sentence in ada.press("Begin: Topic").text


def test_the_preview_shows_as_missing_what_a_cited_draft_lacks(small: Flask) -> None:
    ada = writing(small)
    draft, submission = ada.address, re.findall("submissions/([0-9]+)", ada.html)[0]
    ada.go(f"/desk/new?into={submission}").fill(key="rumour").press("Begin: Source")
    form = ada.address
    ada.go(draft).set("citations-0-source", "rumour").press("Save")
    for fields, said in (
        ({}, "(publisher missing) · (missing) · (missing) · (missing) · (missing) · (missing)"),
        ({"verification": "reported", "kind": "news"}, "news · reported via (missing)"),
    ):
        ada.go(form).fill(**fields).press("Save")
        shown = words(parse(ada.go(f"{draft}/preview").html)).replace("\u00a0", " ")
        assert said in shown


def test_a_line_break_in_a_headline_does_no_harm(small: Flask) -> None:
    ada = writing(small).fill(headline="A headline\r\nof two lines").press("Check")
    assert ada.value("headline") == "A headline of two lines"
    assert "Nothing to mend" in ada.text


def test_the_form_of_a_source_asks_what_its_page_says_of_how_it_is_known(small: Flask) -> None:
    said = "passages relied on were read in a stored copy"
    ada = Sheet(signed_in(small)).go("/desk/edit/source/treaty")
    assert said in ada.press("Begin a draft of a change").text
    assert said in ada.go("/sources/treaty").text


def test_comments_stand_at_their_field_and_can_be_done(small: Flask) -> None:
    bea = reviewing(small)
    bea.fill(text="Too loud.").press("Add the comment")
    assert "Too loud." in bea.text
    bea.press("Mark as done")
    assert "Done, says Bea." in bea.text


def test_a_comment_whose_button_was_pressed_twice_is_made_once(small: Flask) -> None:
    bea = reviewing(small)
    for _press in range(2):
        bea.fill(text="Too loud.").press("Add the comment")
    assert bea.text.count("Too loud.") == 1
    bea.press("Mark as done").fill(text="Too loud.").press("Add the comment")
    assert bea.text.count("Too loud.") == 2


def test_a_comment_with_a_character_that_nobody_sees_is_refused_and_kept(small: Flask) -> None:
    bea = reviewing(small)
    bea.fill(path="headline", text="Too \u202eloud.").press("Add the comment")
    assert bea.status == 409
    assert "The invisible character U+202E is not allowed; remove it." in bea.text
    assert bea.value("text") == "Too \u202eloud."
    bea.fill(text="Too loud,\r\nI think.").press("Add the comment")
    assert bea.status == 200
    assert "Too loud, I think." in bea.text


@pytest.mark.parametrize("path", ["nonsense.path", "headline.path", "positions.nonsense.statement"])
def test_a_comment_is_on_a_field_that_the_document_has(small: Flask, path: str) -> None:
    bea = reviewing(small)
    bea.fill(path=path, text="Too loud.").press("Add the comment")
    assert bea.status == 409
    assert "There is no such field here" in bea.text
    assert "nonsense" not in bea.text
    assert "Too loud." in [words(each) for each in parse(bea.html).iter("textarea")]


def test_a_reviewer_finds_the_citations_of_what_was_changed_beside_it(small: Flask) -> None:
    put(small, make_source("memoir"))
    ada = person(small)
    submission, draft = start(small, ada)
    quoted = make_citation("memoir", locator="p. 7") | {
        "quotation": {"text": "Not one step", "language": "en"}
    }
    told = restated(small, "It differs.")
    told[0] |= {"citations": [quoted]}
    change(small, ada, draft, headline="Another headline", positions=told)
    hand_in(small, ada, submission)
    bea = Sheet(signed_in(small, "reviewer", name="Bea")).go(
        f"/desk/submissions/{submission}/review"
    )
    summary, position = [
        (words(each), links(each)) for each in with_class(parse(bea.html), "cited")
    ]
    assert "The text of treaty, article 2" in summary[0]
    assert "/sources/treaty" in summary[1]
    assert "The text of memoir, p. 7: Not one step" in position[0]
    assert position[1] == [
        "/sources/memoir", "https://example.org/memoir#:~:text=Not%20one%20step"
    ]  # fmt: skip


def test_a_source_that_has_no_page_yet_is_read_at_its_own_address(small: Flask) -> None:
    ada = writing(small)
    draft, submission = ada.address, re.findall("submissions/([0-9]+)", ada.html)[0]
    ada.go(f"/desk/new?into={submission}").fill(key="memoir").press("Begin: Source")
    ada.fill(title="A memoir", url="https://memoir.example/", verification="read").press("Save")
    ada.fill(publisher="Its author", published="2001", language="en", kind="analysis")
    ada.press("Save").go(draft).fill(headline="Another headline")
    ada.set("citations-0-source", "memoir").press("Save")
    bea = Sheet(signed_in(small, "reviewer", name="Bea"))
    bea.go(f"/desk/submissions/{submission}/review")
    cited = with_class(parse(bea.html), "cited")[0]
    assert "A memoir" in words(cited)
    assert links(cited) == ["https://memoir.example/"]


def test_an_open_checklist_is_led_to_and_the_decision_kept(small: Flask) -> None:
    bea = reviewing(small)
    bea.fill(checklist=EVERYTHING[:1], reason="Well done.").press("Approve")
    assert bea.status == 409
    page = parse(bea.html)
    problems = section(page, "f-summary-of-problems")
    assert links(problems) == [f"#check-{EVERYTHING[1]}"]
    boxes = {each.get("id"): each for each in page.iter("input") if each.get("name") == "checklist"}
    assert boxes["check-sources-read"].get("aria-invalid") is None
    assert boxes[f"check-{EVERYTHING[1]}"].get("aria-invalid") == "true"
    assert [words(each) for each in page.iter("textarea")][-1] == "Well done."
    assert bea.fill(checklist=EVERYTHING).press("Approve").status == 200


def test_what_was_sent_back_says_why_before_it_asks_for_anything(small: Flask) -> None:
    bea = reviewing(small)
    bea.fill(reason="Too loud.").press("Send back")
    ada = bea.go(bea.address).text
    assert ada.index("Too loud.") < ada.index("Documents")
    assert ada.count("Too loud.") == 1


def test_the_kind_of_correction_stays_in_sight_once_handed_in(small: Flask) -> None:
    ada = writing(small).fill(headline="Another headline").press("Go on to submit")
    ada.fill(summary="It was wrong.", correction="source").press("Submit for review")
    assert "Correction: " in ada.text
    assert "source" in ada.text.split("Correction: ")[1][:40]


def test_a_set_time_left_empty_publishes_nothing(small: Flask) -> None:
    bea = reviewing(small)
    bea.fill(checklist=EVERYTHING, when="later", publish_at="").press("Approve")
    assert bea.status == 409
    assert "in UTC" in bea.text
    assert held(small, Perspective, KEY).headline != "Another headline"


def test_a_set_time_is_kept(small: Flask) -> None:
    bea = reviewing(small)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=2)
    bea.fill(checklist=EVERYTHING, when="later", publish_at=f"{later:%Y-%m-%dT%H:%M}")
    bea.press("Approve")
    assert "published at the time you set" in bea.text
    assert held(small, Perspective, KEY).headline != "Another headline"


def test_approving_long_after_signing_in_asks_for_the_password_and_keeps_the_decision(
    small: Flask,
) -> None:
    bea = reviewing(small)
    moment = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=15)
    at = f"{moment + dt.timedelta(days=2):%Y-%m-%dT%H:%M}"
    bea.fill(checklist=EVERYTHING, when="later", publish_at=at, reason="Well done.")
    with time_machine.travel(moment):
        bea.press("Approve")
        assert bea.status == 409
        assert "Give your password below" in bea.text
        bea.fill(password="a wrong one").press("Approve")
        assert bea.status == 409
        assert "This is not your password." in bea.text
        assert (bea.value("publish_at"), bea.value("reason")) == (at, "Well done.")
        bea.fill(password=PASSWORD).press("Approve")
        assert "published at the time you set" in bea.text
    assert held(small, Perspective, KEY).headline != "Another headline"


@pytest.mark.parametrize(
    "pasted",
    [
        "http://[::1", "http://127.0.0.1/x", "http://localhost/x", "javascript:alert(1)",
        "https://", "ﷺ 🕊", "http://" + "a" * 1900, "http://[::1]:80/x", "http://10.0.0.1:8080",
    ],
)  # fmt: skip
def test_what_names_no_publication_begins_no_source(small: Flask, pasted: str) -> None:
    ada = Sheet(signed_in(small, name="Ada")).go("/desk/new").fill(pasted=pasted)
    ada.press("Begin: Source")
    assert ada.status == 409
    assert "no web address, UN symbol or DOI" in ada.text
    assert ada.value("pasted") == pasted


@pytest.mark.parametrize(
    ("pasted", "id"),
    [
        ("https://example.org/a/b?c=d", "example-org-a-b"),
        ("http://example.org:8080/", "example-org-8080"),
        ("A/RES/72/282", "a-res-72-282"),
        ("doi:10.1000/xyz", "10-1000-xyz"),
    ],
)
def test_a_source_that_is_pasted_gets_an_id(small: Flask, pasted: str, id: str) -> None:
    ada = Sheet(signed_in(small, name="Ada")).go("/desk/new").fill(pasted=pasted)
    ada.press("Begin: Source")
    assert ada.status == 200
    assert id in ada.text


def test_ticks_survive_a_merge(small: Flask) -> None:
    ada = writing(small)
    ada.set("positions-0-statement", "It differs.").press("Save")
    ada.fill(confirm=[ada.value("positions-0-id")]).press("Save")
    window = Sheet(ada.client).go(ada.address)
    window.fill(headline="From the second window").press("Save")
    ada.fill(summary=ada.value("summary") + " And more.").press("Save")
    assert ada.status == 409
    ada.press("Save both together").press("Check")
    assert "confirm that the citations" not in ada.text


def test_a_revision_published_meanwhile_is_brought_in(small: Flask) -> None:
    ada = writing(small).fill(headline="From the draft").press("Save")
    other = held(small, Perspective, KEY).positions
    told = other[0].model_copy(update={"statement": "Published meanwhile."})
    edit(small, Perspective, KEY, positions=(told, *other[1:]))
    ada.go(ada.address)
    assert "was published since this draft began" in ada.text
    ada.go(f"{ada.address}/update").press("Save both together")
    assert ada.value("headline") == "From the draft"
    assert ada.value("positions-0-statement") == "Published meanwhile."


def test_who_only_reads_a_draft_is_refused_with_a_sentence(small: Flask) -> None:
    ada = writing(small).fill(headline="From the draft").press("Save")
    edit(small, Perspective, KEY, headline="Published meanwhile")
    bea = Sheet(signed_in(small, "reviewer", name="Bea")).go(ada.address)
    assert "Bring the draft up to date" not in bea.text
    bea.go(f"{ada.address}/update").set("choose:headline", "mine").press("Save my choices")
    assert bea.status == 409
    assert "somebody else's draft" in bea.text


@pytest.mark.parametrize(
    "address",
    [
        "/desk/edit/perspective/foo", "/desk/edit/perspective/tunnel/alba",
        "/desk/edit/perspective/bridge/nobody", "/desk/edit/topic/a/b", "/desk/edit/nothing/a",
        "/desk/drafts/99999999999999999999", "/desk/submissions/0", "/desk/after/perspective/foo",
    ],
)  # fmt: skip
def test_what_there_cannot_be_is_not_found(small: Flask, address: str) -> None:
    assert signed_in(small).get(address).status_code == 404


def test_a_number_that_is_none_begins_a_submission_of_its_own(small: Flask) -> None:
    ada = Sheet(signed_in(small)).go("/desk/new?into=99999999999999999999999")
    ada.fill(key="newland").press("Begin: Party")
    assert ada.status == 200
    assert "/desk/drafts/" in ada.address


def test_a_form_of_too_many_fields_is_refused_and_nothing_breaks(small: Flask) -> None:
    ada = writing(small)
    many = {f"citations-{number}-source": "a" for number in range(2101)}
    data = {"csrf_token": ada.value("csrf_token"), "version": "1", **many}
    assert ada.client.post(ada.address, data=data).status_code == 413


def test_previews_do_not_count_as_writing(small: Flask) -> None:
    ada = writing(small)
    data = {"csrf_token": ada.value("csrf_token"), "headline": "x"}
    for _time in range(61):
        assert ada.client.post(f"{ada.address}/preview", data=data).status_code == 200
    ada.fill(headline="Another").press("Save")
    assert ada.status == 200


def test_new_documents_are_called_by_their_titles(small: Flask) -> None:
    ada = Sheet(signed_in(small)).go("/desk/new").fill(key="memoir").press("Begin: Source")
    ada.fill(title="The memoir of the bridge").press("Save")
    assert "Source: The memoir of the bridge" in ada.go("/desk/").text


@pytest.mark.parametrize("name", ["headline", "summary"])
def test_a_character_that_is_no_text_breaks_nothing(small: Flask, name: str) -> None:
    ada = writing(small)
    ada.set(name, "a\x00b").press("Save")
    assert ada.status == 400


def test_a_reason_with_such_a_character_breaks_nothing(small: Flask) -> None:
    bea = reviewing(small)
    bea.fill(reason="a\x00b").press("Send back")
    assert bea.status == 400


def test_half_a_character_in_what_two_forms_meet_with_is_refused(small: Flask) -> None:
    ada = writing(small)
    half = '{"headline": "\\ud800"}'
    data = {"csrf_token": ada.value("csrf_token"), "version": "1", "base": "{}", "theirs": "{}"}
    answer = ada.client.post(f"{ada.address}/merge", data=data | {"mine": half})
    assert answer.status_code == 400


def test_a_page_where_two_forms_meet_retracts_nothing(small: Flask) -> None:
    ada = writing(small)
    data = {"csrf_token": ada.value("csrf_token"), "version": "1", "base": "{}", "theirs": "{}"}
    data["mine"] = json.dumps(
        exchange(held(small, Perspective, KEY)) | {"retracted": "It was forged."}
    )
    answer = ada.client.post(f"{ada.address}/merge", data=data)
    assert answer.status_code == 409
    assert "retracted, merged or restored on a page of its own" in answer.text


def test_what_two_forms_meet_with_may_not_be_nested_without_end(small: Flask) -> None:
    ada = writing(small)
    data = {"csrf_token": ada.value("csrf_token"), "version": "1", "base": "{}", "theirs": "{}"}
    deep = '{"headline": ' + "[" * 5000 + "]" * 5000 + "}"
    assert ada.client.post(f"{ada.address}/merge", data=data | {"mine": deep}).status_code == 400


def test_what_is_taken_out_of_a_submission_stays_readable_and_its_number_is_not_used_again(
    small: Flask,
) -> None:
    ada = writing(small)
    ada.set("citations-0-source", "https://example.org/one").press("Save")
    perspective = ada.address
    into = ada.go(perspective).html.partition("into=")[2].partition("&")[0]
    ada.go(f"/desk/new?into={into}&noun=source").fill(pasted="https://example.org/one", key="one")
    ada.press("Begin: Source")
    source = ada.address
    ada.fill(title="The text of one").press("Save")
    number = source.rpartition("/")[2].partition("?")[0]
    token = ada.go(f"/desk/submissions/{into}").value("csrf_token")
    assert f"/desk/drafts/{number}/drop" in ada.html
    ada.client.post(f"/desk/drafts/{number}/drop", data={"csrf_token": token})
    assert "The text of one" not in ada.go(f"/desk/submissions/{into}").text
    ada.go(source)
    assert ada.status == 200, ada.text
    assert "This submission has ended" in ada.text
    ada.press("Begin a new draft with this text")
    assert ada.value("title") == "The text of one"
    assert ada.address not in (source, perspective)
    ada.go(source).press("Begin a new draft with this text")
    assert ada.value("title") == "The text of one"
    ada.go(f"/desk/new?into={into}&noun=source").fill(pasted="https://example.org/two", key="two")
    ada.press("Begin: Source")
    assert ada.address != source


def test_a_source_begun_beside_a_perspective_is_known_to_its_form(small: Flask) -> None:
    ada = writing(small)
    ada.set("citations-0-source", "https://example.org/one?utm_source=x").press("Save")
    perspective = ada.address
    into = ada.html.partition("into=")[2].partition("&")[0]
    ada.go(f"/desk/new?into={into}&noun=source").fill(pasted="https://example.org/one", key="one")
    ada.press("Begin: Source").fill(title="The text of one", publisher="Alba").press("Save")
    ada.go(perspective)
    assert "is held already" in ada.text
    assert '<option value="one">The text of one</option>' in ada.html
    number = perspective.rpartition("/")[2].partition("?")[0]
    for typed in ("http://www.example.org/one", "text of one"):
        asked = {"draft": number, "q": typed}
        answer = ada.client.get("/desk/sources/find", query_string=asked).json
        assert answer
        assert [each["id"] for each in answer["sources"]] == ["one"]
        other = ada.client.get("/desk/sources/find", query_string={"q": typed}).json
        assert other
        assert other["sources"] == []
    ada.press("Use “The text of one”")
    assert ada.value("citations-0-source") == "one"
    ada.go(f"/desk/new?into={into}&noun=source").fill(
        pasted="https://example.org/one", key="another"
    )
    ada.press("Begin: Source")
    assert (
        "This may be held already"
        in ada.fill(title="The text of one", publisher="Alba").press("Save").text
    )


@pytest.mark.parametrize(
    "typed",
    [
        "treaty",
        "http://127.0.0.1:5000/sources/treaty",
        "http://www.example.org/treaty/",
        "xt of treat",
    ],
)
def test_a_published_source_is_found_to_be_changed(small: Flask, typed: str) -> None:
    ada = Sheet(signed_in(small)).go("/desk/edit/").fill(source=typed).press("Find it")
    if "/desk/edit/source/" not in ada.html:
        ada.go("/desk/edit/source/treaty")
    assert "Begin a draft of a change" in ada.text or "/desk/edit/source/treaty" in ada.html
    ada.go("/desk/edit/").fill(source="nonsense of all kinds").press("Find it")
    assert "No source goes by that." in ada.text


def test_a_comment_is_on_one_position_of_a_new_perspective(small: Flask) -> None:
    put(small, make_party("cedria", order=9, token="CE", required=False))
    ada = person(small)
    submission, draft = start(small, ada, key="bridge/cedria")
    whole = exchange(held(small, Perspective, KEY))
    change(small, ada, draft, **{k: v for k, v in whole.items() if k not in ("topic", "party")})
    hand_in(small, ada, submission)
    bea = Sheet(signed_in(small, "reviewer", name="Bea"))
    bea.go(f"/desk/submissions/{submission}/review")
    position = whole["positions"][0]
    path = f"positions.{position['id']}.statement"
    assert f'<option value="{path}">Positions, “{position["statement"][:20]}' in bea.html
    token = bea.value("csrf_token")
    data = {"csrf_token": token, "path": path, "text": "Say whose bank it is."}
    bea.client.post(f"/desk/drafts/{draft}/comments", data=data)
    bea.go(f"/desk/submissions/{submission}/review")
    remark = words(next(each for each in with_class(parse(bea.html), "comments")))
    assert "Positions, “" in remark
    assert "Statement" in remark
    assert "Say whose bank it is." in remark
