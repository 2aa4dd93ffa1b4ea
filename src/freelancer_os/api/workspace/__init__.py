"""The settings of the caller's workspace.

It imports what every address of the API shares, and people.
"""
