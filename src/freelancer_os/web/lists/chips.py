"""The filters in force, each in words and with the address without it."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.field import Field, Title
from freelancer_os.engine.kinds.operators import EMPTY, LINKS
from freelancer_os.engine.query.conditions import Condition, Group, Node, conditions, read, written
from freelancer_os.web.lists.look import Look
from freelancer_os.web.panels.typed import Names, names_of, words

SIDES = {"date_from": "on_or_after", "date_to": "on_or_before"}


@dataclass(frozen=True)
class Chip:
    """A filter in words; `joint` is the word between it and the one before."""

    words: str
    url: str
    joint: str = ""


def chips(look: Look, apart: Container[str] = ()) -> list[Chip]:
    """What narrows a list: the search, the plain filters but those `apart`, the conditions."""
    collection, formats = look.collection, look.desk.formats
    plain, others = plain_conditions(look)
    tree = read(look.params["where"]) if "where" in look.params else None
    every = [*plain.values(), *(conditions(tree) if tree else ())]
    names = names_of(look.desk, collection, every)
    found = [Chip(f"“{look.params['q']}”", look.url({"q": ""}))] if "q" in look.params else []
    for name in (name for name in others if name not in apart):
        found.append(Chip(_other(name, look.params[name]), look.url({name: ""})))
    for name, one in plain.items():
        found.append(Chip(words(collection, one, names, formats), look.url({name: ""})))
    return [*found, *(_of_tree(look, tree, names) if tree else ())]


def plain_conditions(look: Look) -> tuple[dict[str, Condition], list[str]]:
    """The plain filters as conditions, by their names, and the names of those that are none."""
    found: dict[str, Condition] = {}
    others: list[str] = []
    for name, text in look.filters.items():
        if name in {"q", "where"}:
            continue
        if (one := _condition(look.collection, name, text)) is not None:
            found[name] = one
        else:
            others.append(name)
    return found, others


def _condition(collection: Collection, name: str, text: str) -> Condition | None:
    """A plain filter as a condition, if it is one of a field."""
    if name in SIDES and collection.on:
        return Condition(collection.on, SIDES[name], text)
    one = collection.by_name.get(name)
    if one is None or name in collection.filters:
        return None
    if text == "none" and EMPTY in one.operators and (one.is_own or not isinstance(one, Title)):
        return Condition(name, "empty")
    plain = "contains" if one.operators is LINKS else "is"
    return Condition(name, plain, _value(one, text))


def _value(one: Field, text: str) -> object:
    return text == "true" if one.kind == "bool" else text


def _other(name: str, text: str) -> str:
    label = name.replace("_", " ").capitalize()
    return label if text == "true" else f"Not {label.lower()}"


def _of_tree(look: Look, tree: Node, names: Names) -> Iterator[Chip]:
    """A chip for each part of the outermost group."""
    whole = tree if isinstance(tree, Group) else Group("and", (tree,))
    for place, part in enumerate(whole.parts):
        rest = (*whole.parts[:place], *whole.parts[place + 1 :])
        where = written(replace(whole, parts=rest)) if rest else ""
        text = words(look.collection, part, names, look.desk.formats)
        yield Chip(text, look.url({"where": where}), whole.kind if place else "")
