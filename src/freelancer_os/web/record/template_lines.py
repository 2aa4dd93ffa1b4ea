"""The lines of a recurring invoice as a small table on its page: each row of inputs a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, cast
from uuid import UUID

from django.urls import path
from django.utils.translation import gettext as _

from freelancer_os.collections.money.repeats.recurring_lines import OF, TYPED, TemplateLines
from freelancer_os.collections.money.transactions import TRANSACTIONS
from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.numbers import Rate
from freelancer_os.engine.write.writing import get, put, sentence_of
from freelancer_os.finance.recurring.template import FIELD, MOST
from freelancer_os.web.cells.inputs import typed_as
from freelancer_os.web.shell.access import Desk, DeskRequest
from freelancer_os.web.shell.gate import as_form, writes


class Head(NamedTuple):
    """A column: the name of its inputs, what it is called, and how it is typed."""

    name: str
    label: str
    is_number: bool


@dataclass(frozen=True)
class LinesForm:
    """The rows of a record, the last one empty; `opened` tells whether they have changed since."""

    address: str
    opened: str
    heads: list[Head]
    rows: list[tuple[str, list[tuple[Head, str]]]]
    rates: list[tuple[str, str]]


def lines_form(desk: Desk, collection: Collection, record: Record) -> LinesForm | None:
    """The form of the lines of a record, None where it is no recurring invoice."""
    one = collection.by_name.get(FIELD)
    if not isinstance(one, TemplateLines) or getattr(record, "posts_as", "") == "entry":
        return None
    heads = [_head(name) for name in TYPED]
    rows = [*one.rows(record, desk.formats), {}]
    rate = TRANSACTIONS.by_name["tax_rate"]
    return LinesForm(
        f"/{collection.slug}/{record.pk}/lines/",
        _mark(one, record, desk.formats),
        heads,
        [(row.get(OF, ""), [(head, row.get(head.name, "")) for head in heads]) for row in rows],
        typed_as(rate.picks(desk.formats)) if isinstance(rate, Rate) else [],
    )


def _head(name: str) -> Head:
    return Head(name, TRANSACTIONS.by_name[name].label, name != "description")


def _mark(one: TemplateLines, record: Record, formats: Formats) -> str:
    return sha256(repr(one.dump(record, formats)).encode()).hexdigest()[:16]


@writes(as_form)
def save(request: DeskRequest, pk: UUID) -> Unit:
    """Take the rows as the lines from now on. Raises Conflict where they are others by now."""
    desk = request.desk
    collection = desk.collection("recurring")
    one = cast("TemplateLines", collection.writable[FIELD])
    with change(desk.workspace, desk.user, one.label, door="page") as unit:
        record, formats = get(collection, unit, pk), Formats.of(unit.workspace)
        if request.POST.get("opened") not in {None, _mark(one, record, formats)}:
            raise Conflict(
                _("The lines were changed meanwhile. Load the page, and type yours anew.")
            )
        put(collection, record, {FIELD: one.typed(_rows(request.POST.dict()), formats, record)})
        unit.sentence = sentence_of(collection, formats, record, [FIELD])
    return unit


def _rows(given: Mapping[str, str]) -> list[dict[str, str]]:
    """What was sent by rows, in their order: "unit_price.2" is that of the third."""
    rows: list[dict[str, str]] = [{} for _place in range(MOST + 1)]
    for name, text in given.items():
        field, _dot, number = name.partition(".")
        if number.isdecimal() and int(number) <= MOST and field in {*TYPED, OF}:
            rows[int(number)][field] = text
    return rows


urlpatterns = [path("recurring/<uuid:pk>/lines/", save, name="template_lines")]
