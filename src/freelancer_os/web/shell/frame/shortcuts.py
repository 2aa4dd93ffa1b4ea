"""What the keys do, in one list: under "?" on every page."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from freelancer_os.web.shell.access import DeskRequest, at_desk


@at_desk
def shortcuts(request: DeskRequest) -> HttpResponseBase:
    """The list that the dialog shows: groups of keys, each with what it does."""
    return render(request, "shell/frame/shortcuts.html", {"groups": _groups()})


def _groups() -> list[tuple[str, list[tuple[str, str]]]]:
    ctrl, shift, alt, arrows, escape = _("Ctrl"), _("Shift"), _("Alt"), _("arrows"), "Esc"
    return [
        (
            _("Everywhere"),
            [
                ("N", _("New record")),
                (f"{ctrl} Z", _("Undo")),
                (f"{ctrl} {shift} Z", _("Redo")),
                ("K J", _("Previous and next record, where one is open beside the page")),
                (f"{ctrl} D", _("Duplicate the record")),
                (f"{shift} F10", _("Menu of the record")),
                (escape, _("Close, or give the old value back")),
                ("← →", _("Period before and after, on an overview or a report")),
                ("?", _("Keyboard shortcuts")),
            ],
        ),
        (
            _("In a table"),
            [
                (arrows, _("Go from cell to cell, to heads and foot")),
                (_("Home End"), _("First and last cell of the row")),
                (f"{ctrl} {_('Home End')}", _("First and last cell of the table")),
                (_("Enter"), _("Edit; typing edits too")),
                (f"{ctrl} {_('Enter')}", _("Open the record")),
                (_("Del"), _("Empty the cell")),
                (f"{shift} {arrows}", _("Choose several cells")),
                (f"{alt} ↑ ↓", _("Move a line of an invoice")),
                (f"{ctrl} C", _("Copy")),
                (f"{ctrl} V", _("Paste")),
                (_("Tab"), _("Leave the table; while cells are filled, the next one")),
                (f"{escape} {_('Tab')}", _("Leave the table after something was entered")),
            ],
        ),
        (
            _("On a board, in a calendar"),
            [
                (arrows, _("Go from card to card, from day to day")),
                (_("Enter"), _("Open the card")),
                (f"{alt} {arrows}", _("Move a card or an entry")),
                (f"{alt} {shift} {arrows}", _("Move the end of an entry")),
            ],
        ),
        (
            _("In a note"),
            [
                (f"{ctrl} {_('Enter')}", _("Save")),
                ("Alt F10", _("Go to the toolbar")),
            ],
        ),
    ]


urlpatterns = [path("shortcuts/", shortcuts, name="shortcuts")]
