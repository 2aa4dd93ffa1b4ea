"""Values of records in templates, drawn by their fields."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.core.records.base import Record
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Account
from freelancer_os.web.cells.drawing import why_drawing
from freelancer_os.web.windows.lines import lines as drawn

register = template.Library()


@register.simple_tag(takes_context=True)
def total(context: Context, slug: str, record: Record, name: str) -> SafeString:
    """A total of a record, as a link to the entries behind it."""
    collection = collections.get(slug)
    assert collection is not None  # named by our own templates
    formats, one = context["request"].desk.formats, collection.by_name[name]
    return mark_safe(f'<span class="num">{why_drawing(collection, one, formats)(record)}</span>')


@register.filter
def kind_of(account: Account) -> str:
    """What kind of account it is, in the reader's words."""
    accounts = collections.get("accounts")
    assert accounts is not None  # declared at start
    kind = accounts.by_name["kind"]
    assert isinstance(kind, Choice)
    return kind.option(account.kind)[1]


@register.simple_tag(takes_context=True)
def lines(context: Context, collection: Collection, records: list[Any]) -> SafeString:
    """The records of an area of the client window."""
    return drawn(collection, records, context["request"].desk.formats)
