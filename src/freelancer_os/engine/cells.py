"""One cell: what it offers while it is edited, and how it is saved."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.core.changes import change
from freelancer_os.core.models import ChangeRow
from freelancer_os.core.text import fold
from freelancer_os.core.unit import Unit
from freelancer_os.engine.choices import Choice
from freelancer_os.engine.collection import Collection, collections
from freelancer_os.engine.fields import Field, refuse
from freelancer_os.engine.lens import Lens
from freelancer_os.engine.linking import Link
from freelancer_os.engine.many import Links
from freelancer_os.engine.own_choices import Several
from freelancer_os.engine.own_properties import OwnProperties
from freelancer_os.engine.writing import get, sentence_of, words

OFFERED = 12
_EFFECT = re.compile(r' data-effect="[^"]*"')


class Stale(Exception):
    """Somebody else has changed the cell since it was opened."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Edit:
    """What a person entered in a cell: the text or id, and what the cell held before.

    `create` names a record to make and link; `force` overrides what somebody else entered;
    `with_linked` moves along what belongs to the record; `keep_length` moves its end along.
    """

    value: str = ""
    opened: str | None = None
    create: str = ""
    force: bool = False
    with_linked: bool = False
    keep_length: bool = False


def editable(collection: Collection, name: str) -> Field:
    """The field of a cell; raises Http404 for what is not edited in place."""
    one = collection.by_name.get(name)
    if one is None or one.read_only:
        raise Http404("There is no such cell.")
    return one


def save(
    collection: Collection, workspace: Any, user: Any, pk: UUID, one: Field, edit: Edit
) -> Unit:
    """Save one cell. Raises Stale, Conflict, ValidationError, Http404; then nothing is written."""
    with change(workspace, user, one.label) as unit:
        record = get(collection, unit, pk)
        lens = Lens.of(unit.workspace)
        if edit.opened is not None and not edit.force:
            refuse_stale(one, record, lens, edit.opened)
        value = entered(unit, one, record, lens, edit)
        values = {**one.spread(value), **({"with_linked": True} if edit.with_linked else {})}
        if edit.keep_length:
            values |= _end_along(collection, one, record, value)
        record.edit(values)
        collection = as_made(collection, unit, one, edit)
        unit.sentence = sentence_of(collection, lens, record, [one.name])
    return unit


def entered(unit: Unit, one: Field, record: Any, lens: Lens, edit: Edit) -> Any:
    """What the cell is to hold; a record or a value that it names is made first."""
    if edit.create and isinstance(one, Link):
        return _made(unit, one, record, edit.create)
    if edit.create and isinstance(one, Links):
        return [*one.value(record), _made(unit, one, record, edit.create)]
    if edit.create and isinstance(one, Choice):
        made = one.made(unit, edit.create)
        return [*one.value(record), made] if isinstance(one, Several) else made
    return one.parse(edit.value, lens, {}, record)


def as_made(collection: Collection, unit: Unit, one: Field, edit: Edit) -> Collection:
    """The collection as it is now: a property to which the edit adds has an option more."""
    return (
        OwnProperties(unit.workspace).of(collection) if edit.create and one.is_own else collection
    )


def _end_along(collection: Collection, one: Field, record: Any, value: Any) -> dict[str, Any]:
    """The end that keeps the length of what begins at `value` from now on."""
    if collection.calendar[:1] != (one.name,) or value is None:
        return {}
    start = one.value(record)
    ends = {name: collection.by_name[name].value(record) for name in collection.calendar[1:]}
    return {name: end + (value - start) for name, end in ends.items() if start and end}


def refuse_stale(one: Field, record: Any, lens: Lens, opened: str) -> None:
    if one.raw(record, lens) == opened:
        return
    who = changed_by(record, one.logged)
    present = words(one, record, lens) or "empty"
    raise Stale(f"This is {present} now. {who} while you were editing.")


def changed_by(record: Any, column: str) -> str:
    """Who changed a column of a record last: "Ben changed it"."""
    rows = ChangeRow.objects.filter(workspace=record.workspace, record_id=record.pk)
    last = next(
        (r for r in rows.select_related("change__user").order_by("-id")[:50] if column in r.after),
        None,
    )
    return f"{last.change.user} changed it" if last and last.change.user else "It was changed"


def _made(unit: Unit, one: Link | Links, record: Any, title: str) -> Any:
    """A new record of the link's collection, started from the row in which it is made."""
    to = _target(one)
    naming = to.fields[0]
    name = naming.parse(title, Lens.of(unit.workspace), {}, None)
    started = one.starts(record, name) if one.starts else {naming.name: name}
    made = to.model(workspace=unit.workspace)
    made.edit({name: value for name, value in started.items() if value is not None})
    return made


def _target(one: Link | Links) -> Collection:
    found = collections.get(one.to)
    if found is None:
        raise refuse(one.name, "Nothing can be linked here.")
    return found


# What a cell offers


def options_of_many(first: Any, one: Field, text: str, lens: Lens) -> SafeString:
    """The list under a field of several records, as the first has it: it says no effect."""
    drawn = _EFFECT.sub("", options(first, one, text, lens))
    is_linked = isinstance(one, Link) and getattr(first, one.id_column) is not None
    if isinstance(one, Link) and not (is_linked or text or one.required):
        nothing = _option("", escape(f"No {one.label.lower()}"))
        drawn = drawn.removesuffix("</div>") + nothing + "</div>"
    return mark_safe(drawn)


def options(record: Any, one: Field, text: str, lens: Lens) -> SafeString:
    """The list under a choice or link cell, for what was typed."""
    if isinstance(one, Link):
        return _link_options(record, one, text, lens)
    if isinstance(one, Links):
        return _links_options(record, one, text, lens)
    if not isinstance(one, Choice):
        raise Http404("This cell has no choices.")
    typed, current = fold(text), one.value(record)
    drawn = "".join(
        _option(
            offer.value,
            offer.shown,
            selected=offer.is_chosen or offer.value == current,
            effect=offer.effect,
        )
        for offer in one.offers(record, lens)
        if typed in fold(offer.label)
    )
    if one.noun and typed:
        drawn += _own_option(one, record, text.strip(), lens)
    return _listbox(drawn or '<p class="mut">Nothing fits.</p>')


def _own_option(one: Choice, record: Any, text: str, lens: Lens) -> str:
    """The option that makes a value of what was typed, unless there is one of that name."""
    if fold(text) in {fold(offer.label) for offer in one.offers(record, lens)}:
        return ""
    return _option("", escape(f"+ New {one.noun} “{text}”"), create=text)


def _links_options(record: Any, one: Links, text: str, lens: Lens) -> SafeString:
    """Those that are linked first; choosing one adds it or takes it away."""
    to, typed, linked = _target(one), fold(text), one.value(record)
    rows = to.rows(lens.workspace).exclude(pk__in=[target.pk for target in linked])
    shown = [target for target in linked if typed in fold(str(target))]
    shown += rows.filter(folded__contains=typed).order_by("folded", "id")[:OFFERED]
    drawn = "".join(
        _option(one.toggled(record, t, lens), escape(str(t)), selected=t in linked) for t in shown
    )
    if linked and not typed:
        drawn += _option("", escape(f"No {one.label.lower()}"))
    if typed and one.starts is not None and typed not in {fold(str(t)) for t in shown}:
        drawn += _option("", escape(f"+ New {to.singular} “{text.strip()}”"), create=text.strip())
    return _listbox(drawn or f'<p class="mut">No {escape(to.plural)} yet. Type a name.</p>')


def _link_options(record: Any, one: Link, text: str, lens: Lens) -> SafeString:
    to = _target(one)
    rows = to.rows(lens.workspace)
    if one.offered is not None:
        rows = one.offered(rows, record)
    column = to.search[0]
    typed = fold(text)
    if typed:
        rows = rows.filter(**{f"{column}__icontains": typed})
    found = list(rows.order_by(*_first(to))[:OFFERED])
    current = getattr(record, one.id_column)
    drawn = "".join(_target_option(record, one, target, lens, current) for target in found)
    if current is not None and not typed and not one.required:
        drawn += _option(
            "", escape(f"No {one.label.lower()}"), effect=_effect(one, record, None, lens)
        )
    exact = any(fold(str(target)) == typed for target in found)
    name = text.strip() or (one.suggested(record) if one.suggested else "")
    if name and not exact and one.starts is not None:
        label = escape(f"+ New {to.singular} “{name}”")
        drawn += _option("", label, create=name)
    return _listbox(drawn or f'<p class="mut">No {escape(to.plural)} yet. Type a name.</p>')


def _first(to: Collection) -> tuple[str, ...]:
    return ("folded", "id") if to.search[0] == "folded" else ("-id",)


def _target_option(record: Any, one: Link, target: Any, lens: Lens, current: Any) -> str:
    name = escape(str(target))
    shown = f'<span class="tag tag-{one.colour}">{name}</span>' if one.colour else str(name)
    if one.beside is not None:
        shown += f' <span class="num mut">{escape(one.beside(target, lens))}</span>'
    effect = _effect(one, record, target, lens)
    return _option(str(target.pk), mark_safe(shown), selected=target.pk == current, effect=effect)


def _effect(one: Link, record: Any, target: Any, lens: Lens) -> str:
    return one.effect(record, target, lens) if one.effect is not None else ""


def _option(
    value: str, shown: Any, *, selected: bool = False, effect: str = "", create: str = ""
) -> str:
    more = f' data-effect="{escape(effect)}"' if effect else ""
    more += f' data-create="{escape(create)}"' if create else ""
    chosen = "true" if selected else "false"
    return (
        f'<div role="option" data-value="{escape(value)}" aria-selected="{chosen}"{more}>'
        f"{shown}</div>"
    )


def _listbox(drawn: str) -> SafeString:
    return mark_safe(f'<div role="listbox">{drawn}</div>')
