"""Imports by upload: tried first, then put into drafts, never published."""

from __future__ import annotations

import io

import pytest
from flask import Flask

from app.actions import drafting, drafts
from app.actions.bundle import data_of
from app.documents import NOUNS, Document, Perspective, exchange, yaml
from app.documents.positions_csv import is_table, read_csv
from app.extensions import db
from tests.support.desk import KEY, change, start
from tests.support.desk import person as somebody
from tests.support.editing import edit, held, put
from tests.support.html import parse, section, with_class, words
from tests.support.make import (
    SOURCE,
    make_citation,
    make_party,
    make_perspective,
    make_silence,
    make_source,
    make_topic,
)
from tests.support.people import Known, let_in, signed_in
from tests.support.sheet import Sheet

COLUMNS = (
    "topic,party,id,proposition,stance,date,speaker_name,speaker_role,speaker_affiliation,"
    "statement,searched_where,searched_date,source,locator,quotation,quotation_language"
)
ROW = (
    f"bridge,alba,p1-1999,p1,disagrees,1999,A. Speaker,Minister,Alba,It differs.,,,{SOURCE},p. 2,,"
)


def changed(app: Flask) -> str:
    """The perspective with another headline, as YAML."""
    return yaml.write(exchange(held(app, Perspective, KEY)) | {"headline": "Another headline"})


def test_a_file_is_tried_and_then_lands_in_a_draft(small: Flask) -> None:
    ada = Sheet(signed_in(small))
    ada.go("/desk/import").fill(name="alba.yaml", text=changed(small)).press("Try it")
    assert ada.status == 200
    assert "1 change" in ada.text
    ada.press("Put it into drafts")
    assert ada.address.startswith("/desk/submissions/")
    assert held(small, Perspective, KEY).headline != "Another headline"


def test_a_table_adds_positions_to_what_is_published(small: Flask) -> None:
    ada = Sheet(signed_in(small))
    ada.go("/desk/import").fill(name="p.csv", text=f"{COLUMNS}\n{ROW}\n").press("Try it")
    assert "1 change" in ada.text
    ada.press("Put it into drafts").fill(summary="Adds 1999.").press("Submit for review")
    assert "Waiting for review" in ada.text


def test_a_file_is_uploaded_and_not_kept(small: Flask) -> None:
    client = signed_in(small)
    page = Sheet(client).go("/desk/import")
    data = {"csrf_token": page.value("csrf_token"), "do": "try"}
    data["file"] = (io.BytesIO(changed(small).encode()), "alba.yaml")  # type: ignore[assignment]
    answer = client.post("/desk/import", data=data)
    assert answer.status_code == 200
    assert "1 change" in answer.text


def test_a_file_in_another_encoding_is_told_with_its_line(small: Flask) -> None:
    client = signed_in(small)
    page = Sheet(client).go("/desk/import")
    data = {"csrf_token": page.value("csrf_token"), "do": "try"}
    data["file"] = (io.BytesIO(COLUMNS.encode() + b"\nbr\xfccke\n"), "p.csv")  # type: ignore[assignment]
    answer = client.post("/desk/import", data=data)
    assert answer.status_code == 422
    assert "p.csv:2: is not UTF-8; save it in that encoding" in answer.text


def test_every_fault_is_told_with_its_line_and_the_text_stays(small: Flask) -> None:
    ada = Sheet(signed_in(small))
    text = f"{COLUMNS}\n{ROW}\n{ROW.replace('disagrees', 'shrugs').replace('p1-1999', 'p1-2000')}\n"
    ada.go("/desk/import").fill(name="p.csv", text=text).press("Try it")
    assert ada.status == 422
    assert "p.csv:3" in ada.text
    assert "shrugs" in ada.value("text")


def test_what_the_site_would_refuse_is_told_with_its_line(small: Flask) -> None:
    ada = Sheet(signed_in(small))
    text = f"{COLUMNS}\n{ROW.replace(SOURCE, 'nowhere')}\n"
    ada.go("/desk/import").fill(name="p.csv", text=text).press("Try it")
    assert ada.status == 422
    assert "p.csv:2: source: unknown source 'nowhere'" in ada.text
    assert "Put it into drafts" not in ada.html


def test_what_is_published_already_changes_nothing(small: Flask) -> None:
    ada = Sheet(signed_in(small))
    text = yaml.write(exchange(held(small, Perspective, KEY)))
    ada.go("/desk/import").fill(name="alba.yaml", text=text).press("Try it")
    assert "unchanged" in ada.text
    ada.press("Put it into drafts")
    assert ada.status == 409


def test_somebodys_open_draft_is_not_written_over(small: Flask) -> None:
    start(small, somebody(small, name="Dan"))
    ada = Sheet(signed_in(small))
    ada.go("/desk/import").fill(name="alba.yaml", text=changed(small)).press("Try it")
    assert "somebody has a draft" in ada.text
    ada.set("do", "land").press("Try it")
    assert ada.status == 409


@pytest.mark.parametrize(
    ("noun", "key", "ending"),
    [
        ("perspective", KEY, {"retracted": "It was forged."}),
        ("source", "memoir", {"retracted": "It was forged."}),
        ("source", "memoir", {"merged_into": "treaty"}),
    ],
)
def test_nothing_is_retracted_or_merged_by_an_import(
    small: Flask, noun: str, key: str, ending: dict[str, str]
) -> None:
    put(small, make_source("memoir"))
    document = exchange(held(small, NOUNS[noun], key)) | ending
    text = yaml.write({"sources": [document]} if noun == "source" else document)
    ada = Sheet(signed_in(small)).go("/desk/import")
    ada.fill(name="sources.yaml" if noun == "source" else "alba.yaml", text=text).press("Try it")
    assert "retracted, merged or restored on a page of its own" in ada.text
    assert "Put it into drafts" not in ada.html
    ada.set("do", "land").press("Try it")
    assert ada.status == 409
    assert ada.address == "/desk/import"


def test_what_was_retracted_is_not_brought_back_by_an_import(small: Flask) -> None:
    before = held(small, Perspective, KEY)
    edit(small, Perspective, KEY, retracted="It was forged.")
    ada = Sheet(signed_in(small)).go("/desk/import")
    ada.fill(name="alba.yaml", text=yaml.write(exchange(before))).press("Try it")
    assert "retracted, merged or restored on a page of its own" in ada.text
    assert "Put it into drafts" not in ada.html


def typed(*documents: Document) -> str:
    """Documents as one text, divided as YAML divides them."""
    return "---\n".join(
        yaml.write({"sources": [exchange(each)]} if each.noun == "source" else exchange(each))
        for each in documents
    )


def beside(app: Flask, *documents: Document) -> tuple[Sheet, int]:
    """Somebody at the import, with drafts of documents in one submission of theirs."""
    ada = somebody(app)
    with app.app_context():
        first, *others = ((each.noun, each.key, exchange(each)) for each in documents)
        submission, _draft = drafts.begin(db.session, ada, *first)
        for each in others:
            drafts.begin_beside(db.session, ada, submission, *each)
    return Sheet(let_in(app, Known(ada.id, "", ada.name, ""))).go("/desk/import"), submission


def test_a_table_cites_a_source_that_is_begun_beside_the_draft(small: Flask) -> None:
    ada, submission = beside(small, held(small, Perspective, KEY), make_source("memoir"))
    text = f"{COLUMNS}\n{ROW.replace(SOURCE, 'memoir')}\n"
    ada.fill(name="p.csv", text=text).press("Try it")
    assert (ada.status, "1 change" in ada.text) == (200, True)
    ada.press("Put it into drafts")
    assert ada.address == f"/desk/submissions/{submission}"


def test_a_perspective_goes_beside_the_topic_that_is_begun(small: Flask) -> None:
    ada, submission = beside(small, make_topic("tunnel"))
    text = typed(make_perspective("tunnel"), make_perspective("tunnel", "boria"))
    ada.fill(name="tunnel.yaml", text=text).press("Try it")
    assert ada.status == 200, ada.text
    ada.press("Put it into drafts")
    assert ada.address == f"/desk/submissions/{submission}"
    assert "Boria on Tunnel" in ada.text


def test_what_somebody_else_begins_is_not_there_for_an_import(small: Flask) -> None:
    start(small, somebody(small, name="Dan"), "topic", "tunnel")
    ada = Sheet(signed_in(small)).go("/desk/import")
    ada.fill(name="t.yaml", text=typed(make_perspective("tunnel"))).press("Try it")
    assert "t.yaml:1: topic: unknown topic 'tunnel'; known are bridge" in ada.text


def test_a_misspelt_topic_is_told_with_the_nearest(small: Flask) -> None:
    ada = Sheet(signed_in(small)).go("/desk/import")
    ada.fill(name="t.yaml", text=typed(make_perspective("brigde"))).press("Try it")
    assert "unknown topic 'brigde'; the nearest is 'bridge'" in ada.text


def test_a_topic_its_perspectives_and_their_source_come_in_one_file(small: Flask) -> None:
    cited = [make_citation("memoir")]
    ada = Sheet(signed_in(small)).go("/desk/import")
    text = typed(
        make_topic("tunnel"), make_source("memoir"), make_perspective("tunnel", citations=cited)
    )
    ada.fill(name="tunnel.yaml", text=f"---\n{text}---\n").press("Try it")
    assert (ada.status, ada.text.count(" new ")) == (200, 3)
    ada.press("Put it into drafts").fill(summary="Adds a tunnel.").press("Submit for review")
    assert "Waiting for review" in ada.text


def test_a_fault_in_a_further_document_of_a_file_has_its_line(small: Flask) -> None:
    ada = Sheet(signed_in(small)).go("/desk/import")
    wrong = "topic: tunnel\nparty: alba\nheadline: ''\n"
    topic = typed(make_topic("tunnel"))
    line = topic.count("\n") + 4
    ada.fill(name="t.yaml", text=f"{topic}---\n{wrong}---\ncolour: red\n").press("Try it")
    assert f"t.yaml:{line}: headline: empty" in ada.text
    assert f"t.yaml:{line + 2}: is none of the files of data/" in ada.text


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("bridge,", "brigde,", "topic: unknown topic 'brigde'; the nearest is 'bridge'"),
        (
            "bridge,",
            "The bridge between two banks,",
            "topic: unknown topic 'The bridge between two banks'; the nearest is 'bridge'",
        ),
        ("bridge,", "a/b,", "topic: unknown topic 'a/b'; known are bridge"),
        (",alba,", ",Alba,", "party: unknown party 'Alba'; the nearest is 'alba'"),
        (",alba,", ",xyz,", "party: unknown party 'xyz'; known are alba, boria"),
    ],
)
def test_a_table_of_what_there_is_not_is_told_only_that(
    small: Flask, before: str, after: str, told: str
) -> None:
    ada = Sheet(signed_in(small)).go("/desk/import")
    text = f"{COLUMNS}\n{ROW}\n{ROW.replace(before, after, 1)}\n"
    ada.fill(name="p.csv", text=text).press("Try it")
    assert (ada.status, told_of(ada)) == (422, [f"p.csv:3: {told}"])
    assert "Put it into drafts" not in ada.html
    assert ada.set("do", "land").press("Try it").status == 422


def test_a_table_begins_no_perspective(small: Flask) -> None:
    put(small, make_party("coria", 3, "CO", required=False))
    text = f"{COLUMNS}\n{ROW.replace('alba', 'coria')}\n"
    told = "p.csv:2: perspective: 'coria' has none on 'bridge' yet, and a table only adds positions to one; "
    ada = Sheet(signed_in(small)).go("/desk/import")
    ada.fill(name="p.csv", text=text).press("Try it")
    assert told_of(ada) == [f"{told}begin it at the desk, or import it as YAML"]
    start(small, somebody(small, name="Dan"), "perspective", "bridge/coria")
    ada.press("Try it")
    assert told_of(ada) == [f"{told}somebody else has begun it; join that draft first"]


def told_of(sheet: Sheet) -> list[str]:
    """The faults that head the page."""
    return [
        words(each) for found in with_class(parse(sheet.html), "import-faults") for each in found
    ]


FOUND = (
    f"bridge,alba,p2-1999,p2,disagrees,1999,A. Speaker,Minister,Alba,It differs.,,,{SOURCE},p. 2,,"
)


def positions_of(app: Flask) -> list[str]:
    """The positions in the open draft of the perspective."""
    with app.app_context():
        draft = drafting.open_draft(db.session, "perspective", KEY)
        assert draft is not None
        return [each["id"] for each in data_of(draft)["positions"]]


def test_a_position_that_was_found_replaces_the_silence(small: Flask) -> None:
    ada = Sheet(signed_in(small)).go("/desk/import")
    ada.fill(name="p.csv", text=f"{COLUMNS}\n{FOUND}\n").press("Try it")
    assert "The bridge is neutral (p2). replaces the silence of 2025-12-31" in ada.text
    ada.press("Put it into drafts").fill(summary="Found.").press("Submit for review")
    assert "Waiting for review" in ada.text
    assert positions_of(small) == ["p1-1995", "p2-1999"]


def test_a_silence_that_is_only_in_the_draft_is_replaced_too(small: Flask) -> None:
    whole = exchange(held(small, Perspective, KEY))
    again = [whole["positions"][0], make_silence("p2-again", proposition="p2")]
    ada = somebody(small)
    _submission, draft = start(small, ada)
    change(small, ada, draft, positions=again)
    sheet = Sheet(let_in(small, Known(ada.id, "", ada.name, ""))).go("/desk/import")
    sheet.fill(name="p.csv", text=f"{COLUMNS}\n{FOUND}\n").press("Try it")
    sheet.press("Put it into drafts")
    assert positions_of(small) == ["p1-1995", "p2-1999"]


def test_a_silence_does_not_replace_what_was_found(small: Flask) -> None:
    row = "bridge,alba,p1-none,p1,none-found,,,,,None.,archive,2020,,,,"
    ada = Sheet(signed_in(small)).go("/desk/import")
    ada.fill(name="p.csv", text=f"{COLUMNS}\n{row}\n").press("Try it")
    told = "p.csv:2: stance: 'p1' has 'none-found' beside another position; keep one"
    assert told_of(ada) == [told]


@pytest.mark.parametrize("name", ["", "found.yaml"])
def test_a_pasted_table_is_known_by_its_first_line(small: Flask, name: str) -> None:
    ada = Sheet(signed_in(small)).go("/desk/import")
    ada.fill(name=name, text=f"{COLUMNS}\n{ROW}\n").press("Try it")
    assert (ada.status, "1 change" in ada.text) == (200, True)
    assert ada.value("name") == (name or "pasted.csv")


def test_the_page_lists_the_columns_with_an_example_that_can_be_read(small: Flask) -> None:
    ada = Sheet(signed_in(small)).go("/desk/import")
    assert COLUMNS.replace(",", ", ") in ada.text
    example = section(parse(ada.html), "example").text or ""
    assert is_table(example)
    found = read_csv(example.strip())
    assert not found.faults
    assert len(found.positions["the-topic", "the-party"]) == 2


def test_a_topics_own_download_is_called_another_table(small: Flask) -> None:
    download = small.test_client().get("/topics/bridge.csv").text.replace("\r\n", "\n")
    ada = Sheet(signed_in(small)).go("/desk/import")
    ada.fill(text=download).press("Try it")
    [told] = told_of(ada)
    columns = COLUMNS.replace(",", ", ")
    assert told.startswith("pasted.csv:1: is a topic's own download, which is another table")
    assert f"the columns {columns}, and" in told
