"""The catalogues of messages: what the program says, gathered, compared with them, compiled.

`python messages.py update` brings every catalogue up to date, `check` fails where one has a hole or
a placeholder that is not the message's, `new CODE` begins a language. `make messages` is `update`.
Building the package calls `build`.
"""

import ast
import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent
SOURCE = ROOT / "src" / "freelancer_os"
CATALOGUES = SOURCE / "locale"
SCRIPTS = ROOT / "frontend" / "js"
# What a program's functions take as messages: the places of one, or of the two of a plural.
CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "Word.of"), (0,)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (0, 1)),
    "Sentence": (0, 2),
}
IN_CONTEXT = ("pgettext", "pgettext_lazy")  # context first, then the message
QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
IN_TEMPLATES = re.compile(rf"\b(n?p?)gettext\(((?:{QUOTED.pattern}|[^()])*)\)")
CONTEXT = "\x04"
IN_SCRIPTS = re.compile(r'\b(tn?)\(\s*("(?:[^"\\]|\\.)*")(?:,\s*("(?:[^"\\]|\\.)*"))?')
POLITE = re.compile(r"\b\w+n Sie\b|\bIhnen\b|\b(?:[Ww]as|dass|[Ww]enn|[Dd]amit) Sie\b")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*[^{}]*\}|%%")
STARTER = SOURCE / "finance" / "starter" / "starter.toml"
# Said by Django and allauth on our pages; their own German addresses people in another way.
BORROWED = ROOT / "src" / "freelancer_os" / "locale" / "borrowed.txt"

Said = tuple[str, ...]  # a message, or its singular and plural


def gathered() -> dict[Said, list[str]]:
    """Every message of the program, with the files in which it stands."""
    found: dict[Said, list[str]] = {}
    for said, place in (
        *_of_modules(),
        *_of_templates(),
        *_of_scripts(),
        *_declared(),
        *_shipped(),
        *_borrowed(),
    ):
        places = found.setdefault(said, [])
        if place not in places:
            places.append(place)
    return found


def _of_modules() -> Iterator[tuple[Said, str]]:
    for file in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (said := _called(node)):
                yield said, _name(file)


def _called(node: ast.Call) -> Said:
    name = ast.unparse(node.func)
    given = [one.value if isinstance(one, ast.Constant) else None for one in node.args]
    if name in IN_CONTEXT:
        return (f"{given[0]}{CONTEXT}{given[1]}",)
    found = [given[n] for n in CALLS.get(name, ()) if n < len(given)]
    for key in node.keywords:
        if key.arg == "several" and isinstance(key.value, ast.Constant):
            found = [given[0], key.value.value]
    return tuple(text for text in found if isinstance(text, str) and text)


def _of_templates() -> Iterator[tuple[Said, str]]:
    from django.utils.translation.template import templatize  # noqa: PLC0415  # needs settings

    for file in sorted((*SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt"))):
        if file == BORROWED:
            continue
        for how, inside in IN_TEMPLATES.findall(templatize(file.read_text(encoding="utf-8"))):
            texts = [ast.literal_eval(text) for text in QUOTED.findall(inside)]
            context = f"{texts.pop(0)}{CONTEXT}" if "p" in how else ""
            texts[0] = context + texts[0]
            yield tuple(texts[: 2 if "n" in how else 1]), _name(file)


def _of_scripts() -> Iterator[tuple[Said, str]]:
    for file in sorted(SCRIPTS.rglob("*.js")):
        for said in scripted(file.read_text(encoding="utf-8")):
            yield said, _name(file)


def scripted(text: str) -> Iterator[Said]:
    """The messages of one script: `t("…")`, `tn("one", "several", count)`."""
    for call, one, several in IN_SCRIPTS.findall(text):
        yield tuple(json.loads(part) for part in ((one, several) if call == "tn" else (one,)))


def _declared() -> Iterator[tuple[Said, str]]:
    from django.apps import apps  # noqa: PLC0415

    import freelancer_os.web.urls  # noqa: F401, PLC0415  # all declarations
    from freelancer_os.core.records.base import Logged  # noqa: PLC0415
    from freelancer_os.core.words import DECLARED, msgid_of, noun_of  # noqa: PLC0415
    from freelancer_os.engine.layouts import layouts  # noqa: PLC0415
    from freelancer_os.engine.registry import collections  # noqa: PLC0415

    for layout in layouts:
        yield (msgid_of(layout.label),), "declarations"
    for one, several in _nouns():
        yield (f"{{count}} {one}", f"{{count}} {several}"), "declarations"
    for collection in collections:
        for text in (collection.label, collection.title, collection.subject):
            yield (msgid_of(text),), "declarations"
        for field in collection.fields:
            offers = hasattr(field, "to") or hasattr(field, "choices")
            if offers or getattr(field, "known", None):  # a cell that offers none
                yield (msgid_of(field.without),), "declarations"
            if noun := getattr(field, "noun", ""):
                yield (msgid_of(noun),), "declarations"
    for model in apps.get_models():
        if issubclass(model, Logged):
            for count in (1, 2):
                yield (msgid_of(noun_of(model, count)),), "declarations"
    for msgid in sorted(filter(None, DECLARED)):
        yield (msgid,), "declarations"


def _nouns() -> Iterator[tuple[str, str]]:
    """What one and several records are called: of collections, and of what else is written."""
    from django.apps import apps  # noqa: PLC0415

    from freelancer_os.core.records.base import Logged  # noqa: PLC0415
    from freelancer_os.core.words import msgid_of  # noqa: PLC0415
    from freelancer_os.engine.registry import collections  # noqa: PLC0415

    for collection in collections:
        yield msgid_of(collection.singular), msgid_of(collection.plural)
    for model in apps.get_models():
        if issubclass(model, Logged) and collections.of_model(model._meta.label) is None:
            yield str(model._meta.verbose_name), str(model._meta.verbose_name_plural)


def _shipped() -> Iterator[tuple[Said, str]]:
    """The names in the starter set that are not names of their own."""
    told = tomllib.loads(STARTER.read_text(encoding="utf-8"))
    names = [*told["names"]["rates"], told["names"]["reverse_charge"]]
    for name in (*names, *(one["name"] for one in told["categories"])):
        yield (name,), _name(STARTER)


def _borrowed() -> Iterator[tuple[Said, str]]:
    for line in BORROWED.read_text(encoding="utf-8").splitlines():
        if line:
            yield (line,), "django-and-allauth"


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def files() -> list[Path]:
    """The catalogues, by language."""
    return sorted(CATALOGUES.glob("*/LC_MESSAGES/django.po"))


def _read(file: Path) -> Catalog:
    with file.open("rb") as stream:
        return read_po(stream, locale=file.parents[1].name)


def _write(file: Path, catalogue: Catalog) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(stream, catalogue, width=100, omit_header=False, include_lineno=False)


def update(file: Path) -> None:
    """Add to a catalogue what the program says by now, and take away what it no longer says."""
    old = _read(file) if file.exists() else Catalog(locale=file.parents[1].name)
    new = Catalog(locale=old.locale, project="Freelancer OS", charset="utf-8", fuzzy=False)
    new.header_comment = f"# The words of Freelancer OS in {old.locale.english_name}."
    new.creation_date = new.revision_date = old.creation_date
    for said, places in sorted(gathered().items(), key=lambda one: (one[1][0], one[0])):
        context, _, first = said[0].rpartition(CONTEXT)
        key = (first, *said[1:]) if len(said) > 1 else first
        before = old.get(first, context or None)
        kept = before.string if before is not None and before.id == key else None
        new.add(key, kept, locations=[(place, 0) for place in places], context=context or None)
    _write(file, new)


def problems(file: Path) -> Iterator[str]:
    """What is missing in a catalogue, or wrong."""
    catalogue, said = _read(file), gathered()
    known = {_said(one): one for one in catalogue if one.id}
    for message in said:
        if message not in known or not _is_whole(known[message]):
            yield f"no words for “{message[0]}”"
        elif wrong := _misplaced(known[message]):
            yield f"the placeholders of “{message[0]}” differ: {wrong}"
        elif polite := _polite(file, known[message]):
            yield f"German says du: “{polite}”"
    for message in known.keys() - said.keys():
        yield f"“{message[0]}” is said no more: run make messages"


def _said(message: Message) -> Said:
    first, *rest = message.id if isinstance(message.id, tuple | list) else (message.id,)
    return (f"{message.context}{CONTEXT}{first}" if message.context else first, *rest)


def _is_whole(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(strings) and all(strings) and not message.fuzzy


def _misplaced(message: Message) -> str:
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    wanted = set(PLACEHOLDER.findall(ids[-1]))
    for place, string in enumerate(strings):
        found = set(PLACEHOLDER.findall(string))
        may_lack = {"{count}", "%(count)s"} if place == 0 and len(strings) > 1 else set()
        if found - wanted or wanted - found - may_lack:
            return ", ".join(sorted(found ^ wanted))
    return ""


def _polite(file: Path, message: Message) -> str:
    """Where German words address the reader as no other sentence does (`words.md`)."""
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    is_german = file.parents[1].name == "de"
    return next((one for one in strings if is_german and POLITE.search(one)), "")


def compiled(file: Path) -> Path:
    """The form in which the program reads a catalogue, laid beside it."""
    target = file.with_suffix(".mo")
    with target.open("wb") as stream:
        write_mo(stream, _read(file))
    return target


def build(scripts_list: Path) -> None:
    """What an installation needs: compiled catalogues, and what scripts say of them."""
    for file in files():
        compiled(file)
    scripts_list.write_text(json.dumps(sorted({said for said, _ in _of_scripts()})))


def main(verb: str, *codes: str) -> int:
    """Exit code 1 where `check` finds something."""
    import django  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freelancer_os.config.settings")
    django.setup()
    if verb == "new":
        update(CATALOGUES / codes[0] / "LC_MESSAGES" / "django.po")
    if verb == "check":
        found = [f"{_name(file)}: {problem}" for file in files() for problem in problems(file)]
        print("\n".join(found), file=sys.stderr)
        return min(len(found), 1)
    for file in files():
        update(file)
        compiled(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
