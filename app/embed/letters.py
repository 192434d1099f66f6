"""How many lines a text takes in a room, told without drawing it.

The widths are those of Noto Sans and Noto Serif, wider than what most systems set: a reader's
card is rather lower than was told.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Letters by their width in hundredths of the size.
_BY_WIDTH = {
    22: "’'",
    26: "ijlî ",
    29: "!,.:;J·`()-",
    34: "If[]",
    38: "t“”ț/\\{}",
    43: '"r?_',
    48: "zcsș–vy",
    54: "FLkx*S|",
    57: "ETaeăâé0123456789$+<=>YZ^~Xея",
    62: "PVobdgpqKRhnuüCA",
    74: "#B&DGUHNOQ",
    92: "w%@MWm",
}
_WIDTHS = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}
_OTHER = 64


@dataclass(frozen=True)
class Face:
    """A kind of letters at a size, with its distance from line to line, in pixels."""

    size: float
    line: float
    wide: float = 1.0
    """How much wider than upright sans it runs."""

    def width(self, text: str) -> float:
        """How wide a text is in one line."""
        hundredths = sum(_WIDTHS.get(letter, _OTHER) for letter in text)
        return hundredths / 100 * self.size * self.wide

    def lines(self, text: str, room: float) -> int:
        """Lines that it takes, broken at spaces; a longer word is broken anywhere. At least one."""
        # A line holds a letter at least, also in a card that was asked to be one pixel wide.
        room = max(room, self.size)
        used, lines, space = 0.0, 1, self.width(" ")
        for word in text.split():
            wide = self.width(word)
            if used and used + space + wide > room:
                used, lines = 0.0, lines + 1
            used += wide + (space if used else 0)
            while used > room:
                used, lines = used - room, lines + 1
        return lines

    def height(self, text: str, room: float, after: float = 0.0) -> float:
        """How high it is, with the room *after* it."""
        return self.lines(text, room) * self.line + after


def cells(widths: list[float], room: float, gap: float) -> int:
    """Lines that some boxes take, as many in a line as fit."""
    used, lines = 0.0, 1
    for wide in widths:
        if used and used + gap + wide > room:
            used, lines = 0.0, lines + 1
        used += wide + (gap if used else 0)
    return lines
