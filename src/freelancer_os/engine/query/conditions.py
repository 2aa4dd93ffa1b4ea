"""The filter by operators: a tree of conditions in `and` and `or` groups, as JSON in an address."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from freelancer_os.core.values.text import refusal
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field

DEEPEST = 3
MOST = 50
LONGEST = 20_000  # characters of the JSON
LARGEST = 800  # comparisons, of which SQLite takes a thousand in a row
Kind = Literal["and", "or"]


@dataclass(frozen=True)
class Condition:
    """`[field, operator]` or `[field, operator, value]`."""

    field: str
    operator: str
    value: Any = None

    def plain(self) -> Any:
        """As it stands in the JSON."""
        return [self.field, self.operator, *([] if self.value is None else [self.value])]


@dataclass(frozen=True)
class Group:
    """`{"and": […]}` or `{"or": […]}`."""

    kind: Kind
    parts: "tuple[Node, ...]"

    def plain(self) -> Any:
        """As it stands in the JSON."""
        return {self.kind: [part.plain() for part in self.parts]}


Node = Condition | Group


def where(collection: Collection, text: str, formats: Formats) -> Q:
    """The rows that a filter leaves; raises ValidationError on `where` with a sentence."""
    return compiled(collection, read(text), formats)


def read(text: str) -> Node:
    """The tree of a filter, as far as its shape goes. Raises ValidationError on `where`."""
    try:
        plain = json.loads(text) if len(text) <= LONGEST else None
        json.dumps(plain, ensure_ascii=False).encode()  # broken characters have no place in it
    except (ValueError, RecursionError):
        plain = None
    if plain is None:
        raise _wrong(
            _("The filter is JSON of at most {most} characters.").format(most=f"{LONGEST:,}")
        )
    found = _node(plain, 0)
    if sum(1 for _ in conditions(found)) > MOST:
        raise _wrong(_("A filter holds at most {most} conditions.").format(most=MOST))
    return found


def written(node: Node) -> str:
    """The tree as it stands in an address."""
    return json.dumps(node.plain(), separators=(",", ":"), ensure_ascii=False)


def conditions(node: Node) -> Iterator[Condition]:
    """Every condition of a tree, from the first to the last."""
    if isinstance(node, Condition):
        yield node
    else:
        for part in node.parts:
            yield from conditions(part)


def compiled(collection: Collection, node: Node, formats: Formats, name: str = "where") -> Q:
    """The rows that a tree leaves; raises ValidationError on the parameter `name` that asks it."""
    found = _joined(collection, node, formats, name)
    if sum(1 for _ in found.flatten()) > LARGEST:
        raise refusal(name, _("The filter compares with too much at once: leave some of it out."))
    return found


def _joined(collection: Collection, node: Node, formats: Formats, name: str) -> Q:
    if isinstance(node, Condition):
        return _condition(collection, node, formats, name)
    found, *rest = (_joined(collection, part, formats, name) for part in node.parts)
    for one in rest:
        found = found & one if node.kind == "and" else found | one
    return found


def mended(collection: Collection, node: Node, formats: Formats) -> tuple[Node | None, list[str]]:
    """What of a tree can be asked for, and a sentence for each condition that cannot."""
    if isinstance(node, Condition):
        try:
            _condition(collection, node, formats, "where")
        except ValidationError as error:
            return None, error.messages
        return node, []
    found = [mended(collection, part, formats) for part in node.parts]
    parts = tuple(part for part, _ in found if part is not None)
    said = [sentence for _, sentences in found for sentence in sentences]
    return Group(node.kind, parts) if parts else None, said


def _field(collection: Collection, condition: Condition, name: str) -> Field:
    """What a condition names: `where` names fields only, a plain filter its questions too."""
    known = collection.by_name if name == "where" else collection.filterable
    if condition.field not in known:
        sought = condition.field[:40]
        sentence = _("{collection} have no field “{name}” to filter by.")
        raise _wrong(sentence.format(collection=collection.subject, name=sought))
    return known[condition.field]


def _condition(collection: Collection, condition: Condition, formats: Formats, name: str) -> Q:
    one = _field(collection, condition, name)
    try:
        return one.condition(condition.operator, condition.value, formats)
    except ValidationError as error:
        said = " ".join(error.messages)
        if name != one.name:
            said = _("{field}: {sentence}").format(field=one.label, sentence=said)
        raise refusal(name, said) from None


def _node(plain: object, depth: int) -> Node:
    if isinstance(plain, list):
        return _read_condition(plain)
    if not isinstance(plain, dict) or len(plain) != 1 or not plain.keys() <= {"and", "or"}:
        raise _wrong(_('A filter is [field, operator, value], {"and": […]} or {"or": […]}.'))
    if depth == DEEPEST:
        raise _wrong(_("Groups of a filter lie at most {most} deep.").format(most=DEEPEST))
    ((kind, parts),) = plain.items()
    if not isinstance(parts, list) or not parts:
        raise _wrong(_("“{kind}” holds a list of conditions, at least one.").format(kind=kind))
    return Group(kind, tuple(_node(part, depth + 1) for part in parts))


def _read_condition(plain: list[Any]) -> Condition:
    if not 2 <= len(plain) <= 3 or not all(isinstance(name, str) for name in plain[:2]):
        raise _wrong(_("A condition is [field, operator] or [field, operator, value]."))
    return Condition(*plain)


def _wrong(sentence: str) -> ValidationError:
    return refusal("where", sentence)
