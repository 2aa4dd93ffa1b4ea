"""The layout calendar: records on their days, by month and by week.

It imports `web.lists`, `web.cells` and `web.shell`.
"""
