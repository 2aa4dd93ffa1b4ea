"""The records that a link can name, found by what is typed: one way for cells, forms, filters.

What is asked costs one statement, and no answer holds more than `OFFERED` records.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, QuerySet, When
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import fold
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.web.cells.kinds import tag
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk

OFFERED = 12


@dataclass(frozen=True)
class Found:
    """The first records of those that were looked for, and what tells that there are more."""

    records: list[Record]
    more: SafeString


def find(to: Collection, rows: QuerySet[Any], text: str) -> Found:
    """Those of `rows` whose name holds a text, first those that begin with it, by name.

    What has no name of its own, such as an invoice, is found by its number, the newest first.
    """
    column, typed = to.search[0], fold(text)
    if column != "folded":
        rows = rows.filter(**{f"{column}__icontains": typed}) if typed else rows
        order: tuple[str | Case, ...] = ("-id",)
    elif typed:
        rows = rows.filter(folded__contains=typed)
        order = (Case(When(folded__startswith=typed, then=0), default=1), "folded", "id")
    else:
        order = ("folded", "id")
    found = list(rows.order_by(*order)[: OFFERED + 1])
    more = format_html('<p class="effect">{}</p>', _("Type to find more."))
    return Found(found[:OFFERED], more if len(found) > OFFERED else mark_safe(""))


def typed_in(given: QueryDict, name: str = "q") -> str:
    """What was typed so far in a field that finds."""
    return str(given.get(name, ""))[:200].replace("\x00", "")


@at_desk
def targets(request: DeskRequest, slug: str, name: str) -> HttpResponseBase:
    """The records that a link can name: in a filter any, in a form for a `new` record those that
    fit what stands in the form so far, and one to `make`."""
    desk, given = request.desk, request.GET
    collection = desk.collection(slug)
    one = collection.by_name.get(name) or collection.writable.get(name)
    if not isinstance(one, Link | Links):
        raise Http404("This field names no records.")
    to = desk.collection(one.to)
    rows: QuerySet[Any] = to.model.objects.of(desk.workspace)
    if "new" in given and to.archives:
        rows = rows.filter(archived=False)
    if "new" in given and isinstance(one, Link) and one.offered is not None:
        rows = one.offered(rows, _begun(desk, collection, given))
    found = find(to, rows, typed_in(given))
    options = format_html_join(
        "",
        '<div role="option" data-value="{}" aria-selected="false">{}</div>',
        ((row.pk, _shown(one, row)) for row in found.records),
    )
    takes_new = "make" in given and one.starts is not None
    if takes_new:
        options += _new(to, typed_in(given).strip(), found.records)
    nothing = format_html('<p class="mut">{}</p>', nothing_of(typed_in(given), takes_new))
    list_ = format_html('<div role="listbox">{}</div>', options or nothing)
    return HttpResponse(list_ + found.more)


def _shown(one: Link | Links, target: Record) -> str:
    """What a target is called; as a tag in its colour where it is shown as one."""
    colour = one.tag_of(target) if isinstance(one, Link) else ""
    return tag(("", str(target), colour)) if colour else str(target)


def nothing_of(typed: str, takes_new: bool) -> str:
    """What a list without an option says: that none is there, or that none fits what is `typed`."""
    if typed.strip():
        return _("Nothing fits.")
    return _("None yet. Type a name.") if takes_new else _("None yet.")


def _new(to: Collection, name: str, found: list[Record]) -> SafeString:
    """What makes a record of a name that none has: "+ New client “Acme”"."""
    if not name or fold(name) in {fold(str(record)) for record in found}:
        return mark_safe("")
    words = _("+ {new} “{name}”").format(new=to.label, name=name)
    return format_html(
        '<div role="option" data-value="" data-create="{}" aria-selected="false">{}</div>',
        name,
        words,
    )


def _begun(desk: Desk, collection: Collection, given: QueryDict) -> object:
    """A record as far as its form says; what makes no sense in it is left out."""
    record: Any = collection.model(workspace=desk.workspace)
    for one in collection.fields:
        text = given.get(one.name, "")
        if isinstance(one, Link) and (key := read_id(text)):
            setattr(record, one.id_column, key)
        elif isinstance(one, Choice) and text in {value for value, _, _ in one.choices}:
            setattr(record, one.attribute, text)
    if not getattr(record, "currency", None):
        record.currency = desk.formats.currency
    return record


urlpatterns = [path("<slug:slug>/controls/targets/<slug:name>/", targets, name="targets")]
