"""The note of a record: drawn, edited, its checkboxes ticked.

It imports `web.shell` and the engine.
"""
