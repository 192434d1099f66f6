"""The one byte form of a document, and its digest."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from app.documents.base import Document


def exchange(document: Document) -> dict[str, Any]:
    """The document as plain data, keys in the order of the model.

    Fields that hold their default are left out, so that a field added later leaves
    the form, and with it the digest, of every older document unchanged.
    """
    return document.model_dump(mode="json", exclude_defaults=True)


def canonical(value: object) -> str:
    """Plain data as JSON with sorted keys and no white space.

    The form follows RFC 8785 (JSON Canonicalization Scheme) for the values that
    documents hold: text, whole numbers, short decimals, lists and objects.
    """
    return json.dumps(_short(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _short(value: object) -> object:
    """The value with 46 for 46.0, as RFC 8785 has it."""
    if isinstance(value, dict):
        return {key: _short(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_short(each) for each in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 form of *text*, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
