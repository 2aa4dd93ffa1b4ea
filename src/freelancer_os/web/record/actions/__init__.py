"""What can be done with an opened record: its buttons, and the form that one asks with.

It imports `web.shell`.
"""
