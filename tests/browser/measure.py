"""Measurements that a browser takes of a page, once it is there.

A click returns when the next page has begun, and not when it is there to be measured.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

_AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
_TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]

_RUN = """([within, tags]) => axe.run(within, {runOnly: tags, resultTypes: ["violations"]}).then(found =>
  found.violations.map(each => ({
    rule: each.id,
    where: each.nodes.slice(0, 3).map(node => node.target.join(" ") + " " + (node.any[0]?.message ?? "")),
  })))"""

_OUT_OF_SIGHT = """() => {
  const right = document.documentElement.clientWidth;
  const clipped = element => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.clipPath !== "none" || style.position === "absolute" && style.left.startsWith("-")) return true;
    }
    return false;
  };
  return [...document.querySelectorAll("main *, header *, footer *")]
    .filter(e => e.getClientRects().length && e.getBoundingClientRect().right > right + 1 && !clipped(e))
    .map(e => `${e.tagName} ${e.className} ${Math.round(e.getBoundingClientRect().right - right)}`)
    .slice(0, 5);
}"""


def violations(
    page: Page, within: str = "html", rules: list[str] | None = None
) -> list[dict[str, Any]]:
    """What axe finds wrong on a page, in the part that a selector names, by some rules or all."""
    page.wait_for_load_state()
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_AXE)
    found: list[dict[str, Any]] = page.evaluate(_RUN, [within, rules or _TAGS])
    return found


def sideways(page: Page) -> int:
    """By how many pixels a page can be scrolled sideways."""
    page.wait_for_load_state()
    width: int = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return width


def out_of_sight(page: Page) -> list[str]:
    """Elements that stand beyond the right edge of the window."""
    page.wait_for_load_state()
    found: list[str] = page.evaluate(_OUT_OF_SIGHT)
    return found
