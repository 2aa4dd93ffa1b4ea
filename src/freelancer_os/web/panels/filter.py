"""The filter panel: a row for each condition, drawn anew at every change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.money import BaseCurrency
from freelancer_os.engine.kinds.operators import Takes
from freelancer_os.engine.query.conditions import (
    DEEPEST,
    Condition,
    Group,
    Node,
    mended,
    read,
    written,
)
from freelancer_os.web.lists.chips import plain_conditions
from freelancer_os.web.lists.look import Look
from freelancer_os.web.lists.typed import DATED, DECIMAL, Names, names_of, periods
from freelancer_os.web.panels.drafts import Nest, Row, done, from_form, from_tree

EDITORS = {**dict.fromkeys(DECIMAL, "decimal"), **dict.fromkeys(DATED, "date"), "bool": "options"}


@dataclass(frozen=True)
class Drawn:
    """A row as the template draws it: which editor, its values, and what there is to choose."""

    row: Row
    around: str  # the key of the group that it is in
    editor: str
    values: list[str]
    options: list[tuple[str, str]]
    chosen: list[tuple[str, str]]

    @property
    def operators(self) -> list[tuple[str, str]]:
        """The comparisons to choose from, by their names."""
        return [(one.name, one.label) for one in self.row.operators]


@dataclass(frozen=True)
class DrawnNest:
    """A group as the template draws it."""

    nest: Nest
    around: str
    parts: "list[Drawn | DrawnNest]"


def filter_panel(look: Look, given: QueryDict) -> dict[str, Any]:
    """What the template of the panel needs, and the address that its rows ask for.

    `given` is what the panel has sent, empty when it is opened.
    """
    collection, formats = look.collection, look.desk.formats
    is_sent = "sent" in given
    tree, plain_names = _in_force(look, plain_conditions(look))
    root = from_form(collection, given) if is_sent else from_tree(collection, tree, formats)
    added = done(collection, root, given.get("do", ""))
    found = root.tree(collection, formats)
    text = given.get("q", "").strip()[:200].replace("\x00", "")
    where = {**dict.fromkeys(plain_names, ""), "where": written(found) if found else "", "q": text}
    if not is_sent and (not root.parts or "field" in given):
        added = _at(look, root, given.get("field", ""))
    named = [Condition(row.field.name, "", row.values) for row in root.rows()]
    names = names_of(look.desk, collection, named)
    return {
        "root": _drawn(look, root, names),
        "fields": [
            (one.name, one.label) for one in collection.fields if not isinstance(one, BaseCurrency)
        ],
        "joints": [("and", _("All of these hold")), ("or", _("Any of these holds"))],
        "q": text if is_sent else look.params.get("q", ""),
        "is_searched": bool(collection.search),
        "added": added,
        "url": look.url(where) if is_sent else look.url(),
    }


def _at(look: Look, root: Nest, name: str) -> str:
    """The key of the row of a field, in which one goes on; it is added if there is none."""
    own = [row.key for row in root.rows() if row.field.name == name]
    return own[0] if own else done(look.collection, root, f"add.0.{name}")


def _in_force(look: Look, plain: dict[str, Condition]) -> tuple[Node | None, list[str]]:
    """The filter in force with the plain ones among its conditions, and which those are."""
    try:
        asked = read(look.params["where"]) if "where" in look.params else None
        tree = asked and mended(look.collection, asked, look.desk.formats)[0]
    except ValidationError:
        tree = None
    if not plain:
        return tree, []
    inner = tree.parts if isinstance(tree, Group) and tree.kind == "and" else [tree] if tree else []
    whole = Group("and", (*plain.values(), *inner))
    return (whole, list(plain)) if _depth(whole) <= DEEPEST else (tree, [])


def _depth(node: Node) -> int:
    return 1 + max(map(_depth, node.parts), default=0) if isinstance(node, Group) else 0


def _drawn(look: Look, nest: Nest, names: Names, around: str = "") -> DrawnNest:
    parts = [
        _drawn(look, part, names, nest.key)
        if isinstance(part, Nest)
        else _row(look, part, names, nest.key)
        for part in nest.parts
    ]
    return DrawnNest(nest, around, parts)


def _row(look: Look, row: Row, names: Names, around: str) -> Drawn:
    editor, options = _editor(look, row)
    count = 2 if row.operator.takes is Takes.TWO else 1
    chosen = [(v, names.get(v) or _("(gone)")) for v in row.values] if editor == "targets" else []
    return Drawn(row, around, editor, [*row.values, "", ""][:count], options, chosen)


def _editor(look: Look, row: Row) -> tuple[str, list[tuple[str, str]]]:
    """How the values of a row are entered, and the options where they are chosen."""
    one, takes = row.field, row.operator.takes
    if takes is Takes.NOTHING:
        return "", []
    if takes is Takes.PERIOD:
        return "options", list(periods().items())
    if isinstance(one, Link | Links):
        return "targets", []
    if isinstance(one, Choice):
        return "choices", _choices(look, one, row.values)
    editor = EDITORS.get(one.kind, "text")
    answers = [("true", _("yes")), ("false", _("no"))]
    return editor, answers if editor == "options" else []


def _choices(look: Look, one: Choice, held: Sequence[str]) -> list[tuple[str, str]]:
    """The values of a choice, the workspace's own too; of very many those in use or asked for."""
    rows = look.collection.model.objects.of(look.desk.workspace)
    found = {value: label for value, label, _ in one.columns(rows, look.desk.formats) if value}
    found |= {value: label for value, label, _ in one.choices if value in held}
    return list(found.items())
