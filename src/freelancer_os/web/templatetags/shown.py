"""Values of records in templates, drawn by their fields."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from freelancer_os.core.values.dates import show_date
from freelancer_os.engine.collection import collections
from freelancer_os.web.cells.drawing import why_link

register = template.Library()


@register.simple_tag(takes_context=True)
def total(context: Any, slug: str, record: Any, name: str) -> SafeString:
    """A total of a record, as a link to the entries behind it."""
    collection = collections.get(slug)
    assert collection is not None  # named by our own templates
    formats, one = context["request"].desk.formats, collection.by_name[name]
    return format_html('<span class="num">{}</span>', why_link(collection, one, record, formats))


@register.simple_tag(takes_context=True)
def due(context: Any, invoice: Any) -> SafeString:
    """When an invoice that is not paid yet is due; late ones are marked."""
    formats = context["request"].desk.formats
    if invoice.due_date is None or invoice.status == "void" or invoice.outstanding <= 0:
        return mark_safe("")
    is_late = invoice.is_overdue(formats.today)
    day = show_date(invoice.due_date, formats.locale, today=formats.today)
    style, words = ("neg", "was due") if is_late else ("list-meta", "due")
    return format_html('<span class="{} num">{} {}</span>', style, words, day)


@register.simple_tag(takes_context=True)
def shown(context: Any, slug: str, record: Any, name: str) -> SafeString:
    """A field of a record as its cell shows it."""
    collection = collections.get(slug)
    assert collection is not None  # named by our own templates
    return collection.by_name[name].show(record, context["request"].desk.formats)
