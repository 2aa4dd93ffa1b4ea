"""The line of what is still written, which every page draws within its own answer."""

from django import template
from django.template import Context

from freelancer_os.web.shell.under_way import under_way_of

register = template.Library()


@register.inclusion_tag("shell/under_way.html", takes_context=True)
def under_way(context: Context) -> dict[str, object]:
    """A line at the foot of the page while there is something to tell, else nothing."""
    desk = getattr(context.get("request"), "desk", None)
    return {"job": desk and under_way_of(desk), "csrf_token": context.get("csrf_token")}
