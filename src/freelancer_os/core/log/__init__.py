"""The change log: the unit of work through which every write goes, totals, undo.

It imports `core.records`, `core.own` and `core.values`.
"""
