"""The change log in words, undo and redo, the bin.

It imports `web.shell`.
"""
