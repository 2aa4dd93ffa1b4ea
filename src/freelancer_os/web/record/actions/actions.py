"""What can be done with an opened record: its buttons, the form of one, and doing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path

from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.engine.actions import Action, Aside
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.write import acting, writing
from freelancer_os.web.cells.asked import in_form
from freelancer_os.web.cells.offers import in_use
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.gate import writes

OFFERED = 200  # records that a form offers for a link


@dataclass(frozen=True)
class Button:
    """An action that a record offers, and where it is done, or its form if it asks for fields."""

    action: Action
    record: Record
    address: str
    formats: Formats

    @cached_property
    def effect(self) -> str:
        """What it says beforehand; read from the books where it is shown."""
        return self.action.effect(self.record, self.formats)


@dataclass(frozen=True)
class Asked:
    """A field that an action asks for: what it begins with and, where it is one of some, which."""

    field: Field
    value: str
    options: list[tuple[str, str]]

    @property
    def is_dated(self) -> bool:
        """Whether it holds a date, with a time or without."""
        return self.field.kind in {"date", "instant"}


def doable(desk: Desk, collection: Collection, record: Record) -> list[Button]:
    """What a record offers, as declared, what is dangerous last; nothing to those who only read."""
    offered = [one for one in collection.actions if desk.may_write and one.offered(record)]
    return [
        Button(one, record, _form(collection, record, one), desk.formats)
        for one in sorted(offered, key=lambda one: one.is_dangerous)
    ]


@dataclass(frozen=True)
class Beside:
    """A page that a record leads to, and the address that a dialog of it has, if it has one."""

    aside: Aside
    page: str
    dialog: str


def asides(desk: Desk, collection: Collection, record: Record) -> list[Beside]:
    """The pages that a record leads to, as declared."""
    offered = [one for one in collection.asides if desk.may_write or not one.for_writers]
    address = f"/{collection.slug}/{record.pk}/"
    pages = [(one, one.page(address, record.pk)) for one in offered]
    return [Beside(one, page, "" if one.leads else f"{page}?dialog") for one, page in pages]


def _address(collection: Collection, record: Record, action: Action) -> str:
    return f"/{collection.slug}/{record.pk}/do/{action.verb}/"


def _form(collection: Collection, record: Record, action: Action) -> str:
    return action.form.format(pk=record.pk) or _address(collection, record, action)


def do(request: DeskRequest, slug: str, pk: UUID, verb: str) -> HttpResponseBase:
    """`GET` the form that an action asks with, `POST` to do it."""
    view = done if request.method == "POST" else ask
    return view(request, slug, pk, verb)


@at_desk
def ask(request: DeskRequest, slug: str, pk: UUID, verb: str) -> HttpResponseBase:
    """What an action does, and the fields that it asks for."""
    desk = request.desk
    collection, action = _named(desk, slug, verb)
    record = writing.stored(collection, desk.workspace, pk)
    if not desk.may_write or not action.offered(record):
        raise Http404("This cannot be done here.")
    if action.form:
        return redirect(_form(collection, record, action))
    starts = action.starts(record)
    fields = [one for one in collection.asked(action) if one.name not in action.seldom]
    context = {
        "action": action,
        "address": _address(collection, record, action),
        "effect": action.effect(record, desk.formats),
        "kept": [(name, starts[name]) for name in action.seldom if starts.get(name)],
        "asked": [_asked(desk, one, record, starts) for one in fields],
    }
    return render(request, "record/actions/action.html", context)


@writes(in_form)
def done(request: DeskRequest, slug: str, pk: UUID, verb: str) -> Unit:
    """Do it, as one change."""
    desk, given = request.desk, request.POST
    collection, action = _named(desk, slug, verb)
    names = [one.name for one in collection.asked(action)]
    sent = {name: given[name] for name in names if given.get(name, "").strip()}
    _, unit = acting.act(
        collection, desk.workspace, desk.user, pk, action, sent, direction="parse", door="page"
    )
    return unit


def _named(desk: Desk, slug: str, verb: str) -> tuple[Collection, Action]:
    collection = desk.collection(slug)
    if verb not in collection.doing:
        raise Http404("There is no such action.")
    return collection, collection.doing[verb]


def _asked(desk: Desk, one: Field, record: Record, starts: Mapping[str, str]) -> Asked:
    options: list[tuple[str, str]] = []
    if isinstance(one, Choice):
        options = [(offer.value, offer.label) for offer in one.offers(record, desk.formats)]
    elif isinstance(one, Link):
        rows = in_use(desk.collection(one.to), desk.formats)
        rows = one.offered(rows, record) if one.offered is not None else rows
        found = rows.order_by(one.title_column, "id")[:OFFERED]
        options = [(str(target.pk), _named_beside(one, target, desk)) for target in found]
        options = options if one.required else [("", "—"), *options]
    return Asked(one, one.written(starts.get(one.name, ""), desk.formats), options)


def _named_beside(one: Link, target: Record, desk: Desk) -> str:
    """What a target is called, with what the link says beside it."""
    beside = one.beside(target, desk.formats) if one.beside is not None else ""
    return f"{target} · {beside}" if beside else str(target)


urlpatterns = [path("<slug:slug>/<uuid:pk>/do/<slug:verb>/", do, name="do")]
