"""The page of a collection: its address, tabs and controls, and what layouts share.

It imports `web.cells` and `web.shell`; the layouts it knows by their registry.
"""
