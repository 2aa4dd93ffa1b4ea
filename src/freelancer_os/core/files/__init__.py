"""Files on disk: where they lie, what they are, which are still needed.

It imports `core.errors`.
"""
