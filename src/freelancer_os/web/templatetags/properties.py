"""What the forms of own properties offer."""

from django import template

from freelancer_os.engine.properties import COLOURS, Property
from freelancer_os.web.own import place

register = template.Library()
register.filter("property_place", place)


@register.simple_tag
def property_kinds() -> list[tuple[str, str]]:
    """The kinds of properties: value and label."""
    return [(str(value), str(label)) for value, label in Property.Kind.choices]


@register.simple_tag
def option_colours() -> tuple[str, ...]:
    """The colours of options."""
    return COLOURS
