"""The filter panel's rows while they are being made: also those that are not complete yet.

The panel sends all its fields at every change, and is drawn anew from them. `r.KEY.*` are a row's,
`g.KEY.*` a group's; `in` names the group around it. The order of the fields is that of the rows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import QueryDict

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.day_ranges import WITHIN
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.operators import EITHER, Operator, Takes
from freelancer_os.engine.query.conditions import (
    DEEPEST,
    MOST,
    Condition,
    Group,
    Kind,
    Node,
    compiled,
)
from freelancer_os.web.lists.typed import DATED, stored, typed

_NODE = re.compile(r"([gr])\.([0-9]{1,4})\.in")
ROOT = "0"
USUAL = "this_month"  # of the periods
STRETCHES = WITHIN.keys() - {"today", "tomorrow", "yesterday"}  # which are days as well


@dataclass
class Row:
    """One condition as it stands in the panel; `problem` says what is wrong with it."""

    key: str
    field: Field
    operator: Operator
    values: list[str]
    problem: str = ""

    @property
    def operators(self) -> list[Operator]:
        """Those to choose from: what must not be empty is not asked whether it is."""
        found = self.field.operators
        return [one for one in found if not (self.field.required and one in EITHER)]

    def tree(self, collection: Collection, formats: Formats) -> Node | None:
        """What it asks for, None while it is not complete; notes what is refused."""
        takes, given = self.operator.takes, [text for text in self.values if text.strip()]
        if len(given) < {Takes.NOTHING: 0, Takes.TWO: 2}.get(takes, 1):
            return None
        try:
            values: list[object] = [*given]
            if takes is not Takes.PERIOD:
                values = [stored(self.field, text, formats) for text in given]
            one = Condition(self.field.name, self.operator.name, _value(takes, values))
            compiled(collection, one, formats)
        except ValidationError as error:
            self.problem = " ".join(error.messages)
            return None
        return one


def _value(takes: Takes, values: list[object]) -> object:
    if takes in {Takes.TWO, Takes.MANY}:
        return values if len(values) > 1 else values[0]
    return values[0] if values and takes is not Takes.NOTHING else None


@dataclass
class Nest:
    """A group of rows and groups."""

    key: str
    kind: Kind
    depth: int
    parts: "list[Row | Nest]" = field(default_factory=list)

    @property
    def may_nest(self) -> bool:
        return self.depth < DEEPEST

    def walk(self) -> "Iterator[Row | Nest]":
        """Everything in it, however deep."""
        for part in self.parts:
            yield part
            if isinstance(part, Nest):
                yield from part.walk()

    def rows(self) -> list[Row]:
        return [one for one in self.walk() if isinstance(one, Row)]

    def tree(self, collection: Collection, formats: Formats) -> Node | None:
        """What its complete rows ask for."""
        found: list[Node] = []
        for part in self.parts:
            node = part.tree(collection, formats)
            found += [node] if node is not None else []
        return Group(self.kind, tuple(found)) if len(found) > 1 else next(iter(found), None)


def new_row(collection: Collection, key: str, name: str = "") -> Row:
    """A row that asks nothing yet, of the field of that name or else the first."""
    by = collection.by_name.get(name, collection.fields[0])
    return Row(key, by, by.operators[0], _fitting(by, by.operators[0], []))


def from_tree(collection: Collection, node: Node | None, formats: Formats) -> Nest:
    """The rows of a filter that is in force."""
    keys = iter(range(1, 1000))

    def drawn(one: Node, depth: int) -> Row | Nest:
        if isinstance(one, Condition):
            return _row(collection, str(next(keys)), one, formats)
        key = str(next(keys)) if depth > 1 else ROOT
        return Nest(key, one.kind, depth, [drawn(part, depth + 1) for part in one.parts])

    whole = node if isinstance(node, Group) else Group("and", (node,) if node else ())
    found = drawn(whole, 1)
    assert isinstance(found, Nest)  # of a group
    return found


def _row(collection: Collection, key: str, one: Condition, formats: Formats) -> Row:
    by = collection.by_name[one.field]
    operator = next(o for o in by.operators if o.name == one.operator)
    values = one.value if isinstance(one.value, list) else [one.value]
    return Row(key, by, operator, [typed(by, v, formats) for v in values if v is not None])


def from_form(collection: Collection, given: QueryDict) -> Nest:
    """The rows that the panel has sent (a QueryDict)."""
    root = Nest(ROOT, _kind(given.get("g.0.kind")), 1)
    nests = {ROOT: root}
    for match in [m for name in given if (m := _NODE.fullmatch(name))][: 2 * MOST]:
        sort, key = match.groups()
        around = nests.get(given.get(match[0], ""), root)
        if sort == "r":
            around.parts.append(_sent(collection, key, given))
        elif around.may_nest and key not in nests:
            nests[key] = Nest(key, _kind(given.get(f"g.{key}.kind")), around.depth + 1)
            around.parts.append(nests[key])
    return root


def _sent(collection: Collection, key: str, given: QueryDict) -> Row:
    name, was = given.get(f"r.{key}.field", ""), given.get(f"r.{key}.was", "")
    by = collection.by_name.get(name, collection.fields[0])
    is_same = by.name == was
    values = given.getlist(f"r.{key}.value") if is_same else []
    wanted = given.get(f"r.{key}.operator") if is_same else ""
    operator = next((o for o in by.operators if o.name == wanted), by.operators[0])
    return Row(key, by, operator, _fitting(by, operator, [text[:400] for text in values]))


def _fitting(by: Field, operator: Operator, values: list[str]) -> list[str]:
    """The values that an operator can take, after it was chosen."""
    if operator.takes is Takes.PERIOD:
        return [text for text in values if text in WITHIN][:1] or [USUAL]
    if by.kind == "bool":
        return [text for text in values if text in {"true", "false"}][:1] or ["true"]
    plain = [text for text in values if text not in STRETCHES or by.kind not in DATED]
    most = {Takes.NOTHING: 0, Takes.ONE: 1, Takes.TWO: 2}.get(operator.takes, MOST)
    return plain[:most]


def _kind(text: object) -> Kind:
    return "or" if text == "or" else "and"


def done(collection: Collection, root: Nest, doing: str) -> str:
    """Do what a button says: `add.GROUP add.GROUP.FIELD nest.GROUP remove.KEY drop.KEY.VALUE`.

    Returns the key of what was added, "" if nothing was.
    """
    verb, _, rest = doing.partition(".")
    key, _, value = rest.partition(".")
    nests = {ROOT: root, **{one.key: one for one in root.walk() if isinstance(one, Nest)}}
    if verb in {"add", "nest"} and key in nests and len(root.rows()) < MOST:
        return _added(collection, root, nests[key], value, is_nest=verb == "nest")
    for nest in nests.values():
        if verb == "remove":
            nest.parts = [part for part in nest.parts if part.key != key]
    for row in root.rows():
        if verb == "drop" and row.key == key:
            row.values = [text for text in row.values if text != value]
    return ""


def _added(collection: Collection, root: Nest, around: Nest, name: str, *, is_nest: bool) -> str:
    free = max([int(one.key) for one in root.walk()], default=0) + 1
    if not is_nest:
        around.parts.append(new_row(collection, str(free), name))
        return str(free)
    if around.may_nest:
        other: Kind = "or" if around.kind == "and" else "and"
        inner = Nest(str(free), other, around.depth + 1, [new_row(collection, str(free + 1))])
        around.parts.append(inner)
    return str(free + 1)
