"""Files with one fault each, and what their author must be told of it."""

from __future__ import annotations

from tests.support.bad.case import Bad, spoil, write_site
from tests.support.bad.laws import LAWS
from tests.support.bad.references import REFERENCES
from tests.support.bad.shape import SHAPE
from tests.support.bad.syntax import SYNTAX

BAD = [*SYNTAX, *SHAPE, *REFERENCES, *LAWS]

__all__ = ["BAD", "Bad", "spoil", "write_site"]
