"""Kinds of fields: text, choice, date, money, link …; how each is read, printed, filtered.

It imports `core` and the formats of a workspace.
"""
