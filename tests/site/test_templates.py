"""What every page has: a title of its own, headings in order, addresses that hold."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import ROOT
from tests.support.html import BadHtml, by_id, headings, parse, section, words
from tests.support.pages import ERRORS, PAGES
from tests.support.reading import read
from tests.support.templates import unused_imports

FOLDER = ROOT / "templates"
TEMPLATES = sorted(str(each.relative_to(FOLDER)) for each in FOLDER.rglob("*.*"))
EVERY = {**{name: (path, 200) for name, path in PAGES.items()}, **ERRORS}
#: Views of one topic have its title: the address tells them apart, the page says which it is.
SAME_TITLE = re.compile(r"topic |topics by|no topic|sources in|claims c|search with")


def page(client: FlaskClient, name: str) -> Element:
    """A page by its name in the list of pages."""
    address, status = EVERY[name]
    return read(client, address, status)


def metadata(page: Element) -> dict[str, str]:
    """What a page says of itself to programs."""
    found = {
        each.get("name", "") or each.get("property", ""): each.get("content", "")
        for each in page.iter("meta")
    }
    canonical = [each for each in page.iter("link") if each.get("rel") == "canonical"]
    assert len(canonical) == 1
    return {**found, "canonical": canonical[0].get("href", "")}


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_compiles(loaded: Flask, name: str) -> None:
    loaded.jinja_env.get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_imports_what_it_does_not_use(loaded: Flask, name: str) -> None:
    source = (FOLDER / name).read_text(encoding="utf-8")
    assert unused_imports(loaded.jinja_env, source) == set()


def test_an_import_without_use_would_be_found(loaded: Flask) -> None:
    source = '{% from "a.html" import one, two as three %}{{ one() }}'
    assert unused_imports(loaded.jinja_env, source) == {"three"}


@pytest.mark.parametrize("name", EVERY)
def test_a_page_has_one_title_heading_and_skips_no_level(client: FlaskClient, name: str) -> None:
    levels = [level for level, _text in headings(page(client, name))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(new <= old + 1 for old, new in pairwise(levels))
    assert all(text for _level, text in headings(page(client, name)))


@pytest.mark.parametrize("name", EVERY)
def test_every_id_is_given_once_and_every_reference_leads_to_one(
    client: FlaskClient, name: str
) -> None:
    tree = page(client, name)
    ids = [each.get("id", "") for each in tree.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    for each in tree.iter():
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            assert set(each.get(attribute, "").split()) <= set(ids)
        if each.tag == "a" and each.get("href", "").startswith("#"):
            assert each.get("href", "")[1:] in ids


@pytest.mark.parametrize("name", EVERY)
def test_a_page_says_what_it_is_under_the_address_of_the_site(
    client: FlaskClient, name: str
) -> None:
    path = EVERY[name][0].partition("?")[0]
    tree = page(client, name)
    said = metadata(tree)
    assert tree.get("lang") == "en"
    assert 20 <= len(said["description"]) <= 320
    assert said["canonical"].startswith(client.application.config["SITE_URL"] + path)
    assert said["og:url"] == said["canonical"]
    assert said["og:description"] == said["description"]
    title = tree.find("head/title")
    assert title is not None
    assert words(title) == f"{said['og:title']} · Alteram"
    assert said["og:site_name"] == "Alteram"
    assert said["og:type"] in ("article", "profile", "website")
    assert said["viewport"] == "width=device-width, initial-scale=1"


def test_every_page_has_a_title_of_its_own(client: FlaskClient) -> None:
    titles: dict[str, list[str]] = {}
    for name in EVERY:
        if not SAME_TITLE.match(name):
            title = page(client, name).find("head/title")
            assert title is not None
            titles.setdefault(words(title), []).append(name)
    assert {title: names for title, names in titles.items() if len(names) > 1} == {}


@pytest.mark.parametrize("name", EVERY)
def test_the_host_that_was_asked_for_is_on_no_page(client: FlaskClient, name: str) -> None:
    address, _status = EVERY[name]
    assert "localhost:4321" not in client.get(address, headers={"Host": "localhost:4321"}).text


@pytest.mark.parametrize("name", EVERY)
def test_links_within_the_site_lead_somewhere(client: FlaskClient, name: str) -> None:
    adapter = client.application.url_map.bind("localhost")
    for link in (each.get("href", "") for each in page(client, name).iter("a")):
        if link.startswith("/"):
            assert adapter.test(re.split(r"[?#]", link)[0]), link
        else:
            assert link.startswith(("#", "http://", "https://")), link


@pytest.mark.parametrize("name", EVERY)
def test_links_that_leave_the_site_say_so(client: FlaskClient, name: str) -> None:
    for link in page(client, name).iter("a"):
        if link.get("href", "").startswith("http"):
            assert set(link.get("rel", "").split()) & {"external", "license"}
            assert "target" not in link.attrib


@pytest.mark.parametrize("name", EVERY)
def test_every_field_has_a_label(client: FlaskClient, name: str) -> None:
    tree = page(client, name)
    labelled = {each.get("for") for each in tree.iter("label")}
    wrapped = {id(field) for label in tree.iter("label") for field in label.iter()}
    for field in (*tree.iter("input"), *tree.iter("select")):
        if field.get("type") not in ("hidden", "submit"):
            assert field.get("id") in labelled or id(field) in wrapped


@pytest.mark.parametrize("name", EVERY)
def test_a_reader_can_skip_to_the_content(client: FlaskClient, name: str) -> None:
    tree = page(client, name)
    body = tree.find("body")
    assert body is not None
    first = next(body.iter("a"))
    assert first.get("href") == "#main"
    assert section(tree, "main").tag == "main"


@pytest.mark.parametrize("broken", ["<p><b></p></b>", "<p>", "</p>", '<a id="1" id="2"></a>'])
def test_a_page_that_is_broken_would_be_found(broken: str) -> None:
    with pytest.raises(BadHtml):
        parse(f"<html>{broken}</html>")
    assert by_id(parse("<html><p id='a'><br></p></html>"), "a") is not None
