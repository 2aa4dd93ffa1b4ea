"""The engine and the layouts know no domain: nothing in their code is called what it is about."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from freelancer_os.collections.workspace.properties import PROPERTIES
from freelancer_os.collections.workspace.views import VIEWS
from freelancer_os.engine.registry import collections

HOME = Path(__file__).parents[2] / "src" / "freelancer_os"
LAYOUTS = sorted(layout.parent for layout in HOME.glob("web/*/layout.py"))
APART = {"migrations", "composers.py"}  # the forms of cells ask for income and expenses
FILES = [
    one
    for room in [HOME / "engine", HOME / "web" / "cells", *LAYOUTS]
    for one in sorted(room.rglob("*"))
    if one.suffix in {".py", ".html"} and not APART & {*one.parts}
]
OURS = {PROPERTIES.slug, VIEWS.slug}  # what the engine itself keeps
# Days of a calendar and totals have entries too, an e-mail address is a kind of text, a rate one of
# number, and an amount may hold its tax. Texts have lines, and an IBAN is a number of banks.
USUAL = {"entry", "entries", "time", "mail", "tax", "rate", "rates", "line", "lines", "bank"}
WORD = re.compile(r"[A-Za-z]+")


def domain() -> set[str]:
    """What the collections are called, and some of what is peculiar to one of them."""
    declared = [one for one in collections if one.slug not in OURS]
    names = {name for one in declared for name in (one.slug, one.singular, one.plural)}
    models = {one.model._meta.model_name or "" for one in declared}
    peculiar = {"void", "overdue", "unpaid", "workflow", "exchange", "income", "expense"}
    words = {word for name in names | models for word in WORD.findall(name)}
    return words - USUAL | peculiar


def words(path: Path) -> Iterator[str]:
    """The words of names and texts in the code of a file, without what is said about it."""
    if path.suffix == ".html":
        yield from WORD.findall(path.read_text().lower())
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ""  # a docstring, met before what it holds
        for _, value in ast.iter_fields(node):
            if isinstance(value, str):
                yield from WORD.findall(re.sub(r"([a-z])([A-Z])", r"\1 \2", value).lower())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOME)))
def test_no_word_is_of_the_domain(path: Path) -> None:
    found = set(words(path)) & domain()
    assert not found


def test_there_are_words_to_look_for() -> None:
    assert {"client", "invoices", "transaction", "account", "void"} <= domain()
    assert len(LAYOUTS) >= 4
    found = set(words(HOME / "collections" / "work" / "invoices.py"))
    assert {"client", "invoice", "void", "overdue"} <= found
