"""A page as somebody without script uses it: reads it, fills its fields, presses a button."""

from __future__ import annotations

from typing import Self
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from tests.support.html import parse, words


class Sheet:
    """The page that a client is on."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.status = 0
        self.address = ""
        self.html = ""
        self.filled: dict[str, list[str]] = {}

    def go(self, address: str) -> Self:
        """Open an address."""
        return self._take(self.client.get(address, follow_redirects=True))

    @property
    def text(self) -> str:
        """All words of the page."""
        return words(parse(self.html))

    def fill(self, **fields: str | list[str]) -> Self:
        """Fill fields by their names; ``__`` stands for the hyphen in a name."""
        for name, value in fields.items():
            self.set(name.replace("__", "-"), value)
        return self

    def set(self, name: str, value: str | list[str]) -> Self:
        """Fill one field; several values tick several boxes."""
        self.filled[name] = [value] if isinstance(value, str) else value
        return self

    def press(self, label: str) -> Self:
        """Press the first button whose words begin so, and go where the answer leads."""
        form, button = self._button(label)
        data = MultiDict(pair for pair in _fields(form) if pair[0] not in self.filled)
        for name, values in self.filled.items():
            data.setlist(name, values)
        pressed = button.get("name")
        if pressed:
            data.add(pressed, button.get("value", ""))
        action = button.get("formaction") or form.get("action") or self.address
        method = form.get("method", "get").lower()
        self.filled = {}
        if method == "get":
            return self._take(self.client.get(action, query_string=data, follow_redirects=True))
        kind = form.get("enctype", "application/x-www-form-urlencoded")
        return self._take(
            self.client.post(action, data=data, content_type=kind, follow_redirects=True)
        )

    def do(self, what: str) -> Self:
        """Press the button of a draft's form that says what it does by its value only."""
        return self.set("do", what).press("Save")

    def value(self, name: str) -> str:
        """What a field holds."""
        for form in parse(self.html).iter("form"):
            for key, value in _fields(form):
                if key == name:
                    return value
        raise AssertionError(f"there is no field {name}")

    def names(self, start: str = "") -> list[str]:
        """The names of the fields that begin so, in their order."""
        found = [key for form in parse(self.html).iter("form") for key, _value in _fields(form)]
        return [name for name in dict.fromkeys(found) if name.startswith(start)]

    def _button(self, label: str) -> tuple[Element, Element]:
        for form in parse(self.html).iter("form"):
            for button in form.iter("button"):
                if words(button).startswith(label) and button.get("aria-hidden") != "true":
                    return form, button
        raise AssertionError(f"there is no button {label!r} on {self.address}")

    def _take(self, answer: object) -> Self:
        self.status = answer.status_code  # type: ignore[attr-defined]
        self.address = answer.request.path  # type: ignore[attr-defined]
        self.html = answer.get_data(as_text=True)  # type: ignore[attr-defined]
        return self


def _fields(form: Element) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for each in form.iter():
        name = each.get("name")
        if not name or each.get("disabled") is not None:
            continue
        if each.tag == "input" and each.get("type") in ("checkbox", "radio"):
            if each.get("checked") is not None:
                found.append((name, each.get("value", "on")))
        elif each.tag == "input" and each.get("type") not in ("submit", "file", "button"):
            found.append((name, each.get("value", "")))
        elif each.tag == "textarea":
            # As browsers do: the first line feed is the page's own; lines end as in mail.
            text = (each.text or "").removeprefix("\n")
            found.append((name, text.replace("\n", "\r\n")))
        elif each.tag == "select":
            found += [(name, value) for value in _chosen(each)]
    return found


def _chosen(select: Element) -> list[str]:
    options = list(select.iter("option"))
    chosen = [each for each in options if each.get("selected") is not None] or options[:1]
    return [each.get("value", words(each)) for each in chosen]
