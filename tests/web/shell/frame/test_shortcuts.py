"""The list of shortcuts: all in it is bound, nothing beside it, and anyone can type it."""

import json
import os
import re
from pathlib import Path

import pytest
from django.test import Client as Web

from freelancer_os.web.shell.frame.keys import GROUPS, Shortcut

ROOT = Path(__file__).parents[4]
MARK = "<!-- from web/shell/frame/keys.py -->\n"
SCRIPTS = sorted((ROOT / "frontend" / "js").rglob("*.js"))
TEMPLATES = sorted((ROOT / "src" / "freelancer_os" / "web").rglob("*.html"))
ALL = [one for _group, members in GROUPS for one in members]
NAMED = [one for one in ALL if one.name]

LETTERS = set("abcdefghijklmnopqrstuvwxyz")
# What a layout writes with one key, and with Shift; AltGr and dead keys are left out.
LAYOUTS = {
    "US": (LETTERS | set("`1234567890-=[]\\;',./"), set('~!@#$%^&*()_+{}|:"<>?')),
    "German": (LETTERS | set("1234567890ßüöä#+,.-<"), set("°!\"§$%&/()=?*';:_>")),
    "French": (LETTERS | set("²&é\"'(-è_çà)=$ù*,;:!<"), set("1234567890°+£%µ?./§>")),
}
MARKS = ">+?"  # that are typed into the box
KEYS = {"Enter", "Escape", "Tab", "Delete", "Backspace", "Home", "End", "F2", "F10"}
KEYS |= {f"Arrow{way}" for way in ("Left", "Right", "Up", "Down")}
# A letter or a sign that is asked for beside the list: `key === "x"`, `{ x: 1 }[event.key]`.
BESIDE = re.compile(
    r'\bkey(?:\.toLowerCase\(\))? ?[!=]==? ?"[^" ]"|\{ *"?[^\sA-Z"]"?: [^}]*\}\[(?:event\.)?key\]'
)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_shortcut_can_be_typed(layout: str) -> None:
    plain, shifted = LAYOUTS[layout]
    for way in (way for one in ALL for way in one.keys):
        *held, key = way.split("+")
        assert set(held) <= {"Ctrl", "Shift", "Alt"}
        if len(key) > 1:
            assert key in KEYS
        elif held:
            assert key.lower() in LETTERS, "a sign beside Ctrl is not where it is elsewhere"
            assert "Alt" not in held, "it writes another sign"
        else:
            assert key in plain | shifted


def test_what_is_typed_into_the_box_can_be_typed() -> None:
    assert all(set(MARKS) <= plain | shifted for plain, shifted in LAYOUTS.values())


def test_every_shortcut_of_the_list_is_bound_and_no_other() -> None:
    scripts = "".join(file.read_text(encoding="utf-8") for file in SCRIPTS)
    templates = "".join(file.read_text(encoding="utf-8") for file in TEMPLATES)
    bound = set(re.findall(r'\bpressed\(event, "([a-z-]+)"\)', scripts))
    bound |= set(re.findall(r'data-shortcut="([a-z-]+)"', templates))
    fields = re.search(r"const FIELDS = \{(.*?)\}", scripts)
    assert fields
    bound |= set(re.findall(r"(\w+): ", fields[1]))  # of a bank line: pressed(event, name)
    assert bound == {one.name for one in NAMED}
    assert len(NAMED) == len({one.name for one in NAMED})


def test_no_script_asks_for_a_key_beside_the_list() -> None:
    for file in SCRIPTS:
        text = file.read_text(encoding="utf-8")
        found = [*BESIDE.findall(text), *re.findall(r"event\.code|\.keyCode", text)]
        assert found == [], file.name


def test_the_page_hands_the_list_to_its_scripts(web: Web) -> None:
    page = web.get("/clients/").content.decode()
    found = re.search(r'<script id="keys" type="application/json">(.*?)</script>', page)
    assert found
    assert json.loads(found[1]) == {one.name: [*one.keys] for one in NAMED}
    told = web.get("/shortcuts/").content.decode()
    assert told.count("<dt>") == len(ALL)
    assert 'id="keys"' not in web.get("/healthz").content.decode()


def test_the_docs_print_the_list() -> None:
    docs = ROOT / "docs" / "user" / "keyboard.md"
    head, mark, _tables = docs.read_text(encoding="utf-8").partition(MARK)
    made = f"{head}{mark}\n{tables()}"
    if os.environ.get("WRITE_DOCS"):
        docs.write_text(made, encoding="utf-8")
    assert docs.read_text(encoding="utf-8") == made, "run this test with WRITE_DOCS=1"


def tables() -> str:
    """The list as the docs print it."""
    parts = []
    for group, members in GROUPS:
        rows = (f"| {_printed(one)} | {one.does} |" for one in members)
        parts += [f"## {group}", "", "| keys | |", "|---|---|", *rows, ""]
    return "\n".join(parts)


def _printed(one: Shortcut) -> str:
    """The keys of a shortcut, each way apart: "Ctrl+Shift+Z, Ctrl+Y"."""
    return ", ".join("+".join(_key(key) for key in way.split("+")) for way in one.keys)


def _key(key: str) -> str:
    return key.removeprefix("Arrow") if len(key) > 1 else key.upper()
