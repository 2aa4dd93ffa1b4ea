"""A record as a card, for boards and galleries."""

from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.numbers import Number, Percent
from freelancer_os.engine.write.writing import words


def card(
    collection: Collection,
    record: Any,
    formats: Formats,
    *,
    move: Field | None = None,
    tagged: Choice | None = None,
    heading: str = "h3",
) -> SafeString:
    """The title, who it is about, bars and figures. `move` is the field that dragging it sets.

    `tagged` is a choice whose tag it shows, beside those that are declared.
    """
    fields = [collection.by_name[name] for name in collection.on_card]
    who = " · ".join(said for one in fields if (said := _words(one, record, formats)))
    choices = dict.fromkeys([*([tagged] if tagged else []), *fields])
    tags = " ".join(_tag(one, record, formats) for one in choices if isinstance(one, Choice))
    bars = "".join(
        str(one.show(record, formats))
        for one in fields
        if isinstance(one, Percent) and one.value(record) is not None
    )
    figures = "".join(_figure(one, record, formats) for one in fields)
    address = f"/{collection.slug}/{record.pk}/"
    moved = _moved(address, record, move, formats) if move is not None else ""
    return mark_safe(
        f'<article class="card" id="card-{record.pk}"{moved}><{heading} class="card-title">'
        f'<a href="{address}">{escape(str(record))}</a></{heading}>'
        + (f'<p class="card-who">{who}</p>' if who else "")
        + (f'<p class="card-tags">{tags}</p>' if tags.strip() else "")
        + bars
        + (f'<p class="kv">{figures}</p>' if figures else "")
        + "</article>"
    )


def _moved(address: str, record: Any, move: Field, formats: Formats) -> str:
    return (
        f' data-cell="{address}cell/{move.name}/" data-raw="{escape(move.raw(record, formats))}"'
        ' tabindex="0" aria-roledescription="card"'
        f' aria-label="{escape(f"{record}: move with Alt and the arrow keys")}"'
    )


def _words(one: Field, record: Any, formats: Formats) -> str:
    if isinstance(one, Choice | Money | Percent | Hours | Number):
        return ""
    if isinstance(one, Flag):
        return escape(one.label) if one.value(record) else ""
    if isinstance(one, Day):
        return str(one.show(record, formats)) if one.value(record) is not None else ""
    return escape(words(one, record, formats))


def _tag(one: Choice, record: Any, formats: Formats) -> str:
    return str(one.show(record, formats)) if one.value(record) else ""


def _figure(one: Field, record: Any, formats: Formats) -> str:
    if not isinstance(one, Money | Hours | Number) or one.value(record) is None:
        return ""
    text = (
        escape(one.text(record, formats)) if isinstance(one, Money) else one.show(record, formats)
    )
    return f"<span>{escape(one.label)} <b>{text}</b></span>" if text else ""
