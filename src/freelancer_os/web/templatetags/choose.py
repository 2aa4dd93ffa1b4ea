"""`{% choose name options value %}`: a field that holds one of a few options."""

from django import template

from freelancer_os.web.shell.choosing import choose

register = template.Library()
register.simple_tag(choose)


@register.filter
def same(one: object, other: object) -> bool:
    """Whether two are the same, for an argument of a tag."""
    return one == other
