"""“Repeat” on an entry and on an invoice: what it asks, and what it does."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.collections.money.repeats.rhythm import (
    END_DATE,
    EVERY,
    INTERVAL,
    POSTED_AS,
    TIMES,
)
from freelancer_os.engine.actions import Action
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Values
from freelancer_os.finance.recurring.repeating import repeat, repeat_invoice

DAYS = (replace(EVERY, required=True), INTERVAL, END_DATE, TIMES)
INVOICED = replace(POSTED_AS, required=True, choices=POSTED_AS.choices[1:])


def begins(record: Any, formats: Formats) -> str:
    """That it is the first one of what comes."""
    sentence = _(
        "{record} is the first. The coming ones post themselves on their days; you find them under "
        "Recurring."
    )
    return sentence.format(record=record)


def _how(given: Values) -> dict[str, Any]:
    """What was said of it."""
    return {name: value for name, value in given.items() if value is not None}


def _repeats(record: Any, given: Values) -> None:
    repeat(record, _how(given))


def _repeats_invoice(record: Any, given: Values) -> None:
    repeat_invoice(record, _how(given))


REPEAT = Action(
    verb="repeat",
    label="Repeat",
    icon="repeat",
    offered=lambda entry: entry.invoice_id is None and not entry.is_void,
    otherwise="A line repeats with its invoice.",
    fields=DAYS,
    starts=lambda entry: {"every": "month", "interval": "1"},
    effect=begins,
    does=_repeats,
    done="{record} repeats itself",
    is_quiet=True,
)

REPEAT_INVOICE = Action(
    verb="repeat",
    label="Repeat",
    icon="repeat",
    offered=lambda invoice: invoice.kind == "invoice" and invoice.state != "void",
    otherwise="Only an invoice is repeated that is not void.",
    fields=(INVOICED, *DAYS),
    starts=lambda invoice: {"as": "draft", "every": "month", "interval": "1"},
    effect=begins,
    does=_repeats_invoice,
    done="{record} repeats itself",
    is_quiet=True,
)
