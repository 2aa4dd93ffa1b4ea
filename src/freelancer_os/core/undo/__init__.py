"""Undo and redo: the inverse of a change, written as a change of its own.

It imports `core.log` and what lies under it.
"""
