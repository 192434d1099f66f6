"""How many lines a text takes, told without a browser."""

from __future__ import annotations

from app.embed.letters import Face, cells

FACE = Face(15, 21)


def test_a_text_without_words_keeps_its_line() -> None:
    assert FACE.lines("", 100) == 1
    assert FACE.height("", 100, 4) == 25


def test_wide_letters_need_more_lines_than_narrow_ones() -> None:
    assert FACE.lines("will ill " * 10, 200) < FACE.lines("mown mow " * 10, 200)


def test_a_word_that_is_wider_than_its_room_is_broken() -> None:
    assert FACE.lines("m" * 30, 100) == 5


def test_without_room_a_line_holds_a_letter() -> None:
    assert FACE.lines("no room", -33) <= 7


def test_letters_that_are_not_known_take_room_too() -> None:
    assert FACE.width("Приднестровье") > 100


def test_boxes_that_fit_share_a_line() -> None:
    assert cells([], 100, 10) == 1
    assert cells([40, 50], 100, 10) == 1
    assert cells([40, 51], 100, 10) == 2
