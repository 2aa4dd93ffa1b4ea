"""The panels over a list: filter, sort, properties, view.

It imports `web.lists`, `web.table`, `web.cells` and `web.shell`.
"""
