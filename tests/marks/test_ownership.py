"""Each object of the marks is changed by its own methods alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import paperreader.marks

MODULES = sorted(Path(paperreader.marks.__file__).parent.glob("*.py"))
OWN_PARTS = {
    "table": {"row.paper", "known.comments", "known.extra"},
    "document": {"row.comments"},
    "printed_marks": {"row.extra"},
}
"""Assignments to an object that is part of the writer's own: the rows of a table, and of a document that is read."""


def foreign_assignments(tree: ast.AST) -> Iterator[str]:
    """Return the attributes that are assigned or deleted on anything but `self`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
            target = ast.unparse(node)
            if target != f"self.{node.attr}":
                yield target


@pytest.mark.parametrize("module", MODULES, ids=[module.stem for module in MODULES])
def test_no_class_writes_the_fields_of_another(module: Path) -> None:
    found = set(foreign_assignments(ast.parse(module.read_text("utf-8"))))
    assert found == OWN_PARTS.get(module.stem, set())
