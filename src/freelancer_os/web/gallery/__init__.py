"""The layout gallery: records as cards.

It imports `web.lists`, `web.cells` and `web.shell`.
"""
