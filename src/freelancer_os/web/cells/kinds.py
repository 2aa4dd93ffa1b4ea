"""How a field is drawn: one function per kind, made once for all records that it draws."""

from collections.abc import Callable
from functools import singledispatch
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.core.words import Option
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.addresses import Address
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Deadline
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.named import COLOUR, Named
from freelancer_os.engine.kinds.numbers import Percent, Used
from freelancer_os.engine.own.choices import Several
from freelancer_os.engine.own.option_list import OptionList

Draw = Callable[[Any], str]
"""A record as HTML."""
NOTHING = mark_safe('<span class="mut">—</span>')
WHOLE = 10_000  # a percentage in hundredths at which its bar is full


def show(one: Field, record: Record, formats: Formats) -> SafeString:
    """The HTML of a field of one record, a dash where there is nothing."""
    return mark_safe(drawing(one, formats)(record) or NOTHING)


def tag(option: Option) -> SafeString:
    """The tag of a choice, in its colour if it has one."""
    _, label, colour = option
    text = escape(label)
    return mark_safe(f'<span class="tag tag-{colour}">{text}</span>' if colour else text)


@singledispatch
def drawing(one: Field, formats: Formats) -> Draw:
    """What draws a field of a record: HTML, "" where there is nothing."""
    shown = one.shown
    return lambda record: escape(shown(record, formats))


@drawing.register
def _choice(one: Choice, formats: Formats) -> Draw:
    draw, mark = _value(one), marking(one, formats)
    return draw if mark is None else lambda record: f"{draw(record)} {mark(record)}".rstrip()


def badge(one: Field, formats: Formats) -> Draw:
    """What draws a field in one tag: the mark beside it, if there is one, else the value."""
    mark = marking(one, formats) if isinstance(one, Choice) else None
    if not isinstance(one, Choice) or mark is None:
        return drawing(one, formats)
    draw = _value(one)
    return lambda record: mark(record) or draw(record)


def _value(one: Choice) -> Draw:
    return _tags(one, lambda record: [one.value(record)])


def marking(one: Choice, formats: Formats) -> Draw | None:
    """What draws the mark beside the value of a choice, "" where there is none."""
    beside = one.beside(formats)
    if beside is None:
        return None

    def drawn(record: Record) -> str:
        found = beside(record)
        return f'<span class="beside">{tag(found)}</span>' if found else ""

    return drawn


@drawing.register
def _several(one: Several, formats: Formats) -> Draw:
    return _tags(one, one.value)


def _tags(one: Choice, values: Callable[[Any], list[str]]) -> Draw:
    known: dict[str, str] = {}

    def drawn(value: str) -> str:
        if value not in known:
            known[value] = tag(one.option(value))
        return known[value]

    return lambda record: " ".join(drawn(value) for value in values(record) if value)


@drawing.register
def _named(one: Named, formats: Formats) -> Draw:
    return lambda record: " ".join(tag((name, name, COLOUR)) for name in one.named(record))


@drawing.register
def _link(one: Link, formats: Formats) -> Draw:
    held, value, colour, once = one.id_column, one.value, one.tag_of, one.gone
    absent = one.absent

    def drawn(record: Record) -> str:
        if getattr(record, held) is None:
            wanting = absent(record) if absent is not None else None
            return _wanting(*wanting) if wanting else escape(once(record))
        target = value(record)
        tagged = colour(target)
        style = f"tag tag-{tagged}" if tagged else "rel"
        return f'<span class="{style}">{escape(str(target))}</span>'

    return drawn


def _wanting(words: str, address: str) -> str:
    return f'<a class="tag tag-amber" href="{escape(address)}">{escape(words)}</a>'


@drawing.register
def _links(one: Links, formats: Formats) -> Draw:
    return lambda record: ", ".join(
        f'<span class="rel">{escape(str(target))}</span>' for target in one.value(record)
    )


@drawing.register
def _deadline(one: Deadline, formats: Formats) -> Draw:
    """The day, marked where it was missed."""
    shown, mark = one.shown, f' <span class="tag tag-rose">{escape(one.mark)}</span>'
    return lambda record: (
        escape(shown(record, formats)) + (mark if one.is_late(record, formats) else "")
    )


def deadline(one: Deadline, formats: Formats) -> Draw:
    """What draws a day in words while something waits for it: "due 21 Dec", "was due 21 Nov"."""
    late, due, shown = escape(_("was due {date}")), escape(_("due {date}")), one.shown

    def drawn(record: Record) -> str:
        if one.value(record) is None or not one.waits(record):
            return ""
        is_late = one.is_late(record, formats)
        words = (late if is_late else due).format(date=escape(shown(record, formats)))
        return f'<span class="{"neg" if is_late else "list-meta"} num">{words}</span>'

    return drawn


@drawing.register
def _percent(one: Percent, formats: Formats) -> Draw:
    label = escape(one.label)

    def drawn(record: Record) -> str:
        value = one.value(record)
        if value is None:
            return ""
        over = " bar-over" if value > WHOLE else ""
        return (
            f'<span class="share"><progress class="bar{over}" max="{WHOLE}" '
            f'value="{min(max(value, 0), WHOLE)}" aria-label="{label}"></progress>'
            f"{escape(one.told(value, formats))}</span>"
        )

    return drawn


@drawing.register
def _used(one: Used, formats: Formats) -> Draw:
    """The bar in the colour of its state, and the state in words beside it."""
    label = escape(one.label)
    states = {
        "near": (_("Nearly used up"), "amber"),
        "all": (_("Used up"), "amber"),
        "over": (_("Overspent"), "rose"),
    }
    tags = {state: tag((state, *said)) for state, said in states.items()}
    classes = {"near": " bar-near", "all": " bar-near", "over": " bar-gone"}

    def drawn(record: Record) -> str:
        value, state = one.value(record), one.state(record)
        if value is None and not state:
            return ""
        filled = WHOLE if value is None else min(max(value, 0), WHOLE)
        told = "" if value is None else escape(one.told(value, formats))
        return (
            f'<span class="used"><span class="share"><progress class="bar{classes.get(state, "")}" '
            f'max="{WHOLE}" value="{filled}" aria-label="{label}"></progress>{told}</span> '
            f"{tags.get(state, '')}</span>"
        )

    return drawn


@drawing.register
def _address(one: Address, formats: Formats) -> Draw:
    """A text that leads somewhere does; pages of others open in a tab of their own."""

    def drawn(record: Record) -> str:
        text = one.value(record)
        address = one.address(text) if text else ""
        if not address:
            return escape(text or "")
        is_away = address.startswith("http")
        more = ' target="_blank" rel="noopener noreferrer"' if is_away else ""
        return f'<a class="out" href="{escape(address)}"{more}>{escape(one.words(text))}</a>'

    return drawn


@drawing.register
def _options(one: OptionList, formats: Formats) -> Draw:
    return lambda record: " ".join(
        tag((option["value"], option["label"], option["colour"])) for option in one.value(record)
    )
