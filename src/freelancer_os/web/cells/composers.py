"""Composers: the small forms that make a record where one is."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.core.values.money import show_percent
from freelancer_os.core.words import msgid_of
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.registry import collections
from freelancer_os.finance.entries.usual_tax import is_abroad, usual_tax
from freelancer_os.finance.models import Account, Category
from freelancer_os.web.cells.inputs import Input, default_of, input_of
from freelancer_os.web.shell.access import Desk

NOTHING: Mapping[str, str] = {}
MONEY = ("description", "amount", "date")
LONGEST = 200  # characters of a title that an address gives
PLACES = 4  # decimals of a rate
EXCHANGES = "transfers/controls/exchange/"  # where it is said what a transfer comes to
EXCHANGED = ("exchange_rate", "amount_to")  # of a transfer
LINE = ("description", "quantity", "unit", "unit_price", "tax_rate", "project", "service")


@dataclass(frozen=True)
class Composer:
    """A form that makes a record of a collection; `exchanges` is where it is reckoned meanwhile."""

    name: str
    label: str
    icon: str
    address: str
    inputs: list[Input]
    hidden: dict[str, str]
    exchanges: str = ""

    @property
    def starts(self) -> dict[str, str]:
        """What a record made by it begins with."""
        begun = {one.name: one.key or one.value for one in self.inputs}
        return {**self.hidden, **{name: value for name, value in begun.items() if value}}


def composers_of(
    desk: Desk, collection: Collection, starts: Mapping[str, str] = NOTHING
) -> list[Composer]:
    """Add income and add expense for transactions, else the one of the collection; `starts` are
    what their records begin with."""
    if collection.slug == "transactions":
        return [money_composer(desk, kind, starts=starts) for kind in ("income", "expense")]
    return [composer_of(desk, collection, starts)] if collection.composer else []


def named(collection: Collection, title: str) -> dict[str, str]:
    """What the form of a collection begins with for a title: what names its records, else what they
    are of, as it was typed. Nothing where it asks for neither."""
    column = getattr(collection.model, "title_column", "")
    asked = collection.titles(collection.composer)
    naming = (one for one in asked if one.attribute == column)
    linking = (one for one in asked if isinstance(one, Link))
    one = next(naming, None) or next(linking, None)
    return {one.name: title[:LONGEST]} if one is not None and title.strip() else {}


def composer_of(
    desk: Desk,
    collection: Collection,
    starts: Mapping[str, str] = NOTHING,
    *,
    without: Container[str] = (),
) -> Composer:
    """The form of a collection, with its declared inputs; what else `starts` say goes along.

    Where all accounts are in one currency nothing is asked of an exchange.
    """
    needless = EXCHANGED if collection.slug == "transfers" and _has_one_currency(desk) else ()
    inputs = [
        input_of(desk, one, collection, start=starts.get(one.name) or default_of(collection, one))
        for one in collection.titles(collection.composer)
        if one.name not in without and one.name not in needless
    ]
    asked = {one.name for one in inputs}
    more = {name: start for name, start in starts.items() if name not in asked}
    name, address = msgid_of(collection.singular), f"/{collection.slug}/"
    reckoned = f"/{EXCHANGES}" if asked.issuperset(EXCHANGED) else ""
    return Composer(name, collection.label, "plus", address, inputs, more, reckoned)


def _has_one_currency(desk: Desk) -> bool:
    rows = Account.objects.of(desk.workspace).filter(archived=False).order_by()
    return len(rows.values_list("currency").distinct()[:2]) < 2


def composer_within(desk: Desk, collection: Collection, linked: Mapping[str, Any]) -> Composer:
    """The form that makes a record linked to these, by field, without asking for them again."""
    hidden = {name: str(target.pk) for name, target in linked.items()}
    category = linked.get("category")
    if collection.slug == "transactions" and isinstance(category, Category):
        made = money_composer(desk, category.kind, without=linked)
    elif collection.slug == "transactions" and "invoice" in linked:
        made = line_composer(desk, linked)
    elif collection.slug == "transactions":
        made = workflow_composer(desk, without=linked)
    else:
        starts = {"kind": category.kind} if isinstance(category, Category) else NOTHING
        made = composer_of(desk, collection, starts, without=linked)
    return replace(made, hidden={**made.hidden, **hidden})


def money_composer(
    desk: Desk, kind: str, *, without: Container[str] = (), starts: Mapping[str, str] = NOTHING
) -> Composer:
    """Add income, or add an expense."""
    more = tuple(name for name in ("category", "account") if name not in without)
    label = _("Add expense") if kind == "expense" else _("Add income")
    return _transaction(desk, kind, label, {"kind": kind}, (*MONEY, *more), starts)


def workflow_composer(
    desk: Desk, *, without: Container[str] = (), starts: Mapping[str, str] = NOTHING
) -> Composer:
    """Add client income, with its links."""
    links = ("client", "project", "service", "invoice", "account")
    more = tuple(name for name in links if name not in without)
    hidden, label = _income_of(_client(desk)), _("Add income")
    return _transaction(desk, "income", label, hidden, (*MONEY, *more), starts)


def line_composer(desk: Desk, linked: Mapping[str, Any] = NOTHING) -> Composer:
    """Add a line to an invoice, of today. Of a client abroad the tax rate is asked for."""
    client = _client(desk)
    hidden = {**_income_of(client), "date": desk.workspace.today.isoformat()}
    made = _transaction(desk, "line", _("Add line"), hidden, LINE, {"quantity": "1"})
    asks = is_abroad(desk.workspace, linked)
    taxed = usual_tax(desk.workspace, {**linked, "kind": client.kind, "category": client})
    usual = show_percent(taxed.get("tax_rate", 0), PLACES, desk.formats.locale)
    rate = {"is_required": True} if asks else {"usual": usual}
    inputs = [replace(one, **rate) if one.name == "tax_rate" else one for one in made.inputs]
    return replace(made, inputs=inputs)


def _client(desk: Desk) -> Category:
    found: Category = Category.objects.of(desk.workspace).get(is_client=True)
    return found


def _income_of(client: Category) -> dict[str, str]:
    return {"kind": client.kind, "category": str(client.pk)}


def _transaction(
    desk: Desk,
    name: str,
    label: str,
    hidden: dict[str, str],
    names: tuple[str, ...],
    starts: Mapping[str, str],
) -> Composer:
    collection = collections.get("transactions")
    assert collection is not None  # declared at start
    kind, fields = hidden["kind"], (collection.by_name[n] for n in names)
    inputs = [
        input_of(desk, one, collection, kind=kind, start=starts.get(one.name, "")) for one in fields
    ]
    return Composer(name, label, "plus", "/transactions/", inputs, hidden)
