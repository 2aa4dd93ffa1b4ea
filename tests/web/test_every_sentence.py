"""No page says what is not in the catalogues: neither a template, a module nor a script."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src" / "freelancer_os" / "web"
SCRIPTS = ROOT / "frontend" / "js"
# Every component in one page, for those who build it; only with DEBUG.
TEMPLATES = [one for one in sorted(WEB.rglob("*.html")) if "styleguide" not in one.parts]

# Templates

SAID = {"aria-label", "title", "placeholder", "alt", "aria-roledescription", "description"}
SAID |= {"data-confirm", "data-confirm-keep", "data-label", "data-words"}
BLOCKS = re.compile(r"\{% (blocktranslate|comment)\b.*?\{% end\1 %\}", re.DOTALL)
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
ELEMENTS = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
ATTRIBUTES = re.compile(r'([a-z-]+)="([^"]*)"')
LETTERS = re.compile(r"[A-Za-z]{2}")
# The product is called so everywhere; an address begins so, and a page.
ALIKE = {"Freelancer OS", "· Freelancer OS", "placeholder: https://", "<!doctype html>"}


def bare(markup: str) -> Iterator[str]:
    """The texts of a template that stand in it as they are; `<code>` is typed as it stands."""
    rest = TAGS.sub("", BLOCKS.sub("", markup))
    place, inside = 0, ""
    for element in [*ELEMENTS.finditer(rest), None]:
        text = rest[place : element.start() if element else None].strip()
        if LETTERS.search(text) and text not in ALIKE and inside != "code":
            yield text
        if element is None:
            return
        place, inside = element.end(), "" if element[1] else element[2]
        for name, value in ATTRIBUTES.findall(element[3]):
            is_told = name in SAID or (name == "content" and 'name="description"' in element[3])
            said = f"{name}: {value}"
            if is_told and LETTERS.search(value) and said not in ALIKE:
                yield said


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (
            '<p title="Hi there">{% if a > b %}Two words{% endif %}</p>',
            ["title: Hi there", "Two words"],
        ),
        ('<p class="bare">{% translate "Two words" %} {{ of.data }}</p>', []),
        (
            "{% blocktranslate count n=n %}A <b>row{% plural %}Rows{% endblocktranslate %}",
            [],
        ),
        ("<code>make run</code><b>Freelancer OS</b>", []),
    ],
)
def test_a_bare_text_is_found(markup: str, found: list[str]) -> None:
    assert list(bare(markup)) == found


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(WEB)))
def test_templates_say_nothing_bare(file: Path) -> None:
    assert list(bare(file.read_text(encoding="utf-8"))) == []


# Modules

TRANSLATED = {"_", "gettext", "ngettext", "Sentence"}
# What these are told is read by programmers only: a page that is gone says its own sentence.
TECHNICAL = {"Http404", "ValueError", "NotBuilt", "IconDoesNotExist", "exception"}
TECHNICAL |= {"compile", "redirect"}
SENTENCE = re.compile(r"[A-Z“][a-z]*[ ,].*[a-z]")


def sentences(node: ast.AST, called: str = "") -> Iterator[str]:
    """The texts of a module that read like a sentence and are not translated."""
    if isinstance(node, ast.Call):
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if called in TRANSLATED | TECHNICAL:
        return
    if isinstance(node, ast.JoinedStr):
        parts = (one.value if isinstance(one, ast.Constant) else "x" for one in node.values)
        text = "".join(str(part) for part in parts)
        if SENTENCE.match(text) and "<" not in text:
            yield text
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if SENTENCE.match(node.value) and "<" not in node.value:
            yield node.value
        return
    for child in ast.iter_child_nodes(node):
        yield from sentences(child, "" if isinstance(node, ast.Call) else called)


def test_modules_say_nothing_bare() -> None:
    found = {
        str(file.relative_to(WEB)): list(sentences(ast.parse(file.read_text(encoding="utf-8"))))
        for file in WEB.rglob("*.py")
    }
    assert {name: texts for name, texts in found.items() if texts} == {}


# Scripts

TOKENS = re.compile(
    r"//[^\n]*|/\*.*?\*/"  # comments
    r'|(?P<call>\btn?\(\s*"(?:[^"\\]|\\.)*"(?:,\s*"(?:[^"\\]|\\.)*")?)'
    r'|(?P<text>"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)',
    re.DOTALL,
)
SHOWN = re.compile(r'["`](?:\$\{[^}]*\} )?[A-Z][a-z]+[ …].*', re.DOTALL)
# An error that only programmers meet; a media query; the header of a request.
CODE = re.compile(r"The page has no|Content-Type")


def shown(script: str) -> Iterator[str]:
    """The texts of a script that a person reads and that are in no catalogue."""
    for token in TOKENS.finditer(script):
        text = token["text"] or ""
        if SHOWN.fullmatch(text) and not CODE.search(text):
            yield text


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('say("Not done.");', ['"Not done."']),
        ("say(`Copied ${count} cells.`);", ["`Copied ${count} cells.`"]),
        ('say(t("Not done.")); // "Not at all"\ntn("One row", "{count} rows", 2);', []),
        ('on("Enter", "F2 is no word");', []),
    ],
)
def test_a_bare_text_of_a_script_is_found(script: str, found: list[str]) -> None:
    assert list(shown(script)) == found


def test_scripts_say_nothing_bare() -> None:
    found = {
        str(file.relative_to(SCRIPTS)): list(shown(file.read_text(encoding="utf-8")))
        for file in SCRIPTS.rglob("*.js")
    }
    assert {name: texts for name, texts in found.items() if texts} == {}
