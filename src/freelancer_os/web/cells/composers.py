"""Composers: the small forms that make a record where one is."""

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.core.values.money import show_percent
from freelancer_os.core.words import Option, msgid_of
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice, ChoiceOrNone
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.named import Named
from freelancer_os.engine.kinds.numbers import Rate
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.engine.registry import collections
from freelancer_os.finance.entries.usual_tax import usual_tax
from freelancer_os.finance.models import Category
from freelancer_os.web.shell.access import Desk

NOTHING: Mapping[str, str] = {}
MONEY = ("description", "amount", "date")
PLACES = 4  # decimals of a rate
LINE = ("description", "quantity", "unit", "unit_price", "tax_rate", "project", "service")


@dataclass(frozen=True)
class Input:
    """One input of a composer. A link is found by typing, at `targets`; it starts with the record
    `key`, which is called `text`. One of the `options` is chosen, or made where it `creates`. A
    date may end what that of the input `after` begins. Of a number some are `known`, with their
    words, and one is `usual` where it is left empty. `effects` says what options do, as JSON."""

    name: str
    label: str
    kind: str
    value: str = ""
    is_required: bool = False
    options: list[Option] = field(default_factory=list)
    creates: bool = False
    targets: str = ""
    text: str = ""
    key: str = ""
    after: str = ""
    known: list[tuple[str, str]] = field(default_factory=list)
    usual: str = ""
    effects: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether it holds a date, with a time or without."""
        return self.kind in {"date", "instant"}


@dataclass(frozen=True)
class Composer:
    """A form that makes a record of a collection."""

    name: str
    label: str
    icon: str
    address: str
    inputs: list[Input]
    hidden: dict[str, str]

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


def composer_of(
    desk: Desk,
    collection: Collection,
    starts: Mapping[str, str] = NOTHING,
    *,
    without: Container[str] = (),
) -> Composer:
    """The form of a collection, with its declared inputs; what else `starts` say goes along."""
    inputs = [
        _input(desk, one, collection, start=starts.get(one.name) or _default(collection, one))
        for one in collection.titles(collection.composer)
        if one.name not in without
    ]
    asked = {one.name for one in inputs}
    more = {name: start for name, start in starts.items() if name not in asked}
    name, address = msgid_of(collection.singular), f"/{collection.slug}/"
    return Composer(name, collection.label, "plus", address, inputs, more)


def composer_within(desk: Desk, collection: Collection, linked: Mapping[str, Any]) -> Composer:
    """The form that makes a record linked to these, by field, without asking for them again."""
    hidden = {name: str(target.pk) for name, target in linked.items()}
    category = linked.get("category")
    if collection.slug == "transactions" and isinstance(category, Category):
        made = money_composer(desk, category.kind, without=linked)
    elif collection.slug == "transactions" and "invoice" in linked:
        made = line_composer(desk)
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


def line_composer(desk: Desk) -> Composer:
    """Add a line to an invoice, of today."""
    client = _client(desk)
    hidden = {**_income_of(client), "date": desk.workspace.today.isoformat()}
    made = _transaction(desk, "line", _("Add line"), hidden, LINE, {"quantity": "1"})
    taxed = usual_tax(desk.workspace, {"kind": client.kind, "category": client})
    usual = show_percent(taxed.get("tax_rate", 0), PLACES, desk.formats.locale)
    inputs = [replace(one, usual=usual if one.name == "tax_rate" else "") for one in made.inputs]
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
        _input(desk, one, collection, kind=kind, start=starts.get(one.name, "")) for one in fields
    ]
    return Composer(name, label, "plus", "/transactions/", inputs, hidden)


def _default(collection: Collection, one: Field) -> str:
    """The value that a choice has unless another is chosen; yes or no as a choice of two."""
    if not isinstance(one, Choice | Flag):
        return ""
    value = getattr(collection.model(), one.attribute)
    return str(value or "") if isinstance(one, Choice) else str(value).lower()


def asked_for(desk: Desk, collection: Collection, name: str, said: str | None) -> Input:
    """The input of a field that something lacked, with what was `said` so far; a day is today."""
    one = collection.writable[name]
    today = desk.workspace.today.isoformat() if one.kind == "date" else ""
    start = today if said is None else said
    is_needed = not any(one is other for other in collection.arguments) or one.kind != "date"
    made = _input(desk, one, collection, start=start, creates=False)
    return replace(made, is_required=is_needed)


def _input(
    desk: Desk,
    one: Field,
    collection: Collection,
    *,
    kind: str = "",
    start: str = "",
    creates: bool = True,
) -> Input:
    options: list[Option] = []
    found: dict[str, str] = {}
    if isinstance(one, OwnChoice):
        known = one.among(one.used(collection.model, desk.workspace))
        none = [("", "—", "")] if one.is_optional else []
        options = [*none, *known]
    elif isinstance(one, Choice):
        none = [("", "—", "")] if isinstance(one, ChoiceOrNone) else []
        options = [*none, *one.choices]
    elif isinstance(one, Flag):
        options = [("false", _("No"), ""), ("true", _("Yes"), "")]
    elif isinstance(one, Named):
        names = one.names(collection.model, desk.formats)
        options = [("", "—", ""), *((name, name, "stone") for name in names)]
    elif isinstance(one, Link | Links):
        begun = {
            "new": "1",
            **({"make": "1"} if creates else {}),
            **({"kind": kind} if kind else {}),
        }
        found = _targets(desk, collection, one, begun, start)
    value = start
    if one.kind == "date" and one.required and not start:
        value = desk.workspace.today.isoformat()
    if one.name == "currency":
        value = desk.formats.currency
    is_wide = one.name in {"name", "title", "description"}
    return Input(
        one.name,
        one.label,
        "wide" if is_wide else one.kind,
        one.written(value, desk.formats),
        one.required,
        options,
        creates=creates and isinstance(one, OwnChoice | Named),
        after=one.after if isinstance(one, Day | Instant) else "",
        effects=_effects(one),
        known=one.offers(desk.formats) if isinstance(one, Rate) else [],
        **found,
    )


def _effects(one: Field) -> str:
    """A sentence for each option that has one, as JSON for the script."""
    said = one.meant_by() if isinstance(one, Choice) else {}
    return json.dumps(said, ensure_ascii=False) if said else ""


def _targets(
    desk: Desk, collection: Collection, one: Link | Links, begun: dict[str, str], start: str
) -> dict[str, str]:
    """How a link is found by typing: where, and the name of the record with which it starts."""
    key = read_id(start)
    found = key and one.model.objects.of(desk.workspace).filter(pk=key).first()
    text = str(found) if found else "" if key else start
    address = f"/{collection.slug}/controls/targets/{one.name}/?{urlencode(begun)}"
    return {"targets": address, "text": text, "key": start if found else ""}
