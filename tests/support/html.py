"""Pages as trees, read strictly: an end tag that closes nothing is an error."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

#: Elements that have no end tag (https://html.spec.whatwg.org/#void-elements).
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_UNSEEN = {"script", "style", "template", "head"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class BadHtml(ValueError):  # noqa: N818 - the page is bad, not the reader
    """The page does not close what it opens."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tree = TreeBuilder()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            raise BadHtml(f"<{tag}> on line {self.getpos()[0]} has an attribute twice")
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self.tree.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise BadHtml(f"</{tag}> on line {self.getpos()[0]} closes nothing")
        self.tree.end(tag)

    def handle_data(self, data: str) -> None:
        if self.open:
            self.tree.data(data)


def parse(page: str) -> Element:
    """The ``<html>`` element of a page."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    if reader.open:
        raise BadHtml(f"never closed: {', '.join(reader.open)}")
    return reader.tree.close()


def words(element: Element) -> str:
    """The text of an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def with_class(root: Element, name: str) -> list[Element]:
    """The elements of a class, in the order of the page."""
    return [each for each in root.iter() if name in each.get("class", "").split()]


def by_id(root: Element, id: str) -> Element | None:
    """The element with an id."""
    return next((each for each in root.iter() if each.get("id") == id), None)


def section(root: Element, id: str) -> Element:
    """The element with an id, which must be there."""
    found = by_id(root, id)
    assert found is not None, f"nothing on the page has the id {id}"
    return found


def headings(root: Element) -> list[tuple[int, str]]:
    """Level and text of every heading, in order."""
    return [(int(each.tag[1]), words(each)) for each in root.iter() if each.tag in HEADINGS]


def links(root: Element) -> list[str]:
    """Where the links of a page lead."""
    return [each.get("href", "") for each in root.iter("a")]


def texts(root: Element, *but: str) -> Iterator[str]:
    """Every piece of text that is shown, *but* for some elements; white space folded."""
    if root.tag in _UNSEEN or root.tag in but:
        return
    yield from _piece(root.text)
    for child in root:
        yield from texts(child, *but)
        yield from _piece(child.tail)


def _piece(text: str | None) -> Iterator[str]:
    if text and text.strip():
        yield " ".join(text.split())
