from __future__ import annotations


def locale() -> str:
    return "en_GB"


def init_app(app) -> None:
    pass
