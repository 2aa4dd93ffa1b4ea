"""The settings of a workspace and of a person.

It imports `web.shell`.
"""
