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
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256 of the UTF-8 form of *text*, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
