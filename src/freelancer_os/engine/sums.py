"""The foot of a table: what the amounts above it come to."""

from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.core.amounts import format_money
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.fields import Field
from freelancer_os.engine.lens import Lens
from freelancer_os.engine.numbers import Money


def foot(collection: Collection, fields: list[Field], records: list[Any], lens: Lens) -> SafeString:
    """The row under a table that shows every record of its list; "" where nothing is summed."""
    sums = [_sum(collection, one, records, lens) for one in fields]
    if not any(sums):
        return mark_safe("")
    count = len(records)
    noun = collection.singular if count == 1 else collection.plural
    first, *rest = (f"<b>{escape(text)}</b>" if text else "" for text in sums)
    first = first or f"{count} {escape(noun)}"
    cells = "".join(
        f'<td class="cell-{one.kind}">{text}</td>'
        for one, text in zip(fields[1:], rest, strict=True)
    )
    return mark_safe(f"<tfoot><tr><td>{first}</td>{cells}</tr></tfoot>")


def _sum(collection: Collection, one: Field, records: list[Any], lens: Lens) -> str:
    """The sum of a column, if it is one that adds up and all of it is in one currency."""
    if one.name not in collection.sums or not isinstance(one, Money):
        return ""
    added = [record for record in records if collection.adds_up(record)]
    amounts = [one.amount(record) or 0 for record in added]
    currencies = {one.currency(record, lens) for record in added}
    return format_money(sum(amounts), currencies.pop(), lens.locale) if len(currencies) == 1 else ""
