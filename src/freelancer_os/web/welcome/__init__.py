"""The ways in: one-time links, the first set-up.

It imports `web.settings` and `web.shell`.
"""
