"""A record as a card, for boards and galleries."""

from collections.abc import Callable, Container
from html import escape

from django.utils.translation import gettext as _

from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.addresses import Address
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Day, Deadline
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.hours import Hours
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.numbers import Number, Percent
from freelancer_os.engine.write.writing import words
from freelancer_os.web.cells.kinds import Draw, deadline, drawing, marking


def card_drawing(
    collection: Collection,
    formats: Formats,
    *,
    move: Field | None = None,
    tagged: Choice | None = None,
    heading: str = "h3",
) -> Callable[[Record], str]:
    """What draws a card: the title, who it is about, bars and figures.

    `move` is the field that dragging it sets; `tagged` is a choice whose tag it shows, beside those
    that are declared.
    """
    fields = [collection.by_name[name] for name in collection.on_card]
    who = [_words(one, formats) for one in fields if not isinstance(one, COUNTED)]
    choices = dict.fromkeys([*([tagged] if tagged else []), *fields])
    tags = [drawing(one, formats) for one in choices if isinstance(one, Choice)]
    tags += _marks(collection, formats, choices)
    bars = [drawing(one, formats) for one in fields if isinstance(one, Percent)]
    hint = escape(_("{card}: move with Alt and the arrow keys"))
    kind = escape(_("card"))
    figures = [_figure(one, formats) for one in fields if isinstance(one, Money | Hours | Number)]

    def drawn(record: Record) -> str:
        address, title = f"/{collection.slug}/{record.pk}/", escape(str(record))
        moved = _moved(address, record, move, formats) if move is not None else ""
        if moved:
            moved += f' aria-roledescription="{kind}" aria-label="{hint.format(card=title)}"'
        said = " · ".join(_each(who, record))
        colours = " ".join(_each(tags, record))
        amounts = "".join(_each(figures, record))
        return (
            f'<article class="card" id="card-{record.pk}"{moved}><{heading} class="card-title">'
            f'<a href="{address}">{title}</a></{heading}>'
            + (f'<p class="card-who">{said}</p>' if said else "")
            + (f'<p class="card-tags">{colours}</p>' if colours else "")
            + "".join(_each(bars, record))
            + (f'<p class="kv">{amounts}</p>' if amounts else "")
            + "</article>"
        )

    return drawn


def _marks(collection: Collection, formats: Formats, shown: Container[Field]) -> list[Draw]:
    """What stands beside choices that a card does not show, such as the one of its column."""
    rest = (one for one in collection.fields if isinstance(one, Choice) and one not in shown)
    return [mark for one in rest if (mark := marking(one, formats)) is not None]


COUNTED = (Choice, Money, Percent, Hours, Number)  # what is no words


def _each(draws: list[Draw], record: Record) -> list[str]:
    return [said for draw in draws if (said := draw(record))]


def _moved(address: str, record: Record, move: Field, formats: Formats) -> str:
    return (
        f' data-cell="{address}cell/{move.name}/" data-raw="{escape(move.raw(record, formats))}"'
        ' tabindex="0"'
    )


def _words(one: Field, formats: Formats) -> Draw:
    if isinstance(one, Flag):
        label = escape(one.label)
        return lambda record: label if one.value(record) else ""
    if isinstance(one, Deadline):
        return deadline(one, formats)
    if isinstance(one, Day | Address):
        return drawing(one, formats)
    if isinstance(one, Link):
        return lambda record: escape(str(words(one, record, formats)) or one.gone(record))
    return lambda record: escape(str(words(one, record, formats)))


def _figure(one: Field, formats: Formats) -> Draw:
    label, draw = escape(one.label), drawing(one, formats)
    is_left = isinstance(one, Money) and one.left

    def drawn(record: Record) -> str:
        text = "" if is_left and not one.value(record) else draw(record)
        return f"<span>{label} <b>{text}</b></span>" if text else ""

    return drawn
