"""The panels over a list: filter, sort, properties, view.

It imports `web.shell` and how a list is looked at.
"""
