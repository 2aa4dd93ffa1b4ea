"""A workspace's own properties: what they are, and the fields that they become.

It imports `engine.kinds` and the declaration.
"""
