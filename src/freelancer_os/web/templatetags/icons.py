"""`{% icon "plus" 16 %}`: an icon, by its name and its pixels."""

from django import template

from freelancer_os.web.shell.icons import icon

register = template.Library()
register.simple_tag(icon)
