"""A form as a page: what it shows is what it posts, everything is labelled, faults are linked."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

import pytest
from flask import Flask, get_template_attribute
from werkzeug.datastructures import MultiDict
from werkzeug.test import create_environ
from werkzeug.wrappers import Request

from app.desk.forms import DocumentForm, form_of, show, summary
from app.documents import NOUNS
from app.documents.corpus import Name
from tests.support import forms
from tests.support.html import parse, section, with_class, words
from tests.support.make import make_citation, make_position, make_silence

PAGES: list[Name] = [
    *forms.names("topic", "perspective", "party"),
    *forms.names("source")[:40],
]


def rendered(app: Flask, form: DocumentForm) -> Element:
    """The fields of a form, as a page has them."""
    with app.test_request_context():
        fields = get_template_attribute("desk/forms/form.html", "form_fields")
        return parse(str(fields(form)))


def seen(element: Element) -> Iterator[Element]:
    """The elements of a page that are there; what a template holds is not."""
    yield element
    for child in element:
        if child.tag != "template":
            yield from seen(child)


def fields(page: Element) -> list[tuple[str, str]]:
    """What a browser would post, without the buttons."""
    found: list[tuple[str, str]] = []
    for each in seen(page):
        name = each.get("name", "")
        if each.tag == "textarea":
            # A browser leaves out the first line end, and posts the others as CR LF.
            text = (each.text or "").removeprefix("\n")
            found.append((name, text.replace("\n", "\r\n")))
        elif each.tag == "select":
            options = list(each.iter("option"))
            chosen = [o for o in options if "selected" in o.attrib] or options[:1]
            found.append((name, chosen[0].get("value", "")))
        elif each.tag == "input" and (
            each.get("type") not in ("radio", "checkbox") or "checked" in each.attrib
        ):
            found.append((name, each.get("value", "")))
    return found


def posted(app: Flask, form: DocumentForm) -> MultiDict[str, str]:
    """What arrives when the form is posted as it stands."""
    body = urlencode(fields(rendered(app, form)))
    kind = "application/x-www-form-urlencoded"
    environ = create_environ(method="POST", data=body, content_type=kind)
    return Request(environ).form


@pytest.mark.parametrize("noun", NOUNS)
def test_every_document_posts_back_unchanged(app: Flask, noun: str) -> None:
    for name in (each for each in PAGES if each[0] == noun):
        topic = forms.topic_of(name)
        form = form_of(noun).of(forms.data_of(name), topic=topic)
        fixed: dict[str, object] = {
            key: form.kept[key] for key in ("topic", "party") if key in form.kept
        }
        back = form_of(noun).posted(posted(app, form), topic=topic, fixed=fixed).exchange()
        assert NOUNS[noun].model_validate(back) == forms.documents()[name]


def test_a_form_with_two_hundred_citations_posts_back_unchanged(app: Flask) -> None:
    citations = [
        make_citation(f"s{n}", quotation={"text": "a b", "language": "en"}) for n in range(100)
    ]
    data = {"citations": citations, "positions": [make_position(citations=citations)]}
    form = form_of("perspective").of(data)
    assert form_of("perspective").posted(posted(app, form)).exchange() == data


def test_text_that_looks_like_a_page_stays_text(app: Flask) -> None:
    data = {
        "title": '</textarea><b>"x"&amp;',
        "summary": "\n</textarea><i>&lt;\nEnd.",
        "tags": ["<"],
    }
    form = form_of("topic").of(data)
    assert form_of("topic").posted(posted(app, form)).exchange() == data


def test_empty_rows_are_posted_as_empty_rows(app: Flask) -> None:
    data = {
        "citations": [{}],
        "positions": [{"id": "p1-1", "proposition": "p1", "citations": [{}, {}]}],
    }
    form = form_of("perspective").of(data)
    assert form_of("perspective").posted(posted(app, form)).exchange() == data


def test_what_belongs_to_another_stance_is_posted_all_the_same(app: Flask) -> None:
    position = make_position(stance="none-found", searched=make_silence()["searched"])
    form = form_of("perspective").of({"positions": [position]})
    back = form_of("perspective").posted(posted(app, form)).exchange()
    assert back == {"positions": [position]}


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("empty", [True, False])
def test_every_control_has_a_label_and_every_id_is_given_once(
    app: Flask, noun: str, empty: bool
) -> None:
    name = forms.names(noun)[0]
    data = {} if empty else forms.data_of(name)
    form = form_of(noun).of(data, topic=forms.topic_of(name))
    show(form, forms.faults_of(noun, data))
    every = list(seen(rendered(app, form)))
    ids = [each.get("id", "") for each in every if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    labelled = {each.get("for") for each in every if each.tag == "label"}
    for each in every:
        assert set(each.get("aria-describedby", "").split()) <= set(ids)
        if each.tag in ("select", "textarea") or (
            each.tag == "input" and each.get("type") != "hidden"
        ):
            assert each.get("id") in labelled
        if each.tag == "fieldset":
            assert each[0].tag == "legend"
            assert words(each[0])


@pytest.mark.parametrize("noun", NOUNS)
def test_no_style_and_no_script_stand_in_the_page(app: Flask, noun: str) -> None:
    for each in rendered(app, form_of(noun).of({})).iter():
        assert each.tag != "script"
        assert not {name for name in each.attrib if name == "style" or name.startswith("on")}


def test_a_problem_stands_beside_its_field_and_is_bound_to_it(app: Flask) -> None:
    form = form_of("topic").of({"title": "t" * 141})
    problems = forms.faults_of("topic", form.exchange())
    show(form, problems)
    page = rendered(app, form)
    control = section(page, "f-title")
    assert control.get("aria-invalid") == "true"
    assert "f-title-fault" in control.get("aria-describedby", "").split()
    assert "at most 140 characters" in words(section(page, "f-title-fault"))
    for place, _label, _sentence in summary(form, problems):
        section(page, place)


def test_the_limits_that_a_page_says_are_those_of_the_model(app: Flask) -> None:
    page = rendered(app, form_of("topic").of({}))
    title, summary_ = section(page, "f-title"), section(page, "f-summary")
    assert title.get("data-longest") == "140"
    assert (summary_.get("data-fewest-words"), summary_.get("data-most-words")) == ("60", "180")
    assert words(section(page, "f-summary-limit")) == "60 to 180 words"
    assert "maxlength" not in title.attrib  # a browser would cut pasted text off without a word


def test_a_row_with_a_problem_stands_open_and_others_fold(app: Flask) -> None:
    good, bad = make_position("a"), make_position("b", citations=[{"source": "s"}])
    form = form_of("perspective").of({"positions": [good, bad]})
    show(form, forms.faults_of("perspective", form.exchange()))
    rows = with_class(rendered(app, form), "f-folded")
    assert ["open" in row.attrib for row in rows[:2]] == [False, True]


def test_the_row_that_has_the_focus_stands_open(app: Flask) -> None:
    form = form_of("perspective").of({"positions": [make_position("a"), make_position("b")]})
    form.focus = "f-positions-1-citations-0-source"
    page = rendered(app, form)
    assert ["open" in row.attrib for row in with_class(page, "f-folded")[:2]] == [False, True]
    assert "autofocus" in section(page, form.focus).attrib


def test_a_changed_statement_asks_whether_its_citations_still_carry_it(app: Flask) -> None:
    form = form_of("perspective").of({"positions": [make_position("a"), make_position("b")]})
    page = rendered(app, form)
    assert ("confirm", "a") not in fields(page)
    assert ["hidden" in box.attrib for box in with_class(page, "f-confirm")] == [True, True]
    form.to_confirm, form.confirmed = {"a", "b"}, {"a"}
    page = rendered(app, form)
    assert [value for name, value in fields(page) if name == "confirm"] == ["a"]
    assert section(page, "f-positions-1-confirm").get("value") == "b"
    assert ["hidden" in box.attrib for box in with_class(page, "f-confirm")] == [False, False]


def test_positions_of_a_lost_proposition_can_be_given_another(app: Flask) -> None:
    name = ("perspective", "unifil-proposal/russia")
    data = forms.data_of(name)
    data["positions"][0]["proposition"] = "lost"
    page = rendered(app, form_of("perspective").of(data, topic=forms.topic_of(name)))
    select = section(page, "f-positions-0-proposition")
    assert [o.get("value") for o in select if "selected" in o.attrib] == ["lost"]


@pytest.mark.parametrize("name", forms.names("topic", "perspective"))
def test_no_two_buttons_that_add_rows_are_called_the_same(app: Flask, name: Name) -> None:
    data, topic = forms.data_of(name), forms.topic_of(name)
    page = rendered(app, form_of(name[0]).of(data, topic=topic))
    called = [words(each) for each in seen(page) if each.tag == "button"]
    adding = [each for each in called if each.startswith("Add ")]
    assert len(adding) == len(set(adding))


def test_a_position_is_added_on_a_proposition(app: Flask) -> None:
    topic = forms.topic_of(("perspective", "unifil-proposal/russia"))
    assert topic
    page = rendered(app, form_of("perspective").of({}, topic=topic))
    for each in topic.propositions:
        button = section(page, f"f-positions-add-{each.id}")
        assert words(button) == f"Add a position on: {each.text}"


def test_the_enter_key_saves_and_removes_nothing(app: Flask) -> None:
    page = rendered(app, form_of("topic").of({"places": [{}]}))
    first = next(each for each in seen(page) if each.tag == "button")
    assert (first.get("value"), first.get("type")) == ("save", "submit")


def test_a_source_is_shown_with_its_title(app: Flask) -> None:
    form = form_of("perspective").of({"citations": [make_citation("un")]})
    form.titles = {"un": "Resolution 72/282"}
    page = rendered(app, form)
    assert words(section(page, "f-citations-0-source-title")) == "Resolution 72/282"
    assert [o.get("value") for o in section(page, "f-sources")] == ["un"]
