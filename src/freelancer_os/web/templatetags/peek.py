"""The record beside the page, which every page draws within its own answer."""

from django import template
from django.template import Context

from freelancer_os.web.record.peek import peek_of

register = template.Library()


@register.inclusion_tag("record/peek.html", takes_context=True)
def peek(context: Context) -> dict[str, object]:
    """`<aside id="peek">` if the address of the page asks for one, else nothing."""
    request = context.get("request")
    found = peek_of(request) if request is not None else None
    return {"request": request, "peek": found, "opened": found and found.opened}
