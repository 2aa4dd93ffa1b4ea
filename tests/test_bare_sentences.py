"""No sentence for a person is bare: each is in the catalogues, whole, with its parts by name."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import freelancer_os

SOURCE = Path(freelancer_os.__file__).parent
PACKAGES = (
    *("core", "people", "clients", "projects", "tools", "finance", "invoicing"),
    *("engine", "collections", "transfer", "cli", "api"),
)
# What makes a sentence of the catalogues, and what reads a declaration in the reader's language.
SAID = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "Sentence", "Word.of"}
DECLARED = {"label", "done", "otherwise", "singular", "plural", "menu", "new_label"}
# What tells somebody something: none of its arguments is a bare text.
TELLS = {
    *("ValidationError", "refusal", "refuse", "Conflict", "Stale", "Problem", "Http404"),
    *("Refused", "StatementError", "UnreadableError", "_UnfitError", "_NoRateError"),
    *("_malformed", "_wrong", "_unknown", "print", "getpass", "Result", "change"),
}
# What only a programmer reads: an error of theirs, a line of the log of the server.
FOR_PROGRAMMERS = {
    *("OutsideChange", "ValueError", "TypeError", "RuntimeError", "OSError", "LookupError"),
    *("TypeVar", "cast", "logger.info", "logger.warning", "logger.exception", "_logger.warning"),
}
# The API is documented in English; so is what a collection says of its fields there.
DOCUMENTS = {"notes", "description", "summary", "help_text"}
UNSAID = {
    "api/document": "the API's documentation is in English",
    "core/check.py": "faults name tables and columns, for whoever mends them",
    "finance/audit.py": "faults name tables and columns, for whoever mends them",
    "cli/server.py": "the ready line is read by programs",
}
TEXT = re.compile(r"[^\W\d_]{2,} \S|\S [^\W\d_]{2,}")
SENTENCE = re.compile(r"(?s)[“A-Z{].* .*[.:!?…”]|.*[^\W\d_]{2,} .*[.]")
WRITTEN_IN_SQL = re.compile(r"\b(SELECT|PRAGMA|SET LOCAL)\b")


def bare(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The line and the text of each sentence that is in no catalogue."""
    yield from _bare(tree, tells=False)


def _bare(node: ast.AST, *, tells: bool) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if isinstance(node, ast.JoinedStr | ast.Constant):
        text = _text(node)
        if (TEXT.search(text) if tells else SENTENCE.fullmatch(text)) and not (
            WRITTEN_IN_SQL.search(text)
        ):
            yield node.lineno, text
        if isinstance(node, ast.Constant):
            return
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        if name in SAID | FOR_PROGRAMMERS:
            return
        tells = name.rpartition(".")[2] in TELLS
    if isinstance(node, ast.Assign):
        tells = any(ast.unparse(one).endswith("sentence") for one in node.targets)
    if isinstance(node, ast.Compare | ast.Subscript | ast.arg):
        return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.keyword) and child.arg in DECLARED | DOCUMENTS:
            continue
        if isinstance(child, ast.FormattedValue):
            continue
        yield from _bare(child, tells=tells)


def _text(node: ast.JoinedStr | ast.Constant) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values)


def modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for file in sorted((SOURCE / package).rglob("*.py")):
            name = file.relative_to(SOURCE).as_posix()
            if "/migrations/" not in name and not name.startswith(tuple(UNSAID)):
                yield name, file


def test_every_sentence_is_in_the_catalogues() -> None:
    found = [
        f"{name}:{line}: {text}"
        for name, file in modules()
        for line, text in bare(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_what_is_left_out_is_there() -> None:
    assert [name for name in UNSAID if not (SOURCE / name).exists()] == []


@pytest.mark.parametrize(
    "line",
    [
        'raise ValidationError({"name": ["Too long"]})',
        'raise refuse(self.name, f"{self.label} is missing")',
        'raise Conflict("a" if b else "no such thing")',
        'print("Wrote it", file=stream)',
        'unit.sentence = f"Deleted {record}"',
        'with change(workspace, user, f"Deleted {record}", door=door) as unit: pass',
        'return f"Takes {amount} away."',
        'sentence = "There is no such thing."',
        'return "This token reads."',
    ],
)
def test_a_bare_sentence_is_found(line: str) -> None:
    assert list(bare(ast.parse(line))) != []


@pytest.mark.parametrize(
    "line",
    [
        'raise ValidationError({"name": [_("Too long.")]})',
        'raise refuse(self.name, _("{field} is missing.").format(field=self.label))',
        'unit.sentence = Sentence("Deleted {record}", {"record": record})',
        'Action(verb="pay", label="Mark as paid", otherwise="There is nothing to be paid.")',
        'raise OutsideChange(f"{name} was read before the change began.")',
        '"""A docstring of one line."""',
    ],
)
def test_what_is_said_is_not(line: str) -> None:
    assert list(bare(ast.parse(line))) == []
