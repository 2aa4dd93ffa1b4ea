"""The filters in force, each in words and with the address without it."""

from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from freelancer_os.core.words import isolated
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.query.conditions import (
    Condition,
    Group,
    Node,
    conditions,
    mended,
    written,
)
from freelancer_os.engine.query.filters import asked, plain
from freelancer_os.web.lists.look import Look
from freelancer_os.web.lists.typed import Names, names_of, words


@dataclass(frozen=True)
class Chip:
    """A filter in words; `field` is the one it asks of, where it is one, `joint` the word between
    it and the filter before."""

    words: str
    url: str
    field: str = ""
    joint: str = ""


def chips(look: Look, apart: Container[str] = ()) -> list[Chip]:
    """What narrows a list: the search, the plain filters but those `apart`, the conditions.

    Raises ValidationError.
    """
    collection, formats = look.collection, look.desk.formats
    nodes = asked(collection, look.filters)
    tree, of_fields = nodes.pop("where", None), plain_conditions(look)
    every = [*of_fields.values(), *(conditions(tree) if tree else ())]
    names = names_of(look.desk, collection, every)
    found = []
    if "q" in look.params:
        found.append(Chip(isolated(f"“{look.params['q']}”"), look.url({"q": ""})))
    for name in (name for name in nodes if name not in of_fields and name not in apart):
        said = _other(collection, name, look.params[name])
        found.append(Chip(said, look.url({name: ""})))
    for name, one in of_fields.items():
        found.append(Chip(words(collection, one, names, formats), look.url({name: ""}), one.field))
    return [*found, *(_of_tree(look, tree, names) if tree else ())]


def plain_conditions(look: Look) -> dict[str, Condition]:
    """The plain filters of fields as conditions, by their names, as far as they make sense."""
    found: dict[str, Condition] = {}
    for name in (name for name in look.filters if name not in {"q", "where"}):
        with suppress(ValidationError):
            one = plain(look.collection, name, look.filters[name])
            if mended(look.collection, one, look.desk.formats)[0] is not None:
                found[name] = one
    return found


def _other(collection: Collection, name: str, text: str) -> str:
    label = collection.filterable[name].label
    return label if text == "true" else _("Not: {filter}").format(filter=label)


def _of_tree(look: Look, tree: Node, names: Names) -> Iterator[Chip]:
    """A chip for each part of the outermost group."""
    whole = tree if isinstance(tree, Group) else Group("and", (tree,))
    for place, part in enumerate(whole.parts):
        rest = (*whole.parts[:place], *whole.parts[place + 1 :])
        where = written(replace(whole, parts=rest)) if rest else ""
        text = words(look.collection, part, names, look.desk.formats)
        joint = _("or") if whole.kind == "or" else _("and")
        field = part.field if isinstance(part, Condition) else ""
        yield Chip(text, look.url({"where": where}), field, joint if place else "")
