"""The frame around every page: its head, the rail with windows and sections, what scripts say.

It imports `engine` and, of `web`, `shell.access` alone.
"""
