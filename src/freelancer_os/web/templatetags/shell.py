"""Filters of the shell: the workspace's initials, and which page of a window is shown."""

from django import template

register = template.Library()


@register.filter
def initials(name: object) -> str:
    """Up to two capitals of a name's first words: "Mira Kovač Studio" is "MK"."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper()


@register.filter
def at(path: str, home: str) -> str:
    """The `aria-current` of a window: "page" on its own page, "true" on one of its pages."""
    return "page" if path == home else "true"
