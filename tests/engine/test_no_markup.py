"""The engine says what things are, in words; how they are drawn is the pages' affair."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import freelancer_os

BELOW = (
    *("core", "people", "engine", "clients", "projects", "tools"),
    *("finance", "invoicing", "collections"),
)
MARKUP = re.compile(r"(?<!\?P)</?[a-z][a-z0-9]*[ >]")
DRAWING = {"django.utils.html", "django.utils.safestring", "html"}


def files() -> Iterator[Path]:
    for room in BELOW:
        yield from (Path(freelancer_os.__file__).parent / room).rglob("*.py")


def test_nothing_below_the_pages_writes_html() -> None:
    for file in files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not MARKUP.search(node.value), (file, node.value)
            elif isinstance(node, ast.ImportFrom):
                assert node.module not in DRAWING, file
            elif isinstance(node, ast.Import):
                assert not DRAWING & {one.name for one in node.names}, file
