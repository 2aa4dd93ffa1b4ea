"""Every file, folder and command that the documentation for contributors names is there."""

import os
import re
import shlex
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from freelancer_os.cli.main import parser

ROOT = Path(__file__).parents[2]
FOUNDATIONS = ("", "src/freelancer_os", "frontend", "frontend/js", "frontend/css")
"""A name with a folder in it is relative to one of these, a bare one may stand anywhere."""
PAGES = [*sorted((ROOT / "docs/development").glob("*.md")), ROOT / "README.md"]
PAGES.append(ROOT / "CONTRIBUTING.md")
MADE = {"data/", "./data"}  # by the program when it runs
NEW = {"src/freelancer_os/tools/subscriptions.py"}  # by the guide
NEW.add("src/freelancer_os/collections/tools/subscriptions.py")
ABSENT = {".git", ".venv", "node_modules", "__pycache__", "data"}

BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")
FILE = re.compile(r"[\w.*/-]*[\w*]\.(py|js|css|html|md|toml|txt)|requirements/\w+\.in")
FOLDER = re.compile(r"(?!/)[\w./-]+/[\w./-]*")
COMMAND = re.compile(r"(make|\.venv/bin/[\w-]+|freelancer-os|\.ci/\w+)( .*)?")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@each_page
def test_every_file_and_folder_is_there(page: Path) -> None:
    missing = {name for name in _names(page) if not _is_there(name)}
    assert missing - NEW - MADE == set()


@each_page
def test_every_link_leads_to_a_file(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    local = [target for target in targets if not target.startswith("http")]
    assert [target for target in local if not (page.parent / target).exists()] == []


@each_page
def test_every_command_is_understood(page: Path) -> None:
    for command in _commands(page):
        words = [word for word in shlex.split(command, comments=True) if word not in "<|&&"]
        words = [word for word in words if not re.fullmatch(r"[A-Z_]+=\S*", word)]
        assert _is_understood(words), command


def test_the_first_change_of_a_newcomer_begins_with_what_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    changed = re.findall(r"`(\S+)`[^`]*:\n\n```diff\n(.*?)```", text, re.DOTALL)
    assert changed
    for name, lines in changed:
        present = (ROOT / name).read_text(encoding="utf-8")
        kept = [line[1:] for line in lines.splitlines() if line[:1] in {" ", "-"}]
        assert kept and "\n".join(kept) in present, name


def test_what_is_not_there_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("`core/nowhere.py`, `nowhere/`, `make nothing`, `core/log/totals/settle.py`\n")
    assert {name for name in _names(page) if not _is_there(name)} == {
        "core/nowhere.py", "nowhere/"
    }  # fmt: skip
    assert [_is_understood(shlex.split(command)) for command in _commands(page)] == [False]
    assert not _is_understood(["freelancer-os", "serve", "--nonsense"])
    assert not _is_understood([".venv/bin/python", "-m", "pytest", "tests/nowhere"])


def _names(page: Path) -> Iterator[str]:
    """The files and folders in running text, and the rooms that a drawn tree names."""
    text = page.read_text(encoding="utf-8")
    for word in INLINE.findall(BLOCK.sub("", text)):
        if FILE.fullmatch(word) or FOLDER.fullmatch(word):
            yield word
    for language, block in BLOCK.findall(text):
        if not language and "/\n" in block:
            yield from re.findall(r"\b[\w/]+/(?=[\s,;)])", block)


def _commands(page: Path) -> Iterator[str]:
    text = page.read_text(encoding="utf-8")
    yield from (one for one in INLINE.findall(BLOCK.sub("", text)) if COMMAND.fullmatch(one))
    for language, block in BLOCK.findall(text):
        if language in {"sh", ""}:
            for line in block.splitlines():
                command = re.sub(r"^(\w+=\S+ )+", "", line.strip())
                if COMMAND.fullmatch(command):
                    yield command


def _is_there(name: str) -> bool:
    if "/" in name.rstrip("/"):
        return any(any(ROOT.glob(str(Path(base) / name))) for base in FOUNDATIONS)
    return name.rstrip("/") in _known()


@cache
def _known() -> frozenset[str]:
    """The name of every file and folder."""
    found: set[str] = set()
    for _, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in ABSENT]
        found |= {*folders, *files}
    return frozenset(found)


def _is_understood(words: list[str]) -> bool:
    match words:
        case ["make", *targets]:
            made = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
            return {word for word in targets if "=" not in word} <= set(made)
        case [".venv/bin/python", "-m", module, *rest]:
            paths = [word for word in rest if word.startswith(("tests", "bench", "docs"))]
            return find_spec(module) is not None and all((ROOT / path).exists() for path in paths)
        case [".venv/bin/python", script, *_]:
            return (ROOT / script).is_file()
        case [("freelancer-os" | ".venv/bin/freelancer-os"), *rest]:
            return _is_grammatical(rest)
        case [program]:
            return (ROOT / program).exists() or program == "make"
    return False


def _is_grammatical(words: list[str]) -> bool:
    """Whether the command line takes these words; a redirection is not its own."""
    own = words[: words.index("<")] if "<" in words else words
    try:
        parser().parse_args([word for word in own if not word.endswith("-file")])
    except SystemExit:
        return False
    return True
