"""The change log: the unit of work through which every write goes, and the totals it moves.

It imports `core.records`, `core.own` and `core.values`.
"""
