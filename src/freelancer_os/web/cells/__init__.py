"""Cells, cards and the small forms: drawn, offered, edited in place.

It imports `web.shell`.
"""
