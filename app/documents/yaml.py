"""YAML as the exchange form uses it: text, lists and keys, each with its line.

Every scalar is read as the text that stands there. YAML's own guesses (``no`` as false,
``1992-07-21`` as a date, ``012`` as ten) would change what a document says; the models
turn text into numbers where a number is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import yaml

from app.documents.faults import Path

Lines = dict[Path, int]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 12
_TAGGED = (yaml.ScalarEvent, yaml.CollectionStartEvent)


class BadYaml(Exception):  # noqa: N818 - it is the file that is bad, not the program
    """The text is not YAML as we use it; ``line`` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def read(text: str) -> tuple[Any, Lines]:
    """Plain data, and the line of every path in it.

    Raises BadYaml for a syntax error, a key given twice, an alias or a tag.
    """
    (node,) = _composed(text, lambda: [yaml.compose(text, Loader=_LOADER)])
    return _read(node)


def read_all(text: str) -> list[tuple[Any, Lines]]:
    """The same of every document of a text, which "---" divides; those that are empty left out."""
    nodes = _composed(text, lambda: yaml.compose_all(text, Loader=_LOADER))
    return [found for found in map(_read, nodes) if found[0] is not None]


def _composed(text: str, compose: Callable[[], Iterable[yaml.Node | None]]) -> list[Any]:
    _refuse_controls(text)
    try:
        # Without aliases there is nothing to compose twice, so no text can grow (the
        # "billion laughs"); they are refused while the events are still a stream, and so are
        # tags, which ask for another reading of a value than as text.
        _refuse_unused(text)
        return list(compose())
    except yaml.MarkedYAMLError as error:
        raise BadYaml(_line_of(error), f"not YAML: {error.problem}") from None


def _read(node: yaml.Node | None) -> tuple[Any, Lines]:
    lines: Lines = {}
    data = None if node is None else _plain(node, (), lines)
    return data, lines


def _line_of(error: yaml.MarkedYAMLError) -> int:
    """Where to look: what was opened and never closed begins where it was opened."""
    mark = error.problem_mark
    if error.context and ("flow" in error.context or "quoted" in error.context):
        mark = error.context_mark
    return _number(mark)


def _number(mark: Any) -> int:
    """The line of a mark as people count; PyYAML counts from 0."""
    return mark.line + 1 if mark else 1


def _refuse_controls(text: str) -> None:
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise BadYaml(line, f"not YAML: the character U+{ord(found.group()):04X}; remove it")


def _refuse_unused(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = _number(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            raise BadYaml(line, f"the alias *{event.anchor} is not used here; write it out")
        if isinstance(event, _TAGGED) and event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise BadYaml(line, f"the tag {tag} is not used here; write the value without it")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise BadYaml(line, f"nested more than {_DEEPEST} levels deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _plain(node: yaml.Node, path: Path, lines: Lines) -> Any:
    lines.setdefault(path, _number(node.start_mark))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, n), lines) for n, item in enumerate(node.value)]
    if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null") and not node.style:
        return None
    return node.value


def _mapping(node: yaml.MappingNode, path: Path, lines: Lines) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, value in node.value:
        line = _number(key.start_mark)
        if not isinstance(key, yaml.ScalarNode):
            raise BadYaml(line, "a key must be a word")
        if key.value in data:
            raise BadYaml(line, f"the key '{key.value}' is given twice; keep one")
        lines[(*path, key.value)] = line
        data[key.value] = _plain(value, (*path, key.value), lines)
    return data


class _Writer(yaml.SafeDumper):
    """Writes block style, long texts folded, list entries indented under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


_FOLD_FROM = 80


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = ">" if len(text) > _FOLD_FROM and " " in text else None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        # PyYAML would quote what YAML 1.1 takes for a date; our reader takes it for text.
        return yaml.ScalarNode("tag:yaml.org,2002:timestamp", text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Writer.add_representer(str, _write_text)


def write(data: object) -> str:
    """Plain data as YAML: the same data always gives the same text."""
    return yaml.dump(
        data,
        Dumper=_Writer,
        allow_unicode=True,
        sort_keys=False,
        width=96,
        default_flow_style=False,
    )
