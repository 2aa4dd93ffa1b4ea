"""A copy of the whole installation, and back again.

It imports `core`.
"""
