"""The layout table: columns, rows, groups, foot, many rows at once.

It imports `web.lists`, `web.cells` and `web.shell`.
"""
