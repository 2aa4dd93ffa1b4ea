"""Column types: money, exact numbers, own values, totals; links that carry the workspace.

It imports `core.own` and `core.values`.
"""
