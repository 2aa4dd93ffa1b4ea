"""The layout calendar."""

from freelancer_os.engine.layouts import Layout, layouts
from freelancer_os.web.calendar.calendar import calendar
from freelancer_os.web.lists.controls import dates

CALENDAR = layouts.add(
    Layout(
        name="calendar",
        icon="calendar",
        place=3,
        offered=lambda collection: bool(collection.calendar),
        read=calendar,
        template="calendar/calendar.html",
        shows=lambda collection: collection.table,
        select=dates,
        head="calendar/period.html",
        is_sorted=False,
    )
)
