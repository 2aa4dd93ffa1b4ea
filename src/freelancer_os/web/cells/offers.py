"""What a cell offers while it is edited: the list under a choice or a link."""

import re
from uuid import UUID

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
from freelancer_os.engine.own.choices import Several
from freelancer_os.engine.registry import target_of
from freelancer_os.web.cells.kinds import tag
from freelancer_os.web.cells.targets import find

_EFFECT = re.compile(r' data-effect="[^"]*"')


def options_of_many(first: Record, one: Field, text: str, formats: Formats) -> SafeString:
    """The list under a field of several records, as the first has it: it says no effect.

    Where each holds several, an option is added to what it has.
    """
    if isinstance(one, Flag):
        return _listbox(_option("true", escape(_("Yes"))) + _option("false", escape(_("No"))))
    is_many = isinstance(one, Links | Several)
    if is_many:
        first = type(first)(workspace=first.workspace)
    drawn = _EFFECT.sub("", options(first, one, text, formats))
    is_linked = isinstance(one, Link) and getattr(first, one.id_column) is not None
    if (is_many or isinstance(one, Link)) and not (is_linked or text or one.required):
        nothing = _option("", _none(one))
        drawn = drawn.removesuffix("</div>") + nothing + "</div>"
    return mark_safe(drawn)


def options(record: Record, one: Field, text: str, formats: Formats) -> SafeString:
    """The list under a choice or link cell, for what was typed."""
    if isinstance(one, Link):
        return _link_options(record, one, text, formats)
    if isinstance(one, Links):
        return _links_options(record, one, text, formats)
    if not isinstance(one, Choice):
        raise Http404("This cell has no choices.")
    typed, current = fold(text), one.value(record)
    drawn = "".join(
        _option(
            offer.value,
            _shown(offer),
            selected=offer.is_chosen or offer.value == current,
            effect=offer.effect,
        )
        for offer in one.offers(record, formats)
        if typed in fold(offer.words)
    )
    if one.noun and typed:
        drawn += _own_option(one, record, text.strip(), formats)
    return _listbox(drawn or _nothing(_("Nothing fits.")))


def _shown(offer: Offer) -> str:
    drawn = tag((offer.value, offer.label, offer.colour))
    return f"{drawn} {escape(offer.more)}" if offer.more else drawn


def _own_option(one: Choice, record: Record, text: str, formats: Formats) -> str:
    """The option that makes a value of what was typed, unless there is one of that name."""
    if fold(text) in {fold(offer.words) for offer in one.offers(record, formats)}:
        return ""
    return _option("", escape(_("+ New: “{name}”").format(name=text)), create=text)


def _links_options(record: Record, one: Links, text: str, formats: Formats) -> SafeString:
    """Those that are linked first; choosing one adds it or takes it away."""
    to, typed, linked = target_of(one), fold(text), one.value(record)
    rows = to.rows(formats.workspace).exclude(pk__in=[target.pk for target in linked])
    shown = [target for target in linked if typed in fold(str(target))]
    found = find(to, rows, text)
    shown += found.records
    drawn = "".join(
        _option(one.toggled(record, t, formats), escape(str(t)), selected=t in linked)
        for t in shown
    )
    if linked and not typed:
        drawn += _option("", _none(one))
    if typed and one.starts is not None and typed not in {fold(str(t)) for t in shown}:
        drawn += _option("", _new(to, text.strip()), create=text.strip())
    return mark_safe(_listbox(drawn or _nothing(_("None yet. Type a name."))) + found.more)


def _link_options(record: Record, one: Link, text: str, formats: Formats) -> SafeString:
    to = target_of(one)
    rows = to.rows(formats.workspace)
    if one.offered is not None:
        rows = one.offered(rows, record)
    typed, found = fold(text), find(to, rows, text)
    current = getattr(record, one.id_column)
    drawn = "".join(
        _target_option(record, one, target, formats, current) for target in found.records
    )
    if current is not None and not typed and not one.required:
        drawn += _option("", _none(one), effect=_effect(one, record, None, formats))
    exact = any(fold(str(target)) == typed for target in found.records)
    name = text.strip() or (one.suggested(record) if one.suggested else "")
    if name and not exact and one.starts is not None:
        drawn += _option("", _new(to, name), create=name)
    return mark_safe(_listbox(drawn or _nothing(_("None yet. Type a name."))) + found.more)


def _target_option(
    record: Record, one: Link, target: Record, formats: Formats, current: UUID | None
) -> str:
    name = escape(str(target))
    shown = f'<span class="tag tag-{one.colour}">{name}</span>' if one.colour else str(name)
    if one.beside is not None:
        shown += f' <span class="num mut">{escape(one.beside(target, formats))}</span>'
    effect = _effect(one, record, target, formats)
    return _option(str(target.pk), mark_safe(shown), selected=target.pk == current, effect=effect)


def _effect(one: Link, record: Record | None, target: Record | None, formats: Formats) -> str:
    return one.effect(record, target, formats) if one.effect is not None else ""


def _none(one: Field) -> str:
    return escape(one.without)


def _new(to: Collection, name: str) -> str:
    """ "+ New client “Acme”"."""
    return escape(_("+ {new} “{name}”").format(new=to.label, name=name))


def _nothing(words: str) -> str:
    return f'<p class="mut">{escape(words)}</p>'


def _option(
    value: str, shown: str, *, selected: bool = False, effect: str = "", create: str = ""
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
