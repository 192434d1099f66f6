"""axe-core finds nothing to object to: WCAG 2.2 AA and best practice."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Opener
from tests.browser.measure import violations
from tests.browser.pages import EVERY

WIDTHS = (320, 768, 1280)


@pytest.mark.parametrize("name", EVERY)
def test_axe_finds_nothing_at_any_width_light_or_dark(visit: Opener, name: str) -> None:
    page = visit(EVERY[name], color_scheme="light")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        assert violations(page) == [], width
        page.emulate_media(color_scheme="dark")
        # Dark pages differ in their colours only, and axe is slow.
        assert violations(page, rules=["color-contrast"]) == [], width


def test_axe_would_find_a_fault(visit: Opener) -> None:
    page = visit("/about")
    page.evaluate(
        "document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=data:,><h4>no</h4>')"
    )
    assert {"image-alt", "heading-order"} <= {each["rule"] for each in violations(page)}
    page.evaluate("document.querySelector('p').style.color = 'silver'")
    assert [each["rule"] for each in violations(page, rules=["color-contrast"])] == [
        "color-contrast"
    ]


def test_axe_finds_nothing_in_an_open_popover(visit: Opener) -> None:
    page = visit(EVERY["topic"])
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.locator(".matrix a.cite:visible").first.click()
        # What the popover covers cannot be pressed while it is open, so only it is looked at.
        assert violations(page, "#popover") == []
