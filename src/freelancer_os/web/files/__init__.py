"""The files of a record: added, shown, downloaded.

It imports `web.shell` and the engine.
"""
