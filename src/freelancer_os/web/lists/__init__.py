"""The page of a collection: its address, its tabs, its controls, its layouts.

It imports the layouts, `web.panels`, `web.cells` and `web.shell`.
"""
