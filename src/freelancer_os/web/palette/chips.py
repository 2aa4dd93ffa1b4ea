"""The parts of a reading as controls: what is asked, and what one may change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from freelancer_os.core.values.amounts import edit_amount, read_amount
from freelancer_os.core.values.dates import read_instant
from freelancer_os.core.values.scaled import edit_hours, edit_scaled, read_hours, read_scaled
from freelancer_os.core.values.written_dates import written
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.registry import collections
from freelancer_os.quick.asked import Option, Part, Reading
from freelancer_os.quick.finding.names import MODELS

OFFERED = 50  # records of a choice
RATES = {"tax_rate": 4, "exchange_rate": 10, "account_rate": 10}
FOLLOWING = frozenset({"clients", "contacts", "ends_at"})  # which the sentence alone says


@dataclass(frozen=True)
class Chip:
    """One part as a control: a choice where there are options, else a field.

    `sentence` is what is asked; `problem` is why what stands in it was refused.
    """

    name: str
    label: str
    value: str = ""
    options: tuple[Option, ...] = ()
    sentence: str = ""
    problem: str = ""

    @property
    def is_asked(self) -> bool:
        return bool(self.sentence or self.problem)


def chips_of(
    reading: Reading, formats: Formats, typed: Mapping[str, str], problems: Mapping[str, str]
) -> list[Chip]:
    """The controls of a reading, what is asked first; `typed` stands in those with problems."""
    chips = [chip for part in reading.parts for chip in _chips(part, reading, formats)]
    lost = problems.keys() - {chip.name for chip in chips}
    chips += [Chip(name, _label(reading, name)) for name in sorted(lost)]
    told = [
        replace(one, value=typed.get(one.name, one.value), problem=problems[one.name])
        if one.name in problems
        else one
        for one in chips
    ]
    return sorted(told, key=lambda chip: not chip.is_asked)


def _label(reading: Reading, name: str) -> str:
    """What a field is called that is no part so far, such as the rate of a payment."""
    collection = collections.get(reading.collection)
    one = collection.writable.get(name) if collection is not None else None
    return str(one.label) if one is not None else name


def _chips(part: Part, reading: Reading, formats: Formats) -> Iterator[Chip]:
    value = part.value if isinstance(part.value, str) else ""
    made = Chip(part.name, part.label, value, sentence=part.sentence if part.is_asked else "")
    if part.name in FOLLOWING:
        return
    if part.name == "starts_at":
        yield from _times(value, reading, formats)
    elif part.name in MODELS and not part.options:
        yield replace(made, options=_records(part, reading, formats))
    elif part.name in {"kind", "medium"}:
        yield replace(made, options=_choices(part, reading))
    elif part.options:
        yield replace(made, options=part.options)
    else:
        yield replace(made, value=_edited(part, reading, formats))


def _times(value: str, reading: Reading, formats: Formats) -> Iterator[Chip]:
    """Day and time of a meeting, which are read into its two instants."""
    zone, end = ZoneInfo(formats.time_zone), reading.part("ends_at")
    there = read_instant(value, field="starts_at").astimezone(zone)
    told = f"{there:%H:%M}"
    if end is not None:
        told += f"-{read_instant(end.value, field='ends_at').astimezone(zone):%H:%M}"
    yield Chip("date", _("Date"), written(there.date().isoformat(), formats.locale))
    yield Chip("time", _("Time"), told)


def _records(part: Part, reading: Reading, formats: Formats) -> tuple[Option, ...]:
    """The records of a link, that which is meant among them, and none."""
    rows = MODELS[part.name].objects.of(formats.workspace)
    if part.name in {"account", "category"}:
        rows = rows.filter(archived=False)
    if part.name == "category" and reading.makes in {"income", "expense"}:
        rows = rows.filter(kind=reading.makes)
    found = [
        Option(str(pk), name)
        for pk, name in rows.order_by("folded", "id").values_list("pk", "name")[:OFFERED]
    ]
    if part.value is not None and part.value not in {one.value for one in found}:
        found.insert(0, Option(str(part.value), part.text))
    return (*found, Option("", _("None")))


def _choices(part: Part, reading: Reading) -> tuple[Option, ...]:
    if part.options:
        return part.options
    collection = collections.get(reading.collection)
    choices = (
        getattr(collection.by_name[part.name], "choices", ()) if collection is not None else ()
    )
    return tuple(Option(key, str(label)) for key, label, _colour in choices)


def _edited(part: Part, reading: Reading, formats: Formats) -> str:
    """A value as it stands in the field that edits it."""
    if not isinstance(part.value, str):
        return ""
    if part.name == "amount":
        currency = str(reading.values.get("currency", formats.currency))
        return edit_amount(read_amount(part.value, currency), currency, formats.locale)
    if part.name == "date":
        return written(part.value, formats.locale)
    if part.name == "hours":
        return edit_hours(read_hours(part.value, field="hours"), formats.locale)
    if part.name in RATES:
        places = RATES[part.name]
        return edit_scaled(read_scaled(part.value, places, field=part.name), places, formats.locale)
    return part.value
