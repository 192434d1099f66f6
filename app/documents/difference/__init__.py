"""What differs between two forms of a document, field by field. Pure.

``difference`` compares; ``components/difference.html`` shows what it finds. The pages of the
history and those on which a change is reviewed use both.
"""

from app.documents.difference.compare import difference
from app.documents.difference.found import (
    Change,
    Difference,
    EntriesChange,
    Moved,
    Segment,
    Step,
    ValueChange,
)
from app.documents.difference.text import segments

__all__ = [
    "Change",
    "Difference",
    "EntriesChange",
    "Moved",
    "Segment",
    "Step",
    "ValueChange",
    "difference",
    "segments",
]
