"""What links to an opened record: small tables, and the ways to add to them.

It imports `web.cells` and `web.shell`.
"""
