"""What a cell offers while it is edited: the list under a choice or a link."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import fold
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice, Offer
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.named import Named
from freelancer_os.engine.kinds.numbers import PLAIN, Rate
from freelancer_os.engine.own.choices import Several
from freelancer_os.engine.registry import target_of
from freelancer_os.web.cells.kinds import tag
from freelancer_os.web.cells.targets import find, nothing_of


@dataclass(frozen=True)
class Option:
    """What a cell offers: the value it would hold, or what would be made, and how that looks."""

    value: str
    shown: str
    selected: bool = False
    effect: str = ""
    create: str = ""
    way: str = ""

    @property
    def html(self) -> str:
        more = f' data-effect="{escape(self.effect)}"' if self.effect else ""
        more += f' data-create="{escape(self.create)}"' if self.create else ""
        more += f' data-way="{self.way}"' if self.way else ""
        chosen = "true" if self.selected else "false"
        return (
            f'<div role="option" data-value="{escape(self.value)}" aria-selected="{chosen}"{more}>'
            f"{self.shown}</div>"
        )


@dataclass(frozen=True)
class Offered:
    """The list under a cell; `nothing` is said where it is empty, `more` below it."""

    options: list[Option]
    nothing: str
    more: str = ""
    is_said: bool = False  # why there is none

    @property
    def html(self) -> SafeString:
        drawn = "".join(one.html for one in self.options)
        nothing = f'<p class="mut">{escape(self.nothing)}</p>'
        return mark_safe(f'<div role="listbox">{drawn or nothing}</div>{self.more}')

    def first(self, text: str) -> Option:
        """What is meant by a text that was typed; raises ValidationError where nothing fits."""
        if self.is_said and not self.options:
            raise ValidationError([self.nothing])
        if not self.options:
            raise ValidationError([_("Nothing fits “{text}”.").format(text=text[:60])])
        return self.options[0]


def offered_to_many(records: Sequence[Record], one: Field, text: str, formats: Formats) -> Offered:
    """What a field of several records offers, as the first has it: it says no effect.

    Where each holds several, an option is added to what it has. What a link offers fits all of
    them; where nothing does, it is said which two differ.
    """
    first, other = records[0], None
    if isinstance(one, Link) and one.offered is not None:
        rows, other = _fitting_all(records, one, one.offered, formats)
        starts = None if other else one.starts
        one = replace(one, offered=lambda _rows, _record: rows, starts=starts)
    if isinstance(one, Flag):
        flags = [Option("true", escape(_("Yes"))), Option("false", escape(_("No")))]
        return Offered(
            [flag for flag in flags if fold(text) in fold(flag.shown)],
            nothing_of(text, takes_new=False),
        )
    is_many = isinstance(one, Links | Several)
    if is_many:
        first = type(first)(workspace=first.workspace)
    found = offered(first, one, text, formats)
    options = [replace(option, effect="", way="") for option in found.options]
    is_linked = isinstance(one, Link) and getattr(first, one.id_column) is not None
    if (is_many or isinstance(one, Link)) and not (is_linked or text or one.required):
        options.append(Option("", escape(one.without)))
    if other is None or found.options:
        return replace(found, options=options)
    sentence = _(
        "Nothing fits all that are selected: {one} and {other} take different ones. Select only "
        "those that take the same."
    )
    return Offered([], sentence.format(one=first, other=other), is_said=True)


def _fitting_all(
    records: Sequence[Any], one: Link, offered_to: Callable[..., QuerySet[Any]], formats: Formats
) -> tuple[QuerySet[Any], Record | None]:
    """What a link of each of these records offers, and the first of them that narrows it."""
    rows, other = in_use(target_of(one), formats), None
    seen: dict[str, QuerySet[Any]] = {}
    for record in records:
        found = offered_to(rows, record)
        if str(found.query) not in seen:
            other = record if seen and other is None else other
            seen[str(found.query)] = found
    return reduce(and_, seen.values()), other


def offered(record: Record, one: Field, text: str, formats: Formats) -> Offered:
    """What a choice or link cell offers for what was typed."""
    if isinstance(one, Link):
        return _of_link(record, one, text, formats)
    if isinstance(one, Links):
        return _of_links(record, one, text, formats)
    if isinstance(one, Rate) and one.known is not None:
        return _of_rate(record, one, text, formats)
    if not isinstance(one, Choice | Named):
        raise Http404("This cell has no choices.")
    typed, current = fold(text), one.value(record)
    offers = one.offers(record, formats)
    found = [
        Option(
            offer.value,
            _shown(offer),
            selected=offer.is_chosen or offer.value == current,
            effect=offer.effect,
            way=offer.way,
        )
        for offer in offers
        if typed in fold(offer.words)
    ]
    takes_new = one.takes_new if isinstance(one, Named) else bool(one.noun)
    if takes_new and typed and fold(text) not in {fold(offer.words) for offer in offers}:
        name = text.strip()
        found.append(Option("", escape(_("+ New: “{name}”").format(name=name)), create=name))
    return Offered(found, nothing_of(text, takes_new))


def _of_rate(record: Record, one: Rate, text: str, formats: Formats) -> Offered:
    """The known rates whose words hold what is typed, after the one that is typed: a known one of
    this number and no more, else the number."""
    current, known = one.chosen(record, formats), dict(one.picks(formats))
    found = {value: words for value, words in known.items() if fold(text) in fold(words)}
    nothing = nothing_of(text, takes_new=False)
    if text.strip():
        try:
            value, words = one.offer(one.parse(text, formats, {}, record), formats)
            plain = next((v for v in (value, f"{value}{PLAIN}") if v in known), value)
            found = {plain: known.get(plain, words), **found}
        except ValidationError as refused:
            nothing = " ".join(refused.messages)
    options = [Option(v, escape(words), selected=v == current) for v, words in found.items()]
    if current and not text and one.place.may_be_empty(record):
        options.append(Option("", escape(one.without)))
    return Offered(options, nothing, is_said=True)


def _shown(offer: Offer) -> str:
    drawn = tag((offer.value, offer.label, offer.colour))
    return f"{drawn} {escape(offer.more)}" if offer.more else drawn


def in_use(to: Collection, formats: Formats) -> QuerySet[Any]:
    """The records of a collection that are in use."""
    rows = to.rows(formats.workspace)
    return rows.filter(archived=False) if to.archives else rows


def _of_links(record: Record, one: Links, text: str, formats: Formats) -> Offered:
    """Those that are linked first; choosing one adds it or takes it away."""
    to, typed, linked = target_of(one), fold(text), one.value(record)
    rows = in_use(to, formats).exclude(pk__in=[target.pk for target in linked])
    shown = [target for target in linked if typed in fold(str(target))]
    found = find(to, rows, text)
    shown += found.records
    options = [
        Option(one.toggled(record, t, formats), escape(str(t)), selected=t in linked) for t in shown
    ]
    if linked and not typed:
        options.append(Option("", escape(one.without)))
    if typed and one.starts is not None and typed not in {fold(str(t)) for t in shown}:
        options.append(_new(to, text.strip()))
    return Offered(options, nothing_of(text, one.starts is not None), found.more)


def _of_link(record: Record, one: Link, text: str, formats: Formats) -> Offered:
    to = target_of(one)
    rows = in_use(to, formats)
    if one.offered is not None:
        rows = one.offered(rows, record)
    typed, found = fold(text), find(to, rows, text)
    current = getattr(record, one.id_column)
    options = [_target(record, one, target, formats, current) for target in found.records]
    if current is not None and not typed and not one.required:
        effect = _effect(one, record, None, formats)
        options.append(Option("", escape(one.without), effect=effect))
    exact = any(fold(str(target)) == typed for target in found.records)
    name = text.strip() or (one.suggested(record) if one.suggested else "")
    if name and not exact and one.starts is not None:
        options.append(_new(to, name))
    return Offered(options, nothing_of(text, one.starts is not None), found.more)


def _target(
    record: Record, one: Link, target: Record, formats: Formats, current: UUID | None
) -> Option:
    name, colour = escape(str(target)), one.tag_of(target)
    shown = f'<span class="tag tag-{colour}">{name}</span>' if colour else str(name)
    if one.beside is not None:
        shown += f' <span class="num mut">{escape(one.beside(target, formats))}</span>'
    is_there = target.pk == current
    effect = "" if is_there else _effect(one, record, target, formats)
    return Option(str(target.pk), shown, selected=is_there, effect=effect)


def _effect(one: Link, record: Record | None, target: Record | None, formats: Formats) -> str:
    return one.effect(record, target, formats) if one.effect is not None else ""


def _new(to: Collection, name: str) -> Option:
    """ "+ New client “Acme”"."""
    return Option("", escape(_("+ {new} “{name}”").format(new=to.label, name=name)), create=name)
