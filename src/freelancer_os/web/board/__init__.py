"""The layout board: a column per stage, status or link; cards that are moved.

It imports `web.lists`, `web.cells` and `web.shell`.
"""
