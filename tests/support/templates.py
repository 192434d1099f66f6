"""Templates as trees: what they import and what they use."""

from __future__ import annotations

from jinja2 import Environment, nodes


def imported(tree: nodes.Template) -> set[str]:
    """The names of the macros that a template imports."""
    names: set[str] = set()
    for each in tree.find_all(nodes.FromImport):
        names |= {name if isinstance(name, str) else name[1] for name in each.names}
    return names


def used(tree: nodes.Template) -> set[str]:
    """The names that a template reads."""
    return {each.name for each in tree.find_all(nodes.Name) if each.ctx == "load"}


def unused_imports(environment: Environment, source: str) -> set[str]:
    """Macros that a template imports and does not use."""
    tree = environment.parse(source)
    return imported(tree) - used(tree)
