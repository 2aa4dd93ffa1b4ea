"""Stored totals: what they are, how a unit of work settles them, how they are counted anew.

It imports the rest of `core.log`, of which only `changes` and `entries` import it.
"""
