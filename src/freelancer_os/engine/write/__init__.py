"""Writing records: one, one cell, many, what is pasted, notes.

It imports `engine.query`, `engine.kinds` and the declaration.
"""
