"""Two editors, or one in two windows, on one draft: they meet, and nothing is lost."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.support.desk import KEY
from tests.support.html import links, parse, section, with_class, words
from tests.support.people import signed_in
from tests.support.sheet import Sheet


def open_draft(app: Flask, name: str = "Ada") -> Sheet:
    """A person with a draft of a perspective open."""
    sheet = Sheet(signed_in(app, "editor", name=name))
    return sheet.go(f"/desk/edit/perspective/{KEY}").press("Begin a draft of a change")


def joined(app: Flask, name: str, draft: str) -> Sheet:
    """Another person who works on the same draft."""
    sheet = Sheet(signed_in(app, "editor", name=name))
    sheet.go(f"/desk/edit/perspective/{KEY}")
    assert "There is a draft" in sheet.text
    submission = next(x for x in links(parse(sheet.html)) if x.startswith("/desk/submissions/"))
    sheet.go(submission).press("Join as an author")
    return sheet.go(draft)


def test_different_fields_fit_together(small: Flask) -> None:
    ada = open_draft(small)
    dan = joined(small, "Dan", ada.address)
    dan.fill(headline="Dan's headline").press("Save")
    ada.set("positions-0-statement", "Ada's statement.").press("Save")
    assert ada.status == 409
    assert "Dan saved this draft" in ada.text
    ada.press("Save both together")
    assert ada.value("headline") == "Dan's headline"
    assert ada.value("positions-0-statement") == "Ada's statement."


@pytest.mark.parametrize(
    ("side", "kept"), [("mine", "Ada's headline"), ("theirs", "Dan's headline")]
)
def test_one_field_is_chosen_and_both_forms_are_shown(small: Flask, side: str, kept: str) -> None:
    ada = open_draft(small)
    dan = joined(small, "Dan", ada.address)
    dan.fill(headline="Dan's headline").press("Save")
    ada.fill(headline="Ada's headline").press("Save")
    assert ada.status == 409
    for text in ("Ada's headline", "Dan's headline", "Before both"):
        assert text in ada.text
    ada.set("choose:headline", side).press("Save my choices")
    assert ada.value("headline") == kept


def test_a_choice_left_open_is_asked_again(small: Flask) -> None:
    ada = open_draft(small)
    dan = joined(small, "Dan", ada.address)
    dan.fill(headline="Dan's headline").press("Save")
    ada.fill(headline="Ada's headline").press("Save")
    ada.press("Save my choices")
    assert ada.status == 422
    assert "Choose one of the three for every field." in ada.text
    assert "Ada's headline" in ada.text


def test_what_was_chosen_stays_chosen_while_another_choice_is_open(small: Flask) -> None:
    ada = open_draft(small)
    dan = joined(small, "Dan", ada.address)
    dan.fill(headline="Dan's headline", summary="Dan's summary").press("Save")
    ada.fill(headline="Ada's headline", summary="Ada's summary").press("Save")
    ada.set("choose:headline", "mine").press("Save my choices")
    assert ada.status == 422
    ada.set("choose:summary", "theirs").press("Save my choices")
    assert ada.value("headline") == "Ada's headline"
    assert ada.value("summary") == "Dan's summary"


def test_a_third_save_in_between_meets_once_more(small: Flask) -> None:
    ada = open_draft(small)
    dan = joined(small, "Dan", ada.address)
    dan.fill(headline="Dan's headline").press("Save")
    ada.fill(headline="Ada's headline").press("Save")
    dan.go(ada.address.removesuffix("/merge")).fill(headline="Dan's second").press("Save")
    ada.set("choose:headline", "mine").press("Save my choices")
    assert ada.status == 409
    assert "second" in ada.text
    ada.set("choose:headline", "theirs").press("Save my choices")
    assert ada.value("headline") == "Dan's second"


def test_words_that_differ_are_marked_against_the_text_before_both(small: Flask) -> None:
    ada = open_draft(small)
    dan = joined(small, "Dan", ada.address)
    dan.fill(headline="Alba on the new bridge").press("Save")
    ada.fill(headline="Alba on the old bridge").press("Save")
    mine, theirs, base = with_class(parse(ada.html), "clash-value")
    assert [words(each) for each in mine.iter("ins")] == ["+[added: old]"]
    assert [words(each) for each in theirs.iter("ins")] == ["+[added: new]"]
    assert words(base) == "Alba on the bridge"


def test_what_was_put_together_without_a_choice_is_listed(small: Flask) -> None:
    ada = open_draft(small)
    dan = joined(small, "Dan", ada.address)
    dan.fill(headline="Dan's headline", summary="Dan's summary").press("Save")
    ada.fill(headline="Ada's headline").set("positions-0-statement", "Ada's.").press("Save")
    taken, kept = ada.text.split("Taken from the other form")[1].split("Kept as you have it")
    assert "Summary" in taken
    assert "Statement" in kept


def test_ones_own_second_window_is_no_exception(small: Flask) -> None:
    ada = open_draft(small)
    window = Sheet(ada.client).go(ada.address)
    window.fill(headline="From the second window").press("Save")
    ada.fill(headline="From the first window").press("Save")
    assert ada.status == 409
    assert "You saved this draft in another window" in ada.text


def test_each_sees_that_the_other_is_here(small: Flask) -> None:
    ada = open_draft(small)
    dan = joined(small, "Dan", ada.address)
    assert "Also here: Ada" in dan.text
    assert "Dan" in ada.go(ada.address).text


def tell(ada: Sheet, tab: str, **more: str) -> list[str]:
    """What the script of a tab that says that it is open hears of others."""
    data = {"csrf_token": ada.value("csrf_token"), "tab": tab, **more}
    answer = ada.client.post(f"{ada.address}/here", data=data)
    return answer.json["here"] if answer.json else []


def test_without_a_script_nobody_is_told_of_themselves(small: Flask) -> None:
    ada = open_draft(small)
    ada.fill(headline="Saved").press("Save")
    assert "Also here" not in ada.text
    assert "Also here" not in Sheet(ada.client).go(ada.address).text


def test_a_script_tells_of_ones_other_tab_until_that_is_gone(small: Flask) -> None:
    ada = open_draft(small)
    assert tell(ada, "first") == []
    assert tell(ada.go(ada.address), "second") == ["you, in another window"]
    tell(ada, "first", gone="1")
    assert tell(ada, "second") == []


def test_others_are_told_until_the_last_tab_is_gone(small: Flask) -> None:
    ada = open_draft(small)
    dan = joined(small, "Dan", ada.address)
    assert tell(dan, "dan") == ["Ada"]
    tell(ada, "first")
    assert tell(dan, "dan") == ["Ada"]
    tell(ada, "first", gone="1")
    assert tell(dan, "dan") == []


def test_the_script_hears_of_a_conflict_and_loses_nothing(small: Flask) -> None:
    ada = open_draft(small)
    dan = joined(small, "Dan", ada.address)
    stale = ada.value("version")
    dan.fill(headline="Dan's headline").press("Save")
    answer = ada.client.post(
        ada.address,
        data={
            "version": stale,
            "window": "w",
            "headline": "x",
            "csrf_token": ada.value("csrf_token"),
        },
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 409
    assert answer.json == {"conflict": ada.address}


def test_the_script_hears_which_citations_are_to_be_confirmed(small: Flask) -> None:
    ada = open_draft(small)
    position = ada.value("positions-0-id")
    told = {name: ada.value(name) for name in ada.names() if name not in ("do", "confirm")}
    for said, ticked, expected in (
        ("It says another thing.", "", ([position], [position])),
        ("It says another thing.", position, ([position], [])),
        (told["positions-0-statement"], position, ([], [])),
    ):
        answer = ada.client.post(
            ada.address,
            data=told | {"positions-0-statement": said, "confirm": ticked},
            headers={"Accept": "application/json"},
        )
        assert answer.json
        assert (answer.json["to_confirm"], answer.json["unconfirmed"]) == expected


def test_what_the_script_says_of_a_conflict_holds_for_ones_own_second_window(small: Flask) -> None:
    said = section(parse(open_draft(small).html), "f-words").get("data-conflict")
    assert said == "This draft was saved elsewhere since you opened it here."


def test_who_has_not_joined_sees_no_draft(small: Flask) -> None:
    ada = open_draft(small)
    eve = Sheet(signed_in(small, "editor", name="Eve"))
    submission = "/desk/submissions/1"
    for address in (ada.address, f"{ada.address}/preview"):
        assert eve.go(address).address == submission
        assert "This is somebody else's draft; join the submission to read it." in eve.text
        assert not eve.names("headline")
    sent = {"csrf_token": eve.value("csrf_token"), "version": "1", "headline": "Eve's"}
    refused = eve.client.post(ada.address, data=sent)
    assert refused.status_code == 403
    assert "join the submission" in refused.text
    assert ada.go(ada.address).value("headline") != "Eve's"
    answer = small.test_client().get(ada.address)
    assert answer.status_code == 302
    assert "/login" in answer.headers["Location"]
