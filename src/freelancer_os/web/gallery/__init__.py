"""The layout gallery: records as cards.

It imports `web.cells` and `web.shell`.
"""
